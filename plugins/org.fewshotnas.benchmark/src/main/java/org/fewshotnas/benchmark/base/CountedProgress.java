package org.fewshotnas.benchmark.base;

import org.fewshotnas.space.base.Progress;

/** The progress of work that is counted, in bytes or rows: looks for a cancel at every step, and reports every hundredth of the whole. */
public final class CountedProgress {
    private final String message;
    private final long whole;
    private final Progress progress;
    private long count;
    private long reported;

    /** @param whole how much there is to do; if there is more, the progress stays at its end */
    public CountedProgress(String message, long whole, Progress progress) {
        this.message = message;
        this.whole = Math.max(1, whole);
        this.progress = progress;
    }

    /**
     * Counts what was done.
     *
     * @throws java.util.concurrent.CancellationException if the user wants the work to stop
     */
    public void advance(long done) {
        count += done;
        progress.checkCanceled();
        if (count - reported >= whole / 100) {
            reported = count;
            progress.report(Math.min(1, (double) count / whole), message);
        }
    }
}
