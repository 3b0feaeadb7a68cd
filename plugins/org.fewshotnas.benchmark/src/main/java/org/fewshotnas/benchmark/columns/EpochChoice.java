package org.fewshotnas.benchmark.columns;

/**
 * Which epoch of a training counts.
 *
 * @param kind final, best or a given one
 * @param epoch the number of epochs trained, from 1, where it is given
 */
public record EpochChoice(Kind kind, int epoch) {
    /** After the last epoch: what a training ends with. */
    public static final EpochChoice FINAL = new EpochChoice(Kind.FINAL, 0);

    /** The best value of all epochs, for each metric by itself; where only the last was measured, that one. */
    public static final EpochChoice BEST = new EpochChoice(Kind.BEST, 0);

    /** How the epoch is told. */
    public enum Kind {
        FINAL,
        BEST,
        GIVEN
    }

    /** After so many epochs, from 1. */
    public static EpochChoice after(int epochs) {
        return new EpochChoice(Kind.GIVEN, epochs);
    }
}
