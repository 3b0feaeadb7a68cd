package org.fewshotnas.predictor.evaluation;

import java.util.concurrent.TimeUnit;
import org.fewshotnas.space.base.Progress;

/** A progress that adds how much time is left, as far as the time spent tells. */
final class TimedProgress implements Progress {
    /** Before that, the time spent tells little. */
    private static final double FEWEST_SECONDS = 5;

    private final Progress whole;
    private final long start = System.nanoTime();

    TimedProgress(Progress whole) {
        this.whole = whole;
    }

    @Override
    public void report(double fraction, String message) {
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        whole.report(
                fraction,
                seconds < FEWEST_SECONDS || fraction <= 0 || fraction >= 1
                        ? message
                        : message + " (" + left(seconds / fraction * (1 - fraction)) + " left)");
    }

    /** A duration in words. */
    static String left(double seconds) {
        long minutes = Math.round(seconds / 60);
        if (minutes < 1) {
            return "under a minute";
        }
        return "about " + (minutes < 90 ? minutes + " min" : Math.round(minutes / 60.0) + " h");
    }

    @Override
    public void checkCanceled() {
        whole.checkCanceled();
    }
}
