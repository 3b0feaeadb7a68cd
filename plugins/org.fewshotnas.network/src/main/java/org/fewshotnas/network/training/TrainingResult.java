package org.fewshotnas.network.training;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What came of a training.
 *
 * @param curve its epochs, as far as it came
 * @param network with the weights of its best epoch by the validation data, or of its last; none if it failed
 * @param score of that epoch on the validation data; none if there is no such data, or it failed
 * @param failure why there is no network
 */
public record TrainingResult(
        LearningCurve curve, Optional<TrainedNetwork> network, OptionalDouble score, Optional<String> failure) {}
