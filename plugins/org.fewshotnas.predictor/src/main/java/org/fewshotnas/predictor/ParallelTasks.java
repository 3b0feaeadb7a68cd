package org.fewshotnas.predictor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fewshotnas.space.Progress;

/** Works on independent pieces side by side, and gives their results in the order of the pieces. */
final class ParallelTasks implements AutoCloseable {
    private static final long POLL_MILLISECONDS = 100;

    private final ExecutorService threads;
    private final Progress progress;
    private volatile boolean canceled;
    /** What the workers hear: they only ask whether to stop. */
    private final Progress workerProgress = new Progress() {
        @Override
        public void report(double fraction, String message) {}

        @Override
        public void checkCanceled() {
            if (canceled) {
                throw new CancellationException();
            }
        }
    };

    /** A piece of work, which asks the progress now and then whether to stop. */
    interface Work<T> {
        T run(Progress progress);
    }

    ParallelTasks(int count, Progress progress) {
        this.progress = progress;
        threads = Executors.newFixedThreadPool(count, runnable -> {
            Thread thread = new Thread(runnable, "few-shot NAS worker");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * The results of all pieces, in their order.
     *
     * @throws CancellationException soon after the progress says so; no piece runs any more then
     */
    <T> List<T> run(List<Work<T>> pieces) {
        List<Future<T>> futures = new ArrayList<>();
        for (Work<T> piece : pieces) {
            futures.add(threads.submit(() -> {
                workerProgress.checkCanceled();
                return piece.run(workerProgress);
            }));
        }
        List<T> results = new ArrayList<>();
        try {
            for (Future<T> future : futures) {
                results.add(await(future));
            }
            progress.checkCanceled();
            return results;
        } catch (Throwable failure) {
            canceled = true;
            throw failure;
        }
    }

    private <T> T await(Future<T> future) {
        while (true) {
            progress.checkCanceled();
            try {
                return future.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Not yet: ask again whether to stop.
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException runtime) {
                    throw runtime;
                }
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            }
        }
    }

    /** Waits for the pieces that still run: they use memory that the caller is about to give back. */
    @Override
    public void close() {
        canceled = true;
        threads.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
