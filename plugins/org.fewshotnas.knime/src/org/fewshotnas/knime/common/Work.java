package org.fewshotnas.knime.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;

/** Runs the work of a node and says in KNIME's words how it went: progress, cancellation, and messages with their resolutions. */
public final class Work {
    private Work() {}

    /** What a node does when it runs. */
    @FunctionalInterface
    public interface Body {
        /**
         * Does the work.
         *
         * @throws IOException if a file cannot be read or written
         * @throws CanceledExecutionException if the user stopped it
         */
        void run(Progress progress) throws IOException, CanceledExecutionException;
    }

    /** What a node does before it runs. */
    @FunctionalInterface
    public interface Plan {
        /**
         * Checks the settings against the inputs.
         *
         * @throws InvalidSettingsException if they do not fit
         */
        void check() throws InvalidSettingsException;
    }

    /**
     * Runs the work of a node.
     *
     * @param exec where progress goes and the user's wish to stop comes from
     * @throws CanceledExecutionException if the user stopped it
     * @throws KNIMEException if the input or a setting cannot be worked with: with the message and the resolution for the user
     */
    public static void run(ExecutionContext exec, Body body) throws CanceledExecutionException, KNIMEException {
        try {
            body.run(new NodeProgress(exec));
        } catch (CancellationException e) {
            CanceledExecutionException canceled = new CanceledExecutionException();
            canceled.initCause(e);
            throw canceled;
        } catch (InvalidInputException e) {
            throw failure(e.getMessage(), e.resolution(), e);
        } catch (IOException e) {
            throw failure(e);
        } catch (UncheckedIOException e) {
            throw failure(e.getCause());
        } catch (OutOfMemoryError e) {
            throw failure(
                    "There is not enough memory for this.",
                    "Use fewer rows, or a smaller network, or give the Java virtual machine more memory (-Xmx in knime.ini).",
                    e);
        }
    }

    /**
     * Checks settings; what the checks say of the input becomes a message about the settings.
     *
     * @throws InvalidSettingsException if they do not fit
     */
    public static void configure(Plan plan) throws InvalidSettingsException {
        try {
            plan.check();
        } catch (InvalidInputException e) {
            throw new InvalidSettingsException(e.getMessage() + " " + e.resolution(), e);
        }
    }

    private static KNIMEException failure(IOException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return failure(
                "A file could not be read or written: " + reason,
                "Check that the file is there, that it may be read, and that the disk has space left.",
                e);
    }

    private static KNIMEException failure(String summary, String resolution, Throwable cause) {
        Message message = Message.builder()
                .withSummary(summary)
                .addResolutions(resolution)
                .build()
                .orElseThrow();
        return KNIMEException.of(message, cause);
    }

    /** The progress of a node. */
    private record NodeProgress(ExecutionContext exec) implements Progress {
        @Override
        public void report(double fraction, String message) {
            exec.setProgress(Math.max(0, Math.min(1, fraction)), message);
        }

        @Override
        public void checkCanceled() {
            try {
                exec.checkCanceled();
            } catch (CanceledExecutionException e) {
                CancellationException canceled = new CancellationException();
                canceled.initCause(e);
                throw canceled;
            }
        }
    }
}
