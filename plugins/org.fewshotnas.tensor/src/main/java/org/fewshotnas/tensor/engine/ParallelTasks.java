package org.fewshotnas.tensor.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fewshotnas.space.base.Progress;

/**
 * Works on independent pieces side by side, and gives their results in the order of the pieces. The caller's thread works too, so that a
 * busy machine, on which other threads wait for their turn, does not hold it up.
 */
public final class ParallelTasks implements AutoCloseable {
    private static final long POLL_MILLISECONDS = 100;

    private final int helpers;
    private final ExecutorService threads;
    private final Progress progress;
    private volatile boolean canceled;
    /** What the helpers hear: they only ask whether to stop. */
    private final Progress helperProgress = new Progress() {
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
    public interface Work<T> {
        T run(Progress progress);
    }

    /**
     * @param count threads to use, the caller's included
     * @param progress tells whether to stop; listened to while the engine starts too
     * @throws org.fewshotnas.space.base.InvalidInputException if the engine cannot start
     * @throws CancellationException if the progress says so while it starts
     */
    public ParallelTasks(int count, Progress progress) {
        // A helper would call the library before it is there, and die of it without a word to the pool, which waits for
        // its end for ever.
        Torch.start(progress);
        this.progress = progress;
        helpers = count - 1;
        threads = Executors.newFixedThreadPool(Math.max(1, helpers), Helper::new);
    }

    /**
     * The results of all pieces, in their order.
     *
     * @throws CancellationException soon after the progress says so
     */
    public <T> List<T> run(List<Work<T>> pieces) {
        List<FutureTask<T>> tasks = new ArrayList<>();
        for (Work<T> piece : pieces) {
            tasks.add(new FutureTask<>(
                    () -> piece.run(Thread.currentThread() instanceof Helper ? helperProgress : progress)));
        }
        for (int i = 0; i < Math.min(helpers, pieces.size() - 1); i++) {
            threads.execute(() -> tasks.forEach(FutureTask::run));
        }
        try {
            // A task runs once, in the thread that comes to it first; the others pass it by.
            tasks.forEach(FutureTask::run);
            List<T> results = new ArrayList<>();
            for (FutureTask<T> task : tasks) {
                results.add(await(task));
            }
            progress.checkCanceled();
            return results;
        } catch (RuntimeException | Error failure) {
            canceled = true;
            throw failure;
        }
    }

    private <T> T await(Future<T> task) {
        while (true) {
            progress.checkCanceled();
            try {
                return task.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // A helper is still at it: ask again whether to stop.
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

    private static final class Helper extends Thread {
        Helper(Runnable work) {
            super(work, "few-shot NAS helper");
            setDaemon(true);
        }

        @Override
        public void run() {
            Torch.useOneThread();
            super.run();
        }
    }
}
