package org.fewshotnas.predictor.finetuning;

import java.util.Arrays;
import java.util.Optional;
import org.fewshotnas.predictor.ScoreScale;
import org.fewshotnas.predictor.linear.LinearAlgebra;
import org.fewshotnas.predictor.metalearning.StandardizedTask;
import org.fewshotnas.space.metric.Direction;

/**
 * What a network's outputs are fitted to: labels that are made from a support set's scores alone, the larger the better, of mean 0 and
 * deviation 1. A label is three parts the normal score of the rank and one part the standardised score. Meta-learning knows ranks among
 * thousands, so its labels are normal scores; among a few, the distances say something too.
 */
final class SupportLabels {
    /** What a rank counts in a label, beside the score itself. */
    private static final double RANK_PARTS = 3;

    private final int sign;
    private final double[] oriented;
    private final double[] values;

    private SupportLabels(int sign, double[] oriented, double[] values) {
        this.sign = sign;
        this.oriented = oriented;
        this.values = values;
    }

    /** The labels of scores; none where all are the same. */
    static Optional<SupportLabels> of(double[] scores, Direction direction) {
        int sign = direction.sign();
        double[] oriented = Arrays.stream(scores).map(score -> sign * score).toArray();
        return StandardizedTask.standardize(oriented)
                .map(scaled -> new SupportLabels(sign, oriented, withRanks(scaled, oriented)));
    }

    private static double[] withRanks(double[] scaled, double[] oriented) {
        double[] ranks = StandardizedTask.standardize(StandardizedTask.normalScores(oriented))
                .orElseThrow();
        LinearAlgebra.axpy(RANK_PARTS, ranks, scaled);
        return StandardizedTask.standardize(scaled).orElseThrow();
    }

    /** One a score, around this mean. */
    double[] around(double level) {
        return Arrays.stream(values).map(z -> z + level).toArray();
    }

    /** From labels {@link #around} this mean to scores: the line of least squares. */
    ScoreScale scale(double level) {
        double mean = Arrays.stream(oriented).average().orElseThrow();
        double slope = 0;
        for (int i = 0; i < oriented.length; i++) {
            slope += (oriented[i] - mean) * values[i] / oriented.length;
        }
        return new ScoreScale(sign * (mean - slope * level), sign * slope);
    }
}
