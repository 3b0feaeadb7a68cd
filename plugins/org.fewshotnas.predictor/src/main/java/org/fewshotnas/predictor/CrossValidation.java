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
 * Predictions for a support set by networks that have not seen the score they predict, at every number of steps. Sets of at most
 * {@value #LEAVE_ONE_OUT} leave one out at a time.
 *
 * <p>What all folds predict together is correlated with the scores, each prediction less the mean that its network predicts for what it was
 * tuned on: a network is tuned to the mean of the scores that it sees, which is the lower the higher the one is that it does not see, so
 * that the predictions themselves would run against the scores where there is nothing to learn. The slope is tuned without that score as
 * well, which still makes the correlation a little too low: on noise it was -0.14 in the mean of many at 10 scores, -0.05 at 25.
 */
final class CrossValidation {
    private static final int LEAVE_ONE_OUT = 20;
    private static final int FOLDS = 10;
    /** The jackknife leaves out so many parts, one after the other. */
    private static final int MOST_PARTS = 200;

    private final Map<Integer, double[]> predictions = new TreeMap<>();
    /** The predictions, each less the mean of its network's predictions for what that was tuned on. */
    private final Map<Integer, double[]> differences = new TreeMap<>();

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
        steps.forEach(n -> differences.put(n, new double[scores.length]));
        int[][] folds = folds(scores.length, seed);
        for (int f = 0; f < folds.length; f++) {
            int[] held = folds[f];
            int[] kept = IntStream.range(0, scores.length)
                    .filter(i -> Arrays.stream(held).noneMatch(h -> h == i))
                    .toArray();
            tuner.tune(
                    support.subset(kept).graphs(),
                    select(scores, kept),
                    steps,
                    (n, parameters) -> {
                        double[] outputs = Scoring.outputs(manager, parameters, support.graphs(), progress.silent());
                        double level = mean(select(outputs, kept));
                        for (int i : held) {
                            predictions.get(n)[i] = outputs[i];
                            differences.get(n)[i] = outputs[i] - level;
                        }
                    },
                    progress.part((double) f / folds.length, (f + 1.0) / folds.length));
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
        double[] predicted = differences.get(steps);
        return predicted == null ? Double.NaN : spearman(labels, predicted);
    }

    Map<Integer, Double> spearmanBySteps() {
        Map<Integer, Double> all = new TreeMap<>();
        differences.keySet().forEach(n -> all.put(n, spearman(n)));
        return all;
    }

    /**
     * The jackknife's standard error of the correlation; where a part is left out and it is not defined, it counts as zero.
     *
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    double standardError(int steps, Progress progress) {
        double[] predicted = differences.get(steps);
        int n = labels.length;
        if (predicted == null || n < 4 || Double.isNaN(spearman(steps))) {
            return Double.NaN;
        }
        double[] correlations = new double[Math.min(n, MOST_PARTS)];
        for (int part = 0; part < correlations.length; part++) {
            progress.checkCanceled();
            int left = part;
            int[] kept = IntStream.range(0, n)
                    .filter(i -> i % correlations.length != left)
                    .toArray();
            double correlation = spearman(select(labels, kept), select(predicted, kept));
            correlations[part] = Double.isNaN(correlation) ? 0 : correlation;
        }
        double mean = mean(correlations);
        double square =
                Arrays.stream(correlations).map(c -> (c - mean) * (c - mean)).sum();
        return Math.sqrt((correlations.length - 1.0) / correlations.length * square);
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

    private static double[] select(double[] values, int[] indices) {
        return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
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
