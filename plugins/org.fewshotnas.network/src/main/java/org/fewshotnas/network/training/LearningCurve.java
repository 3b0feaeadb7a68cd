package org.fewshotnas.network.training;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How a training went.
 *
 * @param epochs in their order
 */
public record LearningCurve(List<Epoch> epochs) {
    /**
     * One epoch.
     *
     * @param loss the mean of its steps
     * @param score on the validation data; none if there is no such data, or it is no finite number
     * @param seconds since the training began
     */
    public record Epoch(double loss, OptionalDouble score, double seconds) {}

    /** Copies the list. */
    public LearningCurve {
        epochs = List.copyOf(epochs);
    }
}
