package org.fewshotnas.space.base;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for what cannot be stopped, such as a server that does not answer or a library that is being loaded: in a thread of its own, so that
 * a caller who is cancelled goes on at once. What was left behind ends when it ends; its result is lost.
 */
public final class Waiting implements AutoCloseable {
    /** The user feels a cancel after so many milliseconds at most. */
    private static final long PATIENCE_MS = 100;

    private final ExecutorService thread;

    /** @param name of the thread */
    public Waiting(String name) {
        thread = Executors.newSingleThreadExecutor(work -> {
            Thread waiting = new Thread(work, name);
            waiting.setDaemon(true);
            return waiting;
        });
    }

    /** What takes its time. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /**
     * The result of some work. The work must not write to what the caller uses after a cancel.
     *
     * @throws IOException if the work throws it
     * @throws java.util.concurrent.CancellationException as soon as the progress says so
     */
    public <T> T on(Work<T> work, Progress progress) throws IOException {
        progress.checkCanceled();
        Future<T> result = thread.submit(work::run);
        while (true) {
            try {
                return result.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                progress.checkCanceled();
            } catch (ExecutionException e) {
                throw rethrown(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while waiting.", e);
            }
        }
    }

    private static IOException rethrown(Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return (IOException) cause;
    }

    /** Nobody waits any more; work that is still going on is interrupted, and left alone. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
