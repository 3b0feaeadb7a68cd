package org.fewshotnas.predictor;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fewshotnas.space.Progress;

/**
 * Predictions for a support set by networks that have not seen the score they predict, at every number of steps; all folds' predictions
 * together are correlated with the scores. Sets of at most {@value #LEAVE_ONE_OUT} leave one out at a time.
 */
final class CrossValidation {
    private static final int LEAVE_ONE_OUT = 20;
    private static final int FOLDS = 10;

    private final Map<Integer, double[]> predictions = new TreeMap<>();
    private double[] labels = {};

    /** Fills in the predictions. */
    void run(
            NDManager manager,
            Tuner tuner,
            Task support,
            double[] scores,
            List<Integer> steps,
            long seed,
            Progress progress) {
        labels = scores.clone();
        steps.forEach(n -> predictions.put(n, new double[scores.length]));
        int[][] folds = folds(scores.length, seed);
        for (int f = 0; f < folds.length; f++) {
            int[] held = folds[f];
            int[] kept = IntStream.range(0, scores.length)
                    .filter(i -> Arrays.stream(held).noneMatch(h -> h == i))
                    .toArray();
            double[] keptScores =
                    Arrays.stream(kept).mapToDouble(i -> scores[i]).toArray();
            Task heldTask = support.subset(held);
            tuner.tune(
                    support.subset(kept).graphs(),
                    keptScores,
                    steps,
                    (n, parameters) -> {
                        double[] outputs = Scoring.outputs(manager, parameters, heldTask.graphs(), Progress.NONE);
                        for (int i = 0; i < held.length; i++) {
                            predictions.get(n)[held[i]] = outputs[i];
                        }
                    },
                    progress);
            progress.report((f + 1.0) / folds.length, "Cross-validation: fold " + (f + 1) + " of " + folds.length);
        }
    }

    private static int[][] folds(int n, long seed) {
        int count = n <= LEAVE_ONE_OUT ? n : FOLDS;
        int[] order = IntStream.range(0, n).toArray();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        int[][] folds = new int[count][];
        for (int f = 0; f < count; f++) {
            int first = f;
            folds[f] = IntStream.range(0, n)
                    .filter(i -> i % count == first)
                    .map(i -> order[i])
                    .toArray();
        }
        return folds;
    }

    /** The number of steps with the best correlation; the smallest of equals, or where there is no correlation. */
    int best(List<Integer> steps) {
        int best = steps.get(0);
        for (int n : steps) {
            double now = spearman(n);
            double before = spearman(best);
            if (now > before || Double.isNaN(before) && !Double.isNaN(now)) {
                best = n;
            }
        }
        return best;
    }

    /** What every label is above its prediction; null where it was not validated, or a prediction is not finite. */
    double[] errors(int steps) {
        double[] predicted = predictions.get(steps);
        if (predicted == null || !Arrays.stream(predicted).allMatch(Double::isFinite)) {
            return null;
        }
        return IntStream.range(0, labels.length)
                .mapToDouble(i -> labels[i] - predicted[i])
                .toArray();
    }

    /** NaN where it was not validated, a prediction is not finite, or all are the same. */
    double spearman(int steps) {
        double[] predicted = predictions.get(steps);
        return predicted == null ? Double.NaN : spearman(labels, predicted);
    }

    Map<Integer, Double> spearmanBySteps() {
        Map<Integer, Double> all = new TreeMap<>();
        predictions.keySet().forEach(n -> all.put(n, spearman(n)));
        return all;
    }

    /** The jackknife's standard error of the correlation; a part whose correlation is not defined counts as zero. */
    double standardError(int steps) {
        double[] predicted = predictions.get(steps);
        int n = labels.length;
        if (predicted == null || n < 4 || Double.isNaN(spearman(steps))) {
            return Double.NaN;
        }
        double[] parts = new double[n];
        for (int out = 0; out < n; out++) {
            int left = out;
            double part = spearman(without(labels, left), without(predicted, left));
            parts[out] = Double.isNaN(part) ? 0 : part;
        }
        double mean = Arrays.stream(parts).average().orElseThrow();
        double square = Arrays.stream(parts).map(p -> (p - mean) * (p - mean)).sum();
        return Math.sqrt((n - 1.0) / n * square);
    }

    /** What the user should know. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        List<Integer> diverged = predictions.entrySet().stream()
                .filter(entry -> !Arrays.stream(entry.getValue()).allMatch(Double::isFinite))
                .map(Map.Entry::getKey)
                .toList();
        if (!diverged.isEmpty()) {
            warnings.add("Fine-tuning diverged in cross-validation at these numbers of steps, which were left out: "
                    + diverged + ". A lower fine-tuning rate would keep them.");
        }
        return warnings;
    }

    private static double[] without(double[] values, int left) {
        return IntStream.range(0, values.length)
                .filter(i -> i != left)
                .mapToDouble(i -> values[i])
                .toArray();
    }

    private static double spearman(double[] a, double[] b) {
        if (!Arrays.stream(b).allMatch(Double::isFinite) || constant(a) || constant(b)) {
            return Double.NaN;
        }
        return RankMetrics.spearman(a, b);
    }

    private static boolean constant(double[] values) {
        return Arrays.stream(values).allMatch(v -> v == values[0]);
    }
}
