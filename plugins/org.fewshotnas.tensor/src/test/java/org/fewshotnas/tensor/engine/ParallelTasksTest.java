package org.fewshotnas.tensor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fewshotnas.space.base.Progress;
import org.junit.jupiter.api.Test;

class ParallelTasksTest {
    private static final int THREADS = 4;

    /** Another process, in which nothing has started the engine. */
    @Test
    void theyMayBeTheFirstThatUsesTheEngine() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        First.class.getName())
                .inheritIO()
                .start();
        try {
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the helpers hang");
            assertEquals(0, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    /** Has pieces that none of the threads can do alone: each waits for the others. */
    static final class First {
        private First() {}

        public static void main(String[] args) {
            CountDownLatch all = new CountDownLatch(THREADS);
            List<ParallelTasks.Work<Boolean>> pieces = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                pieces.add(progress -> {
                    all.countDown();
                    try {
                        all.await();
                    } catch (InterruptedException e) {
                        throw new CancellationException();
                    }
                    return true;
                });
            }
            try (ParallelTasks tasks = new ParallelTasks(THREADS, Progress.NONE)) {
                if (tasks.run(pieces).size() != THREADS) {
                    throw new IllegalStateException("Results are missing.");
                }
            }
        }
    }

    @Test
    void resultsComeInTheOrderOfThePieces() {
        List<ParallelTasks.Work<Integer>> pieces = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            numbers.add(i);
            pieces.add(progress -> number);
        }
        try (ParallelTasks tasks = new ParallelTasks(3, Progress.NONE)) {
            assertEquals(numbers, tasks.run(pieces));
        }
    }

    @Test
    void aFailureOfAPieceIsThatOfAll() {
        List<ParallelTasks.Work<Integer>> pieces = List.of(progress -> 1, progress -> {
            throw new IllegalStateException("broken");
        });
        try (ParallelTasks tasks = new ParallelTasks(2, Progress.NONE)) {
            assertEquals(
                    "broken",
                    assertThrows(IllegalStateException.class, () -> tasks.run(pieces))
                            .getMessage());
        }
    }
}
