package org.fewshotnas.predictor.finetuning;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.linear.LinearAlgebra;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.space.base.Progress;

/** How well predictions agree with labels in their order. */
final class Agreement {
    /** The jackknife leaves out so many parts, one after the other. */
    private static final int MOST_PARTS = 200;

    private Agreement() {}

    /** Spearman's rank correlation; empty where a prediction is not finite, or all are the same. */
    static OptionalDouble spearman(double[] labels, double[] predictions) {
        return Arrays.stream(predictions).allMatch(Double::isFinite) && !constant(labels) && !constant(predictions)
                ? OptionalDouble.of(RankMetrics.spearman(labels, predictions))
                : OptionalDouble.empty();
    }

    /**
     * The same where some labels are more certain than others: the weighted correlation of the ranks.
     *
     * @param weights of the labels; all the same for the ordinary correlation
     */
    static OptionalDouble spearman(double[] labels, double[] predictions, double[] weights) {
        OptionalDouble plain = spearman(labels, predictions);
        if (plain.isEmpty() || constant(weights)) {
            return plain;
        }
        double[] a = centred(RankMetrics.meanRanks(labels), weights);
        double[] b = centred(RankMetrics.meanRanks(predictions), weights);
        double correlation = product(a, b, weights) / Math.sqrt(product(a, a, weights) * product(b, b, weights));
        return Double.isFinite(correlation) ? OptionalDouble.of(correlation) : OptionalDouble.empty();
    }

    private static double[] centred(double[] values, double[] weights) {
        double mean =
                LinearAlgebra.dot(values, weights) / Arrays.stream(weights).sum();
        return Arrays.stream(values).map(value -> value - mean).toArray();
    }

    private static double product(double[] a, double[] b, double[] weights) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> weights[i] * a[i] * b[i])
                .sum();
    }

    /**
     * The jackknife's standard error of {@link #spearman}; where a part is left out and it is not defined, it counts as zero.
     *
     * @return empty where there is no correlation, and for fewer than four scores
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    static OptionalDouble standardError(double[] labels, double[] predictions, double[] weights, Progress progress) {
        int n = labels.length;
        if (n < 4 || spearman(labels, predictions, weights).isEmpty()) {
            return OptionalDouble.empty();
        }
        double[] correlations = new double[Math.min(n, MOST_PARTS)];
        for (int part = 0; part < correlations.length; part++) {
            progress.checkCanceled();
            int left = part;
            int[] kept = IntStream.range(0, n)
                    .filter(i -> i % correlations.length != left)
                    .toArray();
            correlations[part] = spearman(select(labels, kept), select(predictions, kept), select(weights, kept))
                    .orElse(0);
        }
        double mean = mean(correlations);
        double square =
                Arrays.stream(correlations).map(c -> (c - mean) * (c - mean)).sum();
        return OptionalDouble.of(Math.sqrt((correlations.length - 1.0) / correlations.length * square));
    }

    static double[] select(double[] values, int[] indices) {
        return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static boolean constant(double[] values) {
        return Arrays.stream(values).allMatch(v -> v == values[0]);
    }
}
