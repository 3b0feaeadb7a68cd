package org.fewshotnas.network.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.ParallelTasks;

/** Trainings in threads of this process. */
final class ThreadTrainings {
    private ThreadTrainings() {}

    /** Trains all that are not done. */
    static void run(List<TrainingJob> jobs, int count, Device device, Board board) {
        List<ParallelTasks.Work<Boolean>> pieces = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            int number = i;
            if (!board.isDone(i)) {
                pieces.add(progress -> {
                    train(jobs.get(number), number, device, board, progress);
                    return true;
                });
            }
        }
        if (pieces.isEmpty()) {
            return;
        }
        try (ParallelTasks tasks = new ParallelTasks(Math.min(count, pieces.size()), board.progress())) {
            tasks.run(pieces);
        }
    }

    private static void train(TrainingJob job, int number, Device device, Board board, Progress progress) {
        try {
            Progress own = new Progress() {
                @Override
                public void report(double fraction, String message) {
                    board.advance(number, fraction, job.name() + ": " + message);
                }

                @Override
                public void checkCanceled() {
                    progress.checkCanceled();
                }
            };
            board.finished(number, job.run(device, own));
        } catch (CancellationException e) {
            throw e;
        } catch (OutOfMemoryError e) {
            board.broken(number, "The training ran out of memory.");
        } catch (RuntimeException e) {
            board.broken(number, Breakdown.of(String.valueOf(e.getMessage())));
        }
    }
}
