package org.fewshotnas.metad2a;

import java.util.Objects;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Architecture;

/**
 * A score that an architecture reached on a data set.
 *
 * @param dataSet the number of the data set in the list that it is given with, from 0
 * @param architecture that was trained
 * @param score that it reached, a finite number
 */
public record MeasuredArchitecture(int dataSet, Architecture architecture, double score) {
    /**
     * @throws InvalidInputException if the score is not finite
     */
    public MeasuredArchitecture {
        Objects.requireNonNull(architecture, "architecture");
        if (!Double.isFinite(score)) {
            throw new InvalidInputException(
                    "The score of the architecture " + architecture.text() + " is " + score
                            + "; a finite number is expected.",
                    "Leave architectures without a score out.");
        }
    }
}
