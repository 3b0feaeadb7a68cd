package org.fewshotnas.network.file;

import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Metric;

/**
 * How well a network did.
 *
 * @param metric what the number is, and whether more of it is better
 * @param value in the metric's unit
 */
public record MeasuredScore(Metric metric, double value) {
    /** @throws InvalidInputException if the value is not finite, or nobody knows which direction is better */
    public MeasuredScore {
        if (!Double.isFinite(value) || !metric.direction().isKnown()) {
            throw new InvalidInputException(
                    "The score " + value + " of \"" + metric.name()
                            + "\" is no finite number, or it is not said whether" + " larger or smaller is better.",
                    "Set the direction of the metric, and measure the network again.");
        }
    }
}
