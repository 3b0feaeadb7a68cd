package org.fewshotnas.predictor.finetuning;

import java.util.Arrays;
import java.util.LinkedHashSet;
import org.fewshotnas.predictor.linear.LinearAlgebra;
import org.fewshotnas.predictor.linear.RidgeHead;

/**
 * The models of one family that share their variances: a {@link RidgeHead} around each head of the family, for one share of the variance
 * that the head may explain and of the rest that may be learned, in each unit of the scores.
 */
final class HeadFit {
    /**
     * The deviation that the task has over all architectures, in deviations of the support set's scores: a few architectures can be much
     * alike, and then small differences look large.
     */
    static final double[] UNITS = {0.5, 1, 2, 4};

    private static final double[] LOG_UNITS =
            Arrays.stream(UNITS).map(Math::log).toArray();

    /** Standardised scores say nothing by their mean and their deviation. */
    private static final int STANDARDIZED = 2;

    /** What a score counts in choosing between models, all of which are somewhat wrong (Grünwald, 2012, "The safe Bayesian"). */
    static final double TEMPERATURE = 0.4;

    /** Models that count less than this beside the best one change nothing that could be seen. */
    private static final double NEGLIGIBLE = -30;

    private final HeadFamily family;
    private final double noise;
    private final double scale;
    private final double[] scores;
    private final double[][] outputs;
    /** Of every head in every unit, with the head's plausibility. */
    private final double[][] evidence;

    /** In every unit; all the same one where all scores are as certain. */
    private final Solved[] solved;

    /** What a ridge makes of the scores and of the heads' outputs. */
    private final class Solved {
        private final RidgeHead ridge;
        private final double[] scores;
        private final double[][] outputs;
        private final double[] precisions;
        /** Half the logarithms of the precisions, in the unit of the scores. */
        private final double[] logPrecisions;

        Solved(RidgeHead ridge) {
            this.ridge = ridge;
            scores = ridge.solve(HeadFit.this.scores);
            outputs = Arrays.stream(HeadFit.this.outputs).map(ridge::solve).toArray(double[][]::new);
            precisions = ridge.precisions();
            logPrecisions = Arrays.stream(precisions)
                    .map(precision -> 0.5 * Math.log(precision / noise))
                    .toArray();
        }
    }

    /**
     * @param inputs that are learned from, scaled
     * @param outputs of every head
     * @param extra the variance that every score has beside the noise, in the unit of the scores
     */
    HeadFit(
            HeadFamily family,
            double[][] inputs,
            double[][] outputs,
            double[] scores,
            double[] extra,
            double explained,
            double learnable) {
        this.family = family;
        this.scores = scores;
        this.outputs = outputs;
        noise = (1 - explained) * (1 - learnable);
        scale = Math.sqrt(explained);
        solved = solved(inputs, extra, (1 - explained) * learnable);
        evidence = new double[outputs.length][UNITS.length];
        int k = scores.length;
        for (int h = 0; h < outputs.length; h++) {
            for (int u = 0; u < UNITS.length; u++) {
                Solved by = solved[u];
                double both = scale * LinearAlgebra.dot(scores, by.outputs[h]);
                double own = scale * scale * LinearAlgebra.dot(outputs[h], by.outputs[h]);
                double unit = UNITS[u];
                double misfit = LinearAlgebra.dot(scores, by.scores) / (unit * unit) - 2 * both / unit + own;
                double density = by.ridge.logEvidence(misfit, k) - (k - STANDARDIZED) * Math.log(unit);
                evidence[h][u] = family.logWeights()[h] + TEMPERATURE * density;
            }
        }
    }

    /** A score's noise is n + extra / unit² in deviations of the task: the weight of n / (n + extra / unit²) of {@link RidgeHead}. */
    private Solved[] solved(double[][] inputs, double[] extra, double signal) {
        Solved[] byUnit = new Solved[UNITS.length];
        if (Arrays.stream(extra).allMatch(variance -> variance == 0)) {
            Arrays.fill(byUnit, new Solved(new RidgeHead(inputs, signal, noise)));
            return byUnit;
        }
        for (int u = 0; u < byUnit.length; u++) {
            double square = UNITS[u] * UNITS[u];
            double[] weights = Arrays.stream(extra)
                    .map(variance -> noise / (noise + variance / square))
                    .toArray();
            byUnit[u] = new Solved(new RidgeHead(inputs, signal, noise, weights));
        }
        return byUnit;
    }

    /** Of its models. */
    double mostEvidence() {
        return Arrays.stream(evidence).flatMapToDouble(Arrays::stream).max().orElseThrow();
    }

    /** The solved residual of a score: (R Rᵀ + Ω⁻¹)⁻¹ r. */
    private double solved(int score, int h, int u) {
        return solved[u].scores[score] / UNITS[u] - scale * solved[u].outputs[h][score];
    }

    /** The evidence of the other scores: what a score adds is its density if they are known. */
    private double evidenceWithout(int score, int h, int u) {
        double residual = solved(score, h, u);
        double density = solved[u].logPrecisions[score]
                - 0.5 * residual * residual / solved[u].precisions[score] / noise
                - LOG_UNITS[u];
        return evidence[h][u] - TEMPERATURE * density;
    }

    /** Of its models. */
    double mostEvidenceWithout(int score) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int h = 0; h < outputs.length; h++) {
            for (int u = 0; u < UNITS.length; u++) {
                highest = Math.max(highest, evidenceWithout(score, h, u));
            }
        }
        return highest;
    }

    /**
     * Adds the models' predictions of a score without it, by their evidence beside the highest.
     *
     * @param sums of shares, of predictions in units and of units
     */
    void addWithout(int score, double highest, double[] sums) {
        for (int h = 0; h < outputs.length; h++) {
            for (int u = 0; u < UNITS.length; u++) {
                double log = evidenceWithout(score, h, u) - highest;
                if (log > NEGLIGIBLE) {
                    double share = Math.exp(log);
                    sums[0] += share;
                    sums[1] += share * (scores[score] / UNITS[u] - solved(score, h, u) / solved[u].precisions[score]);
                    sums[2] += share * UNITS[u];
                }
            }
        }
    }

    /**
     * Adds the models' heads, each by its evidence beside the most.
     *
     * @param mixed where to
     * @param sums of shares, and of units by their shares
     */
    void addHeads(double most, double[] mixed, double[] sums) {
        for (Solved by : new LinkedHashSet<>(Arrays.asList(solved))) {
            addHeads(by, most, mixed, sums);
        }
    }

    /** The same of the units of one ridge. */
    private void addHeads(Solved by, double most, double[] mixed, double[] sums) {
        // The change is linear in the residuals: one for all heads and units.
        double[] residuals = new double[scores.length];
        double own = 0;
        for (int h = 0; h < outputs.length; h++) {
            for (int u = 0; u < UNITS.length; u++) {
                if (solved[u] != by) {
                    continue;
                }
                double share = Math.exp(evidence[h][u] - most);
                own += share;
                sums[1] += share * UNITS[u];
                LinearAlgebra.axpy(share * scale, family.heads()[h], mixed);
                LinearAlgebra.axpy(share / UNITS[u], scores, residuals);
                LinearAlgebra.axpy(-share * scale, outputs[h], residuals);
            }
        }
        sums[0] += own;
        if (own > 0) {
            family.add(by.ridge.change(residuals), mixed);
        }
    }
}
