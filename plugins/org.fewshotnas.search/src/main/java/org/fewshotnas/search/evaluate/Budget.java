package org.fewshotnas.search.evaluate;

import java.util.OptionalInt;

/**
 * How much an evaluation may cost.
 *
 * @param epochs of training; empty for as many as the evaluator thinks right. An evaluator that does not train has no use for it
 */
public record Budget(OptionalInt epochs) {
    /** As much as the evaluator thinks right. */
    public static final Budget FULL = new Budget(OptionalInt.empty());

    /**
     * @throws IllegalArgumentException if epochs are given and none
     */
    public Budget {
        if (epochs.isPresent() && epochs.getAsInt() < 1) {
            throw new IllegalArgumentException(epochs.getAsInt() + " epochs");
        }
    }

    /** So many epochs of training. */
    public static Budget epochs(int count) {
        return new Budget(OptionalInt.of(count));
    }
}
