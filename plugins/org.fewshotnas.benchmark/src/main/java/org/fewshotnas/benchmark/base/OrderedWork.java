package org.fewshotnas.benchmark.base;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Works on the items of a list with all processors, and hands the results over in the order of the list. */
public final class OrderedWork {
    private static final int MOST_THREADS = 8;
    private static final int AHEAD = 8;

    private OrderedWork() {}

    /** What is done with an item. */
    public interface Task<T, R> {
        R apply(T item) throws IOException;
    }

    /** Takes a result, in the caller's thread. */
    public interface Sink<R> {
        void accept(int index, R result) throws IOException;
    }

    /** Ends when all is done, or with the first exception; no thread outlives it. */
    public static <T, R> void run(List<T> items, Task<T, R> task, Sink<R> sink) throws IOException {
        int threads = threads();
        ExecutorService workers = workers();
        try {
            Deque<Future<R>> pending = new ArrayDeque<>();
            int next = 0;
            for (int i = 0; i < items.size(); i++) {
                while (next < items.size() && pending.size() < threads * AHEAD) {
                    T item = items.get(next++);
                    pending.add(workers.submit(() -> task.apply(item)));
                }
                sink.accept(i, result(pending.remove()));
            }
        } finally {
            workers.shutdownNow();
        }
    }

    /** How many threads work at once. */
    public static int threads() {
        return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    }

    /** Threads to work with, which whoever asks must shut down. */
    public static ExecutorService workers() {
        return Executors.newFixedThreadPool(threads(), runnable -> {
            Thread thread = new Thread(runnable, "benchmark file");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What a worker found, or the exception that it ended with. */
    public static <R> R result(Future<R> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
