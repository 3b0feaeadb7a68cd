package org.fewshotnas.space.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WaitingTest {
    /** Is cancelled once the work has begun. */
    private static Progress canceledAfter(CountDownLatch begun) {
        return new Progress() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public void checkCanceled() {
                if (begun.getCount() == 0) {
                    throw new CancellationException();
                }
            }
        };
    }

    @Test
    void whoIsCancelledDoesNotWaitForTheWorkToEnd() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        long start = System.nanoTime();
        try (Waiting waiting = new Waiting("test")) {
            assertThrows(
                    CancellationException.class,
                    () -> waiting.on(
                            () -> {
                                begun.countDown();
                                awaitQuietly(never);
                                return 1;
                            },
                            canceledAfter(begun)));
        }
        assertTrue(System.nanoTime() - start < 5_000_000_000L, "the work itself would never end");
    }

    @Test
    void theResultAndTheErrorOfTheWorkComeThrough() throws IOException {
        try (Waiting waiting = new Waiting("test")) {
            assertEquals(7, waiting.on(() -> 7, Progress.NONE));
            IOException error = new IOException("gone");
            assertEquals(
                    error,
                    assertThrows(
                            IOException.class,
                            () -> waiting.on(
                                    () -> {
                                        throw error;
                                    },
                                    Progress.NONE)));
            assertThrows(
                    InvalidInputException.class,
                    () -> waiting.on(
                            () -> {
                                throw new InvalidInputException("a", "b");
                            },
                            Progress.NONE));
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
