package org.fewshotnas.predictor.evaluation;

import org.fewshotnas.space.base.InvalidInputException;

/**
 * How many of a search space's cells are learned from.
 *
 * @param percent whether the value is a percentage, otherwise a number of cells
 * @param value above 0 and at most 100, or at least 1
 */
public record TrainSize(boolean percent, double value) {
    /**
     * @throws InvalidInputException if the value is out of its range
     */
    public TrainSize {
        if (percent ? !(value > 0 && value <= 100) : !(value >= 1 && value == Math.rint(value))) {
            throw new InvalidInputException(
                    percent
                            ? value
                                    + " percent of the cells are to be learned from; expected is a number above 0, at most 100."
                            : value + " cells are to be learned from; expected is a whole number from 1.",
                    "Set another number.");
        }
    }

    /** A percentage of the cells, at least one. */
    public static TrainSize ofPercent(double percent) {
        return new TrainSize(true, percent);
    }

    /** A number of cells, or all where there are not so many. */
    public static TrainSize ofCells(int cells) {
        return new TrainSize(false, cells);
    }

    /** How many of so many cells. */
    public int of(int cells) {
        return (int) Math.min(cells, percent ? Math.max(1, Math.round(cells * value / 100)) : value);
    }
}
