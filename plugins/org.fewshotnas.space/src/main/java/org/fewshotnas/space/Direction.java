package org.fewshotnas.space;

/** Whether a larger or a smaller score is the better one. */
public enum Direction {
    MAXIMIZE,
    MINIMIZE;

    /** +1 for a score to maximize, -1 for one to minimize: times the score, it makes larger better. */
    public int sign() {
        return this == MAXIMIZE ? 1 : -1;
    }
}
