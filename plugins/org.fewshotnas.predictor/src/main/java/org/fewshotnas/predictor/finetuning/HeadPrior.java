package org.fewshotnas.predictor.finetuning;

import java.util.Arrays;
import java.util.List;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.linear.LinearAlgebra;
import org.fewshotnas.predictor.metalearning.TaskHeads;
import org.fewshotnas.predictor.structure.Structure;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.file.Weights;

/**
 * Last layers that a new task may have, and how plausible each is before any of its scores is known: those of the tasks that a
 * predictor of all tasks at once knows ({@link TaskHeads}), those of the numbers of the cells' {@link Structure}, and their size.
 *
 * <p>A known task is the more plausible the more the other known tasks resemble it; and where some are measured in the target's own quantity,
 * such as accuracy, those of another quantity are less plausible. Qualities are taken to fall where costs rise ({@link Metric#isCost}), so a
 * known latency is taken the other way round for an accuracy. Size alone says more about a cost than about a quality. But for the error of
 * a regression where no known task has one, a known cost and the size are as plausible as any known task. All last layers are scaled so that
 * their outputs have a deviation of 1.
 *
 * @param heads one (w, c) a row, of length W + 1, the bias last
 * @param logWeights the logarithms of their plausibility, up to a constant
 */
public record HeadPrior(double[][] heads, double[] logWeights) {
    /** Of a known task of the other kind: a known cost for a quality, and a known quality for a cost. */
    private static final double OTHER_KIND = -2;

    /** Of a known task of the same kind in another quantity, where there is one in the same: an SSIM for an accuracy, among accuracies. */
    private static final double OTHER_QUANTITY = -1;

    /** Of the cell's size. */
    private static final double SIZE_QUALITY = -3;

    private static final double SIZE_COST = 2.5;
    /** Of each number of the structure, beside the size. */
    private static final double PART_OF_STRUCTURE = -1 - Math.log(Structure.COUNT);
    /** Of a known task that resembles no other, as a squared correlation. */
    private static final double RESEMBLANCE = 0.05;

    /** The prior of a predictor for a target. */
    public static HeadPrior of(Predictor predictor, Metric target) {
        List<Metric> tasks = predictor.spec().tasks();
        boolean cost = target.isCost();
        int known = tasks.size();
        int n = known + Structure.COUNT;
        double[] signs = new double[n];
        double[] weights = new double[n];
        boolean quantityKnown = tasks.stream().anyMatch(task -> task.isCost() == cost && sameQuantity(task, target));
        boolean unlikeKnown = target.isRegressionError() && !quantityKnown;
        double otherKind = unlikeKnown ? 0 : OTHER_KIND;
        double size = cost ? SIZE_COST : unlikeKnown ? 0 : SIZE_QUALITY;
        for (int i = 0; i < n; i++) {
            boolean same = i < known ? tasks.get(i).isCost() == cost : !cost;
            signs[i] = same ? 1 : -1;
            if (i >= known) {
                weights[i] = size + PART_OF_STRUCTURE;
            } else if (!same) {
                weights[i] = otherKind;
            } else if (quantityKnown && !sameQuantity(tasks.get(i), target)) {
                weights[i] = OTHER_QUANTITY;
            }
        }
        double[][] columns = columns(predictor.weights(), n, signs);
        double[][] correlations = correlations(predictor.weights(), n, signs);
        double[] resemblance = resemblance(correlations, known);
        for (int t = 0; t < known; t++) {
            weights[t] += Math.log(resemblance[t]);
        }
        double[][] heads = Arrays.copyOf(columns, n + 1);
        heads[n] = size(columns, correlations, known);
        double[] logWeights = Arrays.copyOf(weights, n + 1);
        logWeights[n] = size;
        return new HeadPrior(heads, logWeights);
    }

    /** The head to expect before any score: the mean of all by their plausibility. */
    public double[] mean() {
        double most = Arrays.stream(logWeights).max().orElseThrow();
        double total = Arrays.stream(logWeights).map(w -> Math.exp(w - most)).sum();
        double[] mean = new double[heads[0].length];
        for (int i = 0; i < heads.length; i++) {
            LinearAlgebra.axpy(Math.exp(logWeights[i] - most) / total, heads[i], mean);
        }
        return mean;
    }

    private static boolean sameQuantity(Metric task, Metric target) {
        return !target.quantity().isEmpty() && task.quantity().equalsIgnoreCase(target.quantity())
                || target.isRegressionError() && task.isRegressionError();
    }

    private static double[][] columns(Weights weights, int n, double[] signs) {
        float[] values = weights.values(TaskHeads.WEIGHTS);
        float[] biases = weights.values(TaskHeads.BIASES);
        int width = values.length / n;
        double[][] columns = new double[n][width + 1];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < width; k++) {
                columns[i][k] = signs[i] * values[k * n + i];
            }
            columns[i][width] = signs[i] * biases[i];
        }
        return columns;
    }

    private static double[][] correlations(Weights weights, int n, double[] signs) {
        float[] values = weights.values(TaskHeads.CORRELATIONS);
        double[][] correlations = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                correlations[i][j] = signs[i] * signs[j] * values[i * n + j];
            }
        }
        return correlations;
    }

    /** For every known task how much the others resemble it; 1 for the one that they resemble most. */
    private static double[] resemblance(double[][] correlations, int known) {
        double[] sums = new double[known];
        Arrays.fill(sums, RESEMBLANCE);
        for (int i = 0; i < known; i++) {
            for (int j = 0; j < known; j++) {
                double positive = i == j ? 0 : Math.max(0, correlations[i][j]);
                sums[i] += positive * positive;
            }
        }
        double most = Arrays.stream(sums).max().orElse(1);
        return Arrays.stream(sums).map(sum -> sum / most).toArray();
    }

    /** The sum of the columns that grow with the size of a cell, scaled to outputs of deviation 1. */
    private static double[] size(double[][] columns, double[][] correlations, int known) {
        double[] sum = new double[columns[0].length];
        double variance = 0;
        for (int i : Structure.SIZES) {
            LinearAlgebra.axpy(1, columns[known + i], sum);
            for (int j : Structure.SIZES) {
                variance += correlations[known + i][known + j];
            }
        }
        double deviation = Math.sqrt(Math.max(variance, 0.1));
        return Arrays.stream(sum).map(value -> value / deviation).toArray();
    }
}
