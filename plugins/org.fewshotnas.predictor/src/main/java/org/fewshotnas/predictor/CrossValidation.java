package org.fewshotnas.predictor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntPredicate;
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
 *
 * <p>The number of steps is the one with the best correlation, and that correlation flatters it: it is the best of several. So what is told
 * of the choice, {@link #spearman()} and {@link #errors()}, is of predictions that each take the number of steps that is the best for the
 * scores of all other folds. No network is tuned anew for that.
 */
final class CrossValidation {
    private static final int LEAVE_ONE_OUT = 20;
    private static final int FOLDS = 10;
    /** The jackknife leaves out so many parts, one after the other. */
    private static final int MOST_PARTS = 200;

    private final double[] labels;
    private final List<Integer> choices;
    /** The fold of every score. */
    private final int[] folds;

    private final Map<Integer, double[]> predictions = new TreeMap<>();
    /** The predictions, each less the mean of its network's predictions for what that was tuned on. */
    private final Map<Integer, double[]> differences = new TreeMap<>();
    /** The best number of steps for what is not in each fold. */
    private final int[] stepsWithout;

    /**
     * Validates.
     *
     * @param labels of the tuner's support set, three or more
     * @param choices numbers of steps, ascending
     * @param seed of the folds
     */
    CrossValidation(Tuner tuner, double[] labels, List<Integer> choices, long seed, Progress progress) {
        this.labels = labels.clone();
        this.choices = choices;
        int n = labels.length;
        int count = n <= LEAVE_ONE_OUT ? n : FOLDS;
        folds = folds(n, count, seed);
        choices.forEach(steps -> predictions.put(steps, new double[n]));
        choices.forEach(steps -> differences.put(steps, new double[n]));
        for (int f = 0; f < count; f++) {
            int fold = f;
            int[] kept = where(i -> folds[i] != fold);
            int[] held = where(i -> folds[i] == fold);
            tuner.tune(
                    kept,
                    select(labels, kept),
                    choices,
                    (steps, tuned) -> {
                        double[] outputs = tuned.outputs();
                        double level = mean(select(outputs, kept));
                        for (int i : held) {
                            predictions.get(steps)[i] = outputs[i];
                            differences.get(steps)[i] = outputs[i] - level;
                        }
                    },
                    progress.part((double) f / count, (f + 1.0) / count));
            progress.report((f + 1.0) / count, "Cross-validation: fold " + (f + 1) + " of " + count);
        }
        stepsWithout = IntStream.range(0, count)
                .map(fold -> best(where(i -> folds[i] != fold)))
                .toArray();
    }

    /** The fold of each of n scores, at random. */
    private static int[] folds(int n, int count, long seed) {
        int[] order = IntStream.range(0, n).toArray();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        int[] folds = new int[n];
        for (int i = 0; i < n; i++) {
            folds[order[i]] = i % count;
        }
        return folds;
    }

    private int[] where(IntPredicate place) {
        return IntStream.range(0, labels.length).filter(place).toArray();
    }

    /** The number of steps with the best correlation; the smallest of equals, or where there is no correlation. */
    int steps() {
        return best(where(i -> true));
    }

    /** As judged by some of the scores. */
    private int best(int[] some) {
        int best = choices.get(0);
        double highest = Double.NaN;
        for (int steps : choices) {
            double now = spearman(select(labels, some), select(differences.get(steps), some));
            if (now > highest || Double.isNaN(highest) && !Double.isNaN(now)) {
                best = steps;
                highest = now;
            }
        }
        return best;
    }

    /** Of every score, what was predicted by the number of steps that was chosen without it. */
    private double[] nested(Map<Integer, double[]> bySteps) {
        return IntStream.range(0, labels.length)
                .mapToDouble(i -> bySteps.get(stepsWithout[folds[i]])[i])
                .toArray();
    }

    /** What every label is above its prediction; null where a prediction is not finite. */
    double[] errors() {
        double[] errors = nested(predictions);
        for (int i = 0; i < errors.length; i++) {
            errors[i] = labels[i] - errors[i];
        }
        return Arrays.stream(errors).allMatch(Double::isFinite) ? errors : null;
    }

    /** The correlation to expect of the choice; NaN where a prediction is not finite, or all are the same. */
    double spearman() {
        return spearman(labels, nested(differences));
    }

    /** The correlation of every number of steps, by which the choice is made; NaN as above. */
    Map<Integer, Double> spearmanBySteps() {
        Map<Integer, Double> all = new TreeMap<>();
        differences.forEach((steps, predicted) -> all.put(steps, spearman(labels, predicted)));
        return all;
    }

    /**
     * The jackknife's standard error of {@link #spearman()}; where a part is left out and it is not defined, it counts as zero.
     *
     * @return NaN where there is no correlation, and for fewer than four scores
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    double standardError(Progress progress) {
        double[] predicted = nested(differences);
        int n = labels.length;
        if (n < 4 || Double.isNaN(spearman(labels, predicted))) {
            return Double.NaN;
        }
        double[] correlations = new double[Math.min(n, MOST_PARTS)];
        for (int part = 0; part < correlations.length; part++) {
            progress.checkCanceled();
            int left = part;
            int[] kept = where(i -> i % correlations.length != left);
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
