package org.fewshotnas.space.metric;

/** Whether a larger or a smaller score is the better one. */
public enum Direction {
    MAXIMIZE,
    MINIMIZE,
    /** Nothing says which; whoever needs it asks. */
    UNKNOWN;

    /**
     * +1 for a score to maximize, -1 for one to minimize: times the score, it makes larger better.
     *
     * @throws IllegalStateException if it is unknown: ask before you compute
     */
    public int sign() {
        return switch (this) {
            case MAXIMIZE -> 1;
            case MINIMIZE -> -1;
            case UNKNOWN -> throw new IllegalStateException("It is not known whether larger or smaller is better.");
        };
    }

    /** The other one; unknown stays so. */
    public Direction opposite() {
        return switch (this) {
            case MAXIMIZE -> MINIMIZE;
            case MINIMIZE -> MAXIMIZE;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** Whether it is known. */
    public boolean isKnown() {
        return this != UNKNOWN;
    }
}
