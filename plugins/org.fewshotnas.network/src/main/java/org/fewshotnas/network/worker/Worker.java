package org.fewshotnas.network.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.fewshotnas.network.training.TrainingResult;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.tensor.engine.Device;

/** A process that trains one job, as its parent sees it. */
final class Worker {
    private static final int MEGABYTE = 1 << 20;
    private static final int LEAST_MEGABYTES = 256;

    private final int number;
    private final TrainingJob job;
    private final JobFolder folder;
    private final Process process;
    /** What is not yet a whole row. */
    private final StringBuilder said = new StringBuilder();

    private String lastOther = "";
    private boolean started;

    private Worker(int number, TrainingJob job, JobFolder folder, Process process) {
        this.number = number;
        this.job = job;
        this.folder = folder;
        this.process = process;
    }

    static Worker start(int number, TrainingJob job, Device device, JavaCommand java, JobFolder folder)
            throws IOException {
        folder.put(number, job);
        Process process = java.start(folder.path(), number, device, megabytes(job))
                .redirectError(folder.errors(number).toFile())
                .start();
        return new Worker(number, job, folder, process);
    }

    /** What Java holds of a job: its data, normalised once more, and the weights as they go in and come out. */
    private static long megabytes(TrainingJob job) {
        long data = job.training().inputs().length
                + job.validation().map(validation -> validation.inputs().length).orElse(0);
        long bytes = Float.BYTES * (4 * data + 12 * job.graph().parameters());
        return LEAST_MEGABYTES + bytes / MEGABYTE;
    }

    int number() {
        return number;
    }

    Process process() {
        return process;
    }

    boolean isAtWork() {
        return process.isAlive();
    }

    /** Passes on what the process has said since the last time. */
    void listen(Board board) throws IOException {
        InputStream out = process.getInputStream();
        said.append(new String(out.readNBytes(out.available()), StandardCharsets.UTF_8));
        int end;
        while ((end = said.indexOf("\n")) >= 0) {
            String row = said.substring(0, end);
            said.delete(0, end + 1);
            if (row.startsWith(WorkerMain.SIGN)) {
                listen(row.substring(WorkerMain.SIGN.length()), board);
            } else {
                lastOther = row;
            }
        }
    }

    private void listen(String row, Board board) {
        if (row.equals(WorkerMain.STARTED)) {
            started = true;
            return;
        }
        String[] words = row.split(" ", 2);
        board.advance(number, Double.parseDouble(words[0]), job.name() + ": " + words[1]);
    }

    /**
     * What came of it, of a process that has ended.
     *
     * @return whether it came to do anything: otherwise no process can be had here
     */
    boolean conclude(Board board) throws IOException {
        Optional<TrainingResult> result = result();
        if (result.isPresent()) {
            board.finished(number, result.get());
        } else if (started || process.exitValue() != 1) {
            board.broken(number, Breakdown.of(process.exitValue(), errors()));
        } else {
            return false;
        }
        return true;
    }

    private Optional<TrainingResult> result() throws IOException {
        try {
            return process.exitValue() == 0 ? folder.take(number) : Optional.empty();
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    /** What the process said last, be it Java itself. */
    String errors() throws IOException {
        return folder.lastErrors(number) + "\n" + lastOther;
    }

    /** Ends the process, wherever it is; it may take a while to be gone. */
    void end() {
        process.destroyForcibly();
    }

    /** Ends the process, and waits until it is gone. */
    void kill() {
        end();
        boolean interrupted = Thread.interrupted();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
            process.getInputStream().close();
            process.getOutputStream().close();
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
