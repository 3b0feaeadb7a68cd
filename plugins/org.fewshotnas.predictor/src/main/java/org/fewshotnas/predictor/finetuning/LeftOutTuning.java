package org.fewshotnas.predictor.finetuning;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Tuner;
import org.fewshotnas.space.base.Progress;

/**
 * Tunes a network to some scores of a support set, as it would be if these were all there are: to labels of mean 0 and deviation 1, around
 * the mean of what it says of them before.
 *
 * @param labels of the support set
 * @param before what the network says of the support set before, around the mean of which labels are placed
 * @param choices numbers of steps, ascending
 */
record LeftOutTuning(Tuner tuner, double[] labels, double[] before, List<Integer> choices) {
    /** Takes predictions of all labels after a number of steps, and the mean of those that were tuned on. */
    interface Predictions {
        void at(int steps, double[] predictions, double level);
    }

    void predict(IntPredicate some, Progress progress, Predictions predictions) {
        int[] kept = IntStream.range(0, labels.length).filter(some).toArray();
        double[] own = Agreement.select(labels, kept);
        double mean = Agreement.mean(own);
        double square = Arrays.stream(own)
                .map(label -> (label - mean) * (label - mean))
                .average()
                .orElseThrow();
        // Labels that are all the same are placed, and not scaled.
        double deviation = square > 0 ? Math.sqrt(square) : 1;
        double place = Agreement.mean(Agreement.select(before, kept));
        double[] placed = Arrays.stream(own)
                .map(label -> (label - mean) / deviation + place)
                .toArray();
        tuner.tune(
                kept,
                placed,
                choices,
                (steps, tuned) -> {
                    double[] all = Arrays.stream(tuned.outputs())
                            .map(output -> (output - place) * deviation + mean)
                            .toArray();
                    predictions.at(steps, all, Agreement.mean(Agreement.select(all, kept)));
                },
                progress);
    }
}
