package org.fewshotnas.benchmark.columns;

/**
 * Which trainings of an architecture count, where there are several.
 *
 * @param kind mean, one, or each in a row of its own
 * @param seed of the one
 */
public record SeedChoice(Kind kind, String seed) {
    /** The mean of all. */
    public static final SeedChoice MEAN = new SeedChoice(Kind.MEAN, "");

    /** A row for each, so that an architecture has several rows. */
    public static final SeedChoice EACH = new SeedChoice(Kind.EACH, "");

    /** How the trainings are told. */
    public enum Kind {
        MEAN,
        ONE,
        EACH
    }

    /** The training of this seed; an architecture that lacks it counts as not measured. */
    public static SeedChoice one(String seed) {
        return new SeedChoice(Kind.ONE, seed);
    }
}
