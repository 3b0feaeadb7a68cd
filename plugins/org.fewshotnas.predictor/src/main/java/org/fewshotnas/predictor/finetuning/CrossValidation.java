package org.fewshotnas.predictor.finetuning;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Tuner;
import org.fewshotnas.space.base.Progress;

/**
 * Predictions for a support set by networks that have not seen the score they predict, at every number of steps. Sets of at most
 * {@value #LEAVE_ONE_OUT} leave one out at a time.
 *
 * <p>Each network is tuned as it would be if its scores were all there are ({@link LeftOutTuning}). What all folds predict together is
 * correlated with the scores, each prediction less the mean that its network predicts
 * for what it was tuned on: the mean of the scores that it sees is the lower the higher the one is that it does not see, so that it would run
 * against the scores where there is nothing to learn. A network that knows no mean leaves nothing to be had from noise: given what it has
 * seen, the score that it has not seen is as often above the others as below, so that the mean product of scores and predictions is 0. Their
 * correlation is that product over the predictions' deviation, which is not the same in all draws, so that its mean is near 0 but need not be
 * 0: of gradient steps on eight numbers of noise it was 0.01 to 0.05 at 5 scores, 0.01 to 0.03 at 10 and 0 at 22.
 *
 * <p>The number of steps is the one with the best correlation, and that correlation flatters it: it is the best of several. So what is said
 * of the choice, {@link #spearman()} and {@link #errors()}, is nested: of predictions that each take the number of steps that is the best for
 * scores which the prediction is not for. For that the scores are in {@value #BLOCKS} blocks; the choice without a block goes by networks that
 * have seen neither that block nor the one they predict, which takes a network for every two blocks, however many scores there are. To go by
 * the networks at hand instead, which have all seen the block that is left out, would cost nothing, and was 0.08 too high on noise at 5 scores of BOIL.
 */
final class CrossValidation {
    private static final int LEAVE_ONE_OUT = 20;
    private static final int FOLDS = 10;
    private static final int BLOCKS = 5;

    private final double[] labels;
    /** What every label counts in a correlation. */
    private final double[] weights;

    private final List<Integer> choices;
    private final LeftOutTuning tuning;
    /** The block of every score. */
    private final int[] blocks;
    /** By numbers of steps. */
    private final Map<Integer, double[]> predictions;
    /** The predictions, each less the mean of its network's predictions for what that was tuned on. */
    private final Map<Integer, double[]> differences;
    /** The best number of steps for what is not in each block. */
    private final int[] stepsWithout;

    /**
     * Validates.
     *
     * @param labels of the tuner's support set, three or more
     * @param weights what each of them counts in correlations, see {@link LabelNoise#weights}
     * @param before what the network says of the support set before, around the mean of which labels are placed
     * @param choices numbers of steps, ascending
     * @param seed of the folds
     */
    CrossValidation(
            Tuner tuner,
            double[] labels,
            double[] weights,
            double[] before,
            List<Integer> choices,
            long seed,
            Progress progress) {
        this.labels = labels.clone();
        this.weights = weights.clone();
        this.choices = choices;
        tuning = new LeftOutTuning(tuner, this.labels, before.clone(), choices);
        int[] order = order(labels.length, seed);
        int blockCount = Math.min(labels.length, BLOCKS);
        blocks = Arrays.stream(order).map(place -> place % blockCount).toArray();
        predictions = zerosBySteps();
        differences = zerosBySteps();
        double end = nests() ? 0.5 : 1;
        predictFolds(order, progress.part(0, end));
        stepsWithout = nests() ? stepsWithout(blockCount, progress.part(end, 1)) : new int[blockCount];
        if (!nests()) {
            Arrays.fill(stepsWithout, choices.get(0));
        }
    }

    private Map<Integer, double[]> zerosBySteps() {
        Map<Integer, double[]> bySteps = new TreeMap<>();
        choices.forEach(steps -> bySteps.put(steps, new double[labels.length]));
        return bySteps;
    }

    private void predictFolds(int[] order, Progress progress) {
        int count = order.length <= LEAVE_ONE_OUT ? order.length : FOLDS;
        for (int f = 0; f < count; f++) {
            int fold = f;
            IntPredicate held = i -> order[i] % count == fold;
            Progress own = progress.part((double) f / count, (f + 1.0) / count);
            tuning.predict(held.negate(), own, (steps, predicted, level) -> {
                for (int i : where(held)) {
                    predictions.get(steps)[i] = predicted[i];
                    differences.get(steps)[i] = predicted[i] - level;
                }
            });
            progress.report((f + 1.0) / count, "Cross-validation: fold " + (f + 1) + " of " + count);
        }
    }

    /** The best number of steps without each block, by networks that have not seen it. */
    private int[] stepsWithout(int count, Progress progress) {
        List<Map<Integer, double[]>> without =
                IntStream.range(0, count).mapToObj(block -> zerosBySteps()).toList();
        int done = 0;
        int all = count * (count - 1) / 2;
        for (int i = 1; i < count; i++) {
            for (int j = 0; j < i; j++) {
                int a = i;
                int b = j;
                Progress own = progress.part((double) done / all, (done + 1.0) / all);
                tuning.predict(k -> blocks[k] != a && blocks[k] != b, own, (steps, predicted, level) -> {
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
        double highest = Double.NEGATIVE_INFINITY;
        for (int steps : choices) {
            double now = Agreement.spearman(
                            Agreement.select(labels, some),
                            Agreement.select(bySteps.get(steps), some),
                            Agreement.select(weights, some))
                    .orElse(Double.NEGATIVE_INFINITY);
            if (now > highest) {
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

    /** What every label is above its prediction; empty where a prediction is not finite. */
    Optional<double[]> errors() {
        double[] errors = nested(predictions);
        for (int i = 0; i < errors.length; i++) {
            errors[i] = labels[i] - errors[i];
        }
        return Arrays.stream(errors).allMatch(Double::isFinite) ? Optional.of(errors) : Optional.empty();
    }

    /** The correlation to expect of the choice; empty where a prediction is not finite, or all are the same. */
    OptionalDouble spearman() {
        return Agreement.spearman(labels, nested(differences), weights);
    }

    /**
     * The standard error of {@link #spearman()}.
     *
     * @return empty where there is no correlation, and for fewer than four scores
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    OptionalDouble standardError(Progress progress) {
        return Agreement.standardError(labels, nested(differences), weights, progress);
    }

    /** The correlation of every number of steps that has one, by which the choice is made. */
    Map<Integer, Double> spearmanBySteps() {
        Map<Integer, Double> all = new TreeMap<>();
        differences.forEach((steps, predicted) ->
                Agreement.spearman(labels, predicted, weights).ifPresent(correlation -> all.put(steps, correlation)));
        return all;
    }

    /** What the user should know. */
    List<String> warnings() {
        List<Integer> diverged = predictions.entrySet().stream()
                .filter(entry -> !Arrays.stream(entry.getValue()).allMatch(Double::isFinite))
                .map(Map.Entry::getKey)
                .toList();
        return diverged.isEmpty()
                ? List.of()
                : List.of("Fine-tuning diverged in cross-validation at these numbers of steps, which were left out: "
                        + diverged + ". A lower fine-tuning rate would keep them.");
    }
}
