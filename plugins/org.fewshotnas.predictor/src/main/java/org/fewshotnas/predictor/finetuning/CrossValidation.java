package org.fewshotnas.predictor.finetuning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.space.base.Progress;

/**
 * Predictions for a support set by networks that have not seen the score they predict, at every number of steps. Sets of at most
 * {@value #LEAVE_ONE_OUT} leave one out at a time.
 *
 * <p>Each network is tuned as it would be if its scores were all there are: to labels of mean 0 and deviation 1, around the mean of what it
 * says of them before. What all folds predict together is correlated with the scores, each prediction less the mean that its network predicts
 * for what it was tuned on: the mean of the scores that it sees is the lower the higher the one is that it does not see, so that it would run
 * against the scores where there is nothing to learn. A network that knows no mean leaves nothing to be had from noise: given what it has
 * seen, the score that it has not seen is as often above the others as below, so that the mean product of scores and predictions is 0. Their
 * correlation is that product over the predictions' deviation, which is not the same in all draws, so that its mean is near 0 but need not be
 * 0: of gradient steps on eight numbers of noise it was 0.01 to 0.05 at 5 scores, 0.01 to 0.03 at 10 and 0 at 22.
 *
 * <p>The number of steps is the one with the best correlation, and that correlation flatters it: it is the best of several. So what is told
 * of the choice, {@link #spearman()} and {@link #errors()}, is nested: of predictions that each take the number of steps that is the best for
 * scores which the prediction is not for. For that the scores are in {@value #BLOCKS} blocks; the choice without a block goes by networks that
 * have seen neither that block nor the one they predict, which takes a network for every two blocks, however many scores there are. To go by
 * the networks at hand instead, which have all seen the block that is left out, would cost nothing, and was 0.08 too high on noise at 5 scores of BOIL.
 */
final class CrossValidation {
    private static final int LEAVE_ONE_OUT = 20;
    private static final int FOLDS = 10;
    private static final int BLOCKS = 5;
    /** The jackknife leaves out so many parts, one after the other. */
    private static final int MOST_PARTS = 200;

    private final double[] labels;
    private final double[] before;
    private final List<Integer> choices;
    /** The block of every score. */
    private final int[] blocks;
    /** By numbers of steps. */
    private final Map<Integer, double[]> predictions = new TreeMap<>();
    /** The predictions, each less the mean of its network's predictions for what that was tuned on. */
    private final Map<Integer, double[]> differences = new TreeMap<>();
    /** The best number of steps for what is not in each block. */
    private final int[] stepsWithout;

    /**
     * Validates.
     *
     * @param labels of the tuner's support set, three or more
     * @param before what the network says of the support set before, around the mean of which labels are placed
     * @param choices numbers of steps, ascending
     * @param seed of the folds
     */
    CrossValidation(
            Tuner tuner, double[] labels, double[] before, List<Integer> choices, long seed, Progress progress) {
        this.labels = labels.clone();
        this.before = before.clone();
        this.choices = choices;
        int n = labels.length;
        int[] order = order(n, seed);
        int count = n <= LEAVE_ONE_OUT ? n : FOLDS;
        int blockCount = Math.min(n, BLOCKS);
        blocks = Arrays.stream(order).map(place -> place % blockCount).toArray();
        choices.forEach(steps -> predictions.put(steps, new double[n]));
        choices.forEach(steps -> differences.put(steps, new double[n]));
        double end = nests() ? 0.5 : 1;
        for (int f = 0; f < count; f++) {
            int fold = f;
            IntPredicate held = i -> order[i] % count == fold;
            predict(
                    tuner,
                    held.negate(),
                    progress.part(end * f / count, end * (f + 1) / count),
                    (steps, predicted, level) -> {
                        for (int i : where(held)) {
                            predictions.get(steps)[i] = predicted[i];
                            differences.get(steps)[i] = predicted[i] - level;
                        }
                    });
            progress.report(end * (f + 1) / count, "Cross-validation: fold " + (f + 1) + " of " + count);
        }
        stepsWithout = nests() ? stepsWithout(tuner, blockCount, progress.part(end, 1)) : new int[blockCount];
        if (!nests()) {
            Arrays.fill(stepsWithout, choices.get(0));
        }
    }

    /** Is told predictions of all labels after a number of steps, and the mean of those that it was tuned on. */
    private interface Predictions {
        void at(int steps, double[] predictions, double level);
    }

    /** Tunes on some of the scores. */
    private void predict(Tuner tuner, IntPredicate some, Progress progress, Predictions told) {
        int[] kept = where(some);
        double[] own = select(labels, kept);
        double mean = mean(own);
        double square = Arrays.stream(own)
                .map(label -> (label - mean) * (label - mean))
                .average()
                .orElseThrow();
        // Labels that are all the same are placed, and not scaled.
        double deviation = square > 0 ? Math.sqrt(square) : 1;
        double place = mean(select(before, kept));
        tuner.tune(
                kept,
                Arrays.stream(own)
                        .map(label -> (label - mean) / deviation + place)
                        .toArray(),
                choices,
                (steps, tuned) -> {
                    double[] predictions = Arrays.stream(tuned.outputs())
                            .map(output -> (output - place) * deviation + mean)
                            .toArray();
                    told.at(steps, predictions, mean(select(predictions, kept)));
                },
                progress);
    }

    /** The best number of steps without each block, by networks that have not seen it. */
    private int[] stepsWithout(Tuner tuner, int count, Progress progress) {
        List<Map<Integer, double[]>> without = new ArrayList<>();
        for (int a = 0; a < count; a++) {
            Map<Integer, double[]> bySteps = new TreeMap<>();
            choices.forEach(steps -> bySteps.put(steps, new double[labels.length]));
            without.add(bySteps);
        }
        int done = 0;
        int all = count * (count - 1) / 2;
        for (int i = 1; i < count; i++) {
            for (int j = 0; j < i; j++) {
                int a = i;
                int b = j;
                predict(
                        tuner,
                        k -> blocks[k] != a && blocks[k] != b,
                        progress.part((double) done / all, (done + 1.0) / all),
                        (steps, predicted, level) -> {
                            for (int k : where(k -> blocks[k] == a)) {
                                without.get(b).get(steps)[k] = predicted[k] - level;
                            }
                            for (int k : where(k -> blocks[k] == b)) {
                                without.get(a).get(steps)[k] = predicted[k] - level;
                            }
                        });
                done++;
                progress.report((double) done / all, "Cross-validation of the number of steps: " + done + " of " + all);
            }
        }
        return IntStream.range(0, count)
                .map(block -> best(where(i -> blocks[i] != block), without.get(block)))
                .toArray();
    }

    /** A random order of n scores: the place of each. */
    private static int[] order(int n, long seed) {
        int[] order = IntStream.range(0, n).toArray();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        int[] places = new int[n];
        for (int i = 0; i < n; i++) {
            places[order[i]] = i;
        }
        return places;
    }

    private int[] where(IntPredicate place) {
        return IntStream.range(0, labels.length).filter(place).toArray();
    }

    /** Whether there is a choice of steps, and predictions are by numbers of steps that were chosen without what they predict. */
    boolean nests() {
        return choices.size() > 1;
    }

    /** The number of steps with the best correlation; the smallest of equals, or where there is no correlation. */
    int steps() {
        return best(where(i -> true), differences);
    }

    /** As judged by some of the scores. */
    private int best(int[] some, Map<Integer, double[]> bySteps) {
        int best = choices.get(0);
        double highest = Double.NaN;
        for (int steps : choices) {
            double now = spearman(select(labels, some), select(bySteps.get(steps), some));
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
                .mapToDouble(i -> bySteps.get(stepsWithout[blocks[i]])[i])
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
