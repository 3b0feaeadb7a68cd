package org.fewshotnas.network.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.network.training.Training;
import org.fewshotnas.network.training.TrainingResult;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;

/**
 * Trains networks side by side. On a processor the same job gives the same weights, bit for bit, in whatever place, and alone or beside
 * others.
 *
 * <pre>{@code
 * Trainings.run(jobs, Workers.automatic(), progress, listener);
 * }</pre>
 */
public final class Trainings {
    /** Starting a process, and the engine in it, takes about so long. */
    public static final double START_SECONDS = 3;

    private Trainings() {}

    /** What comes of trainings, as soon as it comes, one after another, in any order and from any thread. */
    public interface Listener {
        /**
         * A training came to its end; that it diverged is an end too.
         *
         * @param job its number in the list
         */
        void finished(int job, TrainingResult result);

        /**
         * A training broke off, and need not do so again: its process was killed, or ran out of memory.
         *
         * @param reason a sentence
         */
        void broken(int job, String reason);

        /** Something that the user should know of: a sentence. */
        void warn(String warning);
    }

    /**
     * Trains all. That one breaks does not keep the others from their results.
     *
     * @throws org.fewshotnas.space.base.InvalidInputException before anything is trained, if a job's data does not fit its network or settings,
     *     or the device is not there
     * @throws java.util.concurrent.CancellationException within a second after the progress says so, with no process left
     */
    public static void run(List<TrainingJob> jobs, Workers workers, Progress progress, Listener listener) {
        jobs.forEach(job -> Training.check(job.graph(), job.training(), job.validation(), job.settings()));
        if (jobs.isEmpty()) {
            return;
        }
        Board board = new Board(jobs.size(), progress, listener);
        Torch.start(progress);
        Device device = Torch.find(workers.device(), progress);
        int count = workers.count(device);
        if (inProcesses(jobs, workers)) {
            Optional<JavaCommand> java = JavaCommand.find();
            if (java.isPresent()) {
                runInProcesses(jobs, count, device, java.get(), board);
            } else {
                board.warn(
                        "Trainings run within this process: the files of the program were not found, which another one needs.");
            }
        }
        // Whatever is left: all of them, or those for which no process could be started.
        ThreadTrainings.run(jobs, count, device, board);
    }

    private static boolean inProcesses(List<TrainingJob> jobs, Workers workers) {
        return switch (workers.place()) {
            case PROCESS -> true;
            case THREAD -> false;
            case AUTOMATIC -> jobs.stream().anyMatch(job -> job.estimatedSeconds() > START_SECONDS);
        };
    }

    private static void runInProcesses(
            List<TrainingJob> jobs, int count, Device device, JavaCommand java, Board board) {
        try (JobFolder folder = JobFolder.create()) {
            WorkerPool.run(jobs, count, device, java, folder, board);
        } catch (IOException e) {
            throw new UncheckedIOException("The files of trainings cannot be written: " + e.getMessage(), e);
        }
    }
}
