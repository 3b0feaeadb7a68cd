package org.fewshotnas.predictor.finetuning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.linear.LinearAlgebra;
import org.fewshotnas.predictor.linear.RidgeHead;

/**
 * The mean of last layers that may be right, each by how plausible it was and how likely it makes the scores (Bayesian model averaging). So a
 * new task leans on the known tasks that it resembles, and as far as it does; and a support set of architectures that are all alike
 * changes little. A model is a {@link RidgeHead} around one head of a {@link Family}, for one share of the variance that the head may explain
 * and of the rest that may be learned, and one unit of the scores.
 */
public final class HeadMixture {
    /**
     * The deviation that the task has over all architectures, in deviations of the support set's scores: a few architectures can be much
     * alike, and then small differences look large.
     */
    static final double[] UNITS = {0.5, 1, 2, 4};

    private static final double[] LOG_UNITS =
            Arrays.stream(UNITS).map(Math::log).toArray();

    /** Standardised scores tell nothing by their mean and their deviation. */
    private static final int STANDARDIZED = 2;

    /** What a score counts in choosing between models, all of which are somewhat wrong (Grünwald, 2012, "The safe Bayesian"). */
    static final double TEMPERATURE = 0.4;

    /** Models that count less than this beside the best one change nothing that could be seen. */
    private static final double NEGLIGIBLE = -30;

    private final double[][] inputs;
    private final double[] scores;
    private final List<Fit> fits = new ArrayList<>();
    private double most = Double.NEGATIVE_INFINITY;

    /**
     * Heads that a task may have, of which one is right.
     *
     * @param heads (w, c) of outputs of deviation 1, or zeros; one a row, of length W + 1, the bias last
     * @param logWeights the logarithms of their plausibility, up to a constant that all families share
     * @param scales of length W: how far the weight of every input may be from the head's, beside the others
     * @param explained what of a task's variance a head may explain: its squared correlation with the task
     * @param learnable what of the variance that a head does not explain may be learned; the rest is noise
     */
    record Family(double[][] heads, double[] logWeights, double[] scales, double[] explained, double[] learnable) {
        /** The inputs whose weights are learned: all others may as well not be there. */
        private int[] learned() {
            return IntStream.range(0, scales.length)
                    .filter(input -> scales[input] != 0)
                    .toArray();
        }

        /** These inputs, scaled. */
        private double[] scaled(double[] input) {
            return Arrays.stream(learned())
                    .mapToDouble(i -> scales[i] * input[i])
                    .toArray();
        }

        /** Adds a change of the weights of the scaled inputs, the bias last, to a head. */
        private void add(double[] change, double[] head) {
            int[] learned = learned();
            for (int i = 0; i < learned.length; i++) {
                head[learned[i]] += scales[learned[i]] * change[i];
            }
            head[head.length - 1] += change[learned.length];
        }
    }

    /**
     * What came out.
     *
     * @param head the mean, the bias last, in the unit of the scores
     * @param leftOut for every score what the mixture says of it that knows the other scores alone
     */
    record Mixed(double[] head, double[] leftOut) {}

    private HeadMixture(double[][] inputs, double[] scores, List<Family> families) {
        this.inputs = inputs;
        this.scores = scores;
        for (Family family : families) {
            double[][] outputs = Arrays.stream(family.heads)
                    .map(head -> Arrays.stream(inputs)
                            .mapToDouble(input -> output(input, head))
                            .toArray())
                    .toArray(double[][]::new);
            double[][] scaled = Arrays.stream(inputs).map(family::scaled).toArray(double[][]::new);
            for (double explained : family.explained) {
                for (double learnable : family.learnable) {
                    Fit fit = new Fit(family, scaled, outputs, scores, explained, learnable);
                    fits.add(fit);
                    most = Math.max(most, fit.mostEvidence());
                }
            }
        }
    }

    /**
     * Mixes.
     *
     * @param inputs (k, W)
     * @param scores k, standardised
     */
    static Mixed mix(double[][] inputs, double[] scores, List<Family> families) {
        HeadMixture mixture = new HeadMixture(inputs, scores, families);
        return new Mixed(mixture.head(), mixture.leftOut());
    }

    private double[] head() {
        double[] mixed = new double[inputs[0].length + 1];
        double total = 0;
        double unit = 0;
        for (Fit fit : fits) {
            // The change is linear in the residuals: one for all heads and units of a fit.
            double[] residuals = new double[scores.length];
            double own = 0;
            for (int h = 0; h < fit.outputs.length; h++) {
                for (int u = 0; u < UNITS.length; u++) {
                    double share = Math.exp(fit.evidence[h][u] - most);
                    own += share;
                    unit += share * UNITS[u];
                    LinearAlgebra.axpy(share * fit.scale, fit.family.heads[h], mixed);
                    LinearAlgebra.axpy(share / UNITS[u], scores, residuals);
                    LinearAlgebra.axpy(-share * fit.scale, fit.outputs[h], residuals);
                }
            }
            total += own;
            if (own > 0) {
                fit.family.add(fit.ridge.change(residuals), mixed);
            }
        }
        double meanUnit = unit / total;
        return inUnitOfScores(mixed, meanUnit / total);
    }

    /** A head that is scaled, and shifted so that it is right about the mean of the scores. */
    private double[] inUnitOfScores(double[] head, double scale) {
        double[] scaled = Arrays.stream(head).map(weight -> weight * scale).toArray();
        double shift = 0;
        for (int i = 0; i < scores.length; i++) {
            shift += (scores[i] - output(inputs[i], scaled)) / scores.length;
        }
        scaled[scaled.length - 1] += shift;
        return scaled;
    }

    /**
     * Each score by the mixture without it: every model's prediction without it, in closed form (Rasmussen and Williams, 2006, equations 5.10
     * to 5.12), by its evidence less what that score adds to it.
     */
    private double[] leftOut() {
        double[] predictions = new double[scores.length];
        for (int i = 0; i < predictions.length; i++) {
            int score = i;
            double highest = fits.stream()
                    .mapToDouble(fit -> fit.mostEvidenceWithout(score))
                    .max()
                    .orElseThrow();
            // Sums of shares, of predictions in units and of units.
            double[] sums = new double[3];
            fits.forEach(fit -> fit.addWithout(score, highest, sums));
            predictions[i] = sums[1] / sums[0] * sums[2] / sums[0];
        }
        return predictions;
    }

    private static double output(double[] input, double[] head) {
        return LinearAlgebra.dot(input, head) + head[head.length - 1];
    }

    /** The models of one family that share their variances. */
    private static final class Fit {
        private final Family family;
        private final RidgeHead ridge;
        private final double noise;
        private final double scale;
        private final double[] scores;
        private final double[][] outputs;
        /** Of every head in every unit, with the head's plausibility. */
        private final double[][] evidence;

        private final double[] solvedScores;
        private final double[][] solvedOutputs;
        private final double[] precisions;
        /** Half the logarithms of the precisions, in the unit of the scores. */
        private final double[] logPrecisions;

        Fit(Family family, double[][] inputs, double[][] outputs, double[] scores, double explained, double learnable) {
            this.family = family;
            this.scores = scores;
            this.outputs = outputs;
            noise = (1 - explained) * (1 - learnable);
            ridge = new RidgeHead(inputs, (1 - explained) * learnable, noise);
            scale = Math.sqrt(explained);
            solvedScores = ridge.solve(scores);
            solvedOutputs = Arrays.stream(outputs).map(ridge::solve).toArray(double[][]::new);
            precisions = ridge.precisions();
            logPrecisions = Arrays.stream(precisions)
                    .map(precision -> 0.5 * Math.log(precision / noise))
                    .toArray();
            evidence = new double[outputs.length][UNITS.length];
            int k = scores.length;
            double scoresMisfit = LinearAlgebra.dot(scores, solvedScores);
            for (int h = 0; h < outputs.length; h++) {
                double both = scale * LinearAlgebra.dot(scores, solvedOutputs[h]);
                double own = scale * scale * LinearAlgebra.dot(outputs[h], solvedOutputs[h]);
                for (int u = 0; u < UNITS.length; u++) {
                    double unit = UNITS[u];
                    double misfit = scoresMisfit / (unit * unit) - 2 * both / unit + own;
                    double density = ridge.logEvidence(misfit, k) - (k - STANDARDIZED) * Math.log(unit);
                    evidence[h][u] = family.logWeights[h] + TEMPERATURE * density;
                }
            }
        }

        double mostEvidence() {
            return Arrays.stream(evidence).flatMapToDouble(Arrays::stream).max().orElseThrow();
        }

        /** The solved residual of a score: (R Rᵀ + I)⁻¹ r. */
        private double solved(int score, int h, int u) {
            return solvedScores[score] / UNITS[u] - scale * solvedOutputs[h][score];
        }

        /** The evidence of the other scores: what a score adds is its density if they are known. */
        private double evidenceWithout(int score, int h, int u) {
            double solved = solved(score, h, u);
            double density = logPrecisions[score] - 0.5 * solved * solved / precisions[score] / noise - LOG_UNITS[u];
            return evidence[h][u] - TEMPERATURE * density;
        }

        double mostEvidenceWithout(int score) {
            double highest = Double.NEGATIVE_INFINITY;
            for (int h = 0; h < outputs.length; h++) {
                for (int u = 0; u < UNITS.length; u++) {
                    highest = Math.max(highest, evidenceWithout(score, h, u));
                }
            }
            return highest;
        }

        void addWithout(int score, double highest, double[] sums) {
            for (int h = 0; h < outputs.length; h++) {
                for (int u = 0; u < UNITS.length; u++) {
                    double log = evidenceWithout(score, h, u) - highest;
                    if (log > NEGLIGIBLE) {
                        double share = Math.exp(log);
                        sums[0] += share;
                        sums[1] += share * (scores[score] / UNITS[u] - solved(score, h, u) / precisions[score]);
                        sums[2] += share * UNITS[u];
                    }
                }
            }
        }
    }
}
