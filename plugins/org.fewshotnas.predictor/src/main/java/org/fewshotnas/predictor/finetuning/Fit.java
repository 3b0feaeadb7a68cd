package org.fewshotnas.predictor.finetuning;

import java.util.List;
import java.util.Optional;
import org.fewshotnas.predictor.GraphTermShape;
import org.fewshotnas.tensor.file.Weights;

/**
 * A predictor's weights fitted to labels, at a rate and for a number of steps that do well.
 *
 * @param network what was fitted
 * @param rate that was taken
 * @param steps that were taken
 * @param validation what says of scores that were left out; empty where there are too few
 * @param warnings what the user should know: whole sentences
 */
record Fit(Network network, double rate, int steps, Optional<CrossValidation> validation, List<String> warnings) {
    /**
     * What comes out of a tuner.
     *
     * @param graphTerm the size of what the weights hold beside the network
     */
    record Network(Weights weights, Optional<GraphTermShape> graphTerm) {}
}
