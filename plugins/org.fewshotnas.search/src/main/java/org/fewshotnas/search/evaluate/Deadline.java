package org.fewshotnas.search.evaluate;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import org.fewshotnas.space.base.Progress;

/** When some work has to be over, by a clock that nobody sets. It begins to run when it is made. */
public final class Deadline {
    private final Duration limit;
    private final long end;

    private Deadline(Duration limit) {
        this.limit = limit;
        end = System.nanoTime() + limit.toNanos();
    }

    /** So long from now on. */
    public static Deadline in(Duration limit) {
        return new Deadline(limit);
    }

    /** What is left; zero when it is over. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    public boolean isOver() {
        return left().isZero();
    }

    /** The time of the clock at which to end with what there is, so that it is there before the time is over. */
    Instant closing() {
        return Instant.now().plus(left()).minus(margin());
    }

    /** Whether {@link #closing} has come. */
    boolean isClosing() {
        return left().compareTo(margin()) <= 0;
    }

    /** A tenth, from one second to ten. */
    private Duration margin() {
        long millis = limit.toMillis() / 10;
        return Duration.ofMillis(Math.max(1_000, Math.min(10_000, millis)));
    }

    /** What has passed. */
    public Duration passed() {
        return limit.minusNanos(end - System.nanoTime());
    }

    /** The limit in words, such as "10 minutes". */
    public String text() {
        long seconds = limit.toSeconds();
        long number = seconds % 60 == 0 && seconds > 0 ? seconds / 60 : seconds;
        String unit = number == seconds ? "second" : "minute";
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    /** The same progress, which also stops when the time is over. */
    Progress stopping(Progress progress) {
        return new Progress() {
            @Override
            public void report(double fraction, String message) {
                progress.report(fraction, message);
            }

            @Override
            public void checkCanceled() {
                progress.checkCanceled();
                if (isOver()) {
                    throw new CancellationException();
                }
            }
        };
    }
}
