package org.fewshotnas.predictor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A last layer that is fitted to a support set in closed form: Bayesian linear regression on embeddings φ around a head (w, c) that the
 * task is taken to resemble (Harrison et al., 2018, "Meta-learning priors for efficient online Bayesian regression"). Weights deviate from
 * it with the variance s, the bias with β, the scores with the noise n:
 *
 * <pre>
 *   R = [√(s / n) Φ, √β 1]           (k, W + 1) for k support architectures
 *   u = (RᵀR + I)⁻¹ Rᵀ (y - Φ w - c)  = Rᵀ (R Rᵀ + I)⁻¹ (y - Φ w - c)
 *   w' = w + √(s / n) u, c' = c + √β u(W + 1)
 * </pre>
 *
 * Which head the task resembles, at what scale, how far it deviates and how noisy it is are not known: {@link #mix} averages over all of them by their
 * evidence. All arithmetic is in double precision, by hand: the matrices are small.
 */
final class RidgeHead {
    /** β: so large that the level of the scores is free, and only their differences tell something about the weights. */
    static final double BIAS_VARIANCE = 100;

    /** s, of which one is likely to be near: from none to speak of to as much as the scores have. */
    private static final double[] SIGNALS = {0.001, 0.1, 0.3, 1};

    /** n, for scores of variance 1. */
    private static final double[] NOISES = {0.1, 0.2, 0.4};

    /** What a task's scores, of variance 1, may be of a head's outputs: few scores can all be near each other, or one far away. */
    private static final double[] SCALES = {0.5, 0.7, 1, 1.4};

    /** What a score counts in choosing between models, all of which are somewhat wrong (Grünwald, 2012, "The safe Bayesian"). */
    private static final double TEMPERATURE = 0.7;

    private final double[][] rows;
    private final double signal;
    private final double noise;
    /** Of the smaller one of the two matrices above. */
    private final double[][] factor;

    private final boolean dual;

    RidgeHead(double[][] embeddings, double signal, double noise) {
        this.signal = signal;
        this.noise = noise;
        int width = embeddings[0].length;
        rows = new double[embeddings.length][width + 1];
        for (int i = 0; i < rows.length; i++) {
            axpy(Math.sqrt(signal / noise), Arrays.copyOf(embeddings[i], width + 1), rows[i]);
            rows[i][width] = Math.sqrt(BIAS_VARIANCE);
        }
        dual = rows.length <= width;
        factor = cholesky(dual ? gram() : covariance());
    }

    private double[][] gram() {
        double[][] gram = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j <= i; j++) {
                gram[i][j] = dot(rows[i], rows[j]);
                gram[j][i] = gram[i][j];
            }
            gram[i][i] += 1;
        }
        return gram;
    }

    private double[][] covariance() {
        int n = rows[0].length;
        double[][] covariance = new double[n][n];
        for (double[] row : rows) {
            for (int i = 0; i < n; i++) {
                if (row[i] != 0) {
                    axpy(row[i], row, covariance[i]);
                }
            }
        }
        for (int i = 0; i < n; i++) {
            covariance[i][i] += 1;
        }
        return covariance;
    }

    /**
     * What to add to a head.
     *
     * @param residuals scores less what the head gives
     * @return of length W + 1, the bias last
     */
    double[] change(double[] residuals) {
        double[] change = scaledChange(residuals);
        int width = change.length - 1;
        for (int i = 0; i < width; i++) {
            change[i] *= Math.sqrt(signal / noise);
        }
        change[width] *= Math.sqrt(BIAS_VARIANCE);
        return change;
    }

    /** u above. */
    private double[] scaledChange(double[] residuals) {
        return dual ? weightedSum(solve(factor, residuals)) : solve(factor, weightedSum(residuals));
    }

    private double[] weightedSum(double[] weights) {
        double[] sum = new double[rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            axpy(weights[i], rows[i], sum);
        }
        return sum;
    }

    /** The logarithm of the density that these residuals have, up to a constant of their number. */
    double logEvidence(double[] residuals) {
        return logEvidence(product(residuals, residuals), residuals.length);
    }

    private double logEvidence(double misfit, int count) {
        return -0.5 * (misfit / noise + logDeterminant() + count * Math.log(noise));
    }

    /** aᵀ (R Rᵀ + I)⁻¹ b. */
    private double product(double[] a, double[] b) {
        return dual ? dot(a, solve(factor, b)) : dot(a, b) - dot(weightedSum(a), scaledChange(b));
    }

    private double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < factor.length; i++) {
            sum += 2 * Math.log(factor[i][i]);
        }
        return sum;
    }

    /**
     * Fits a head around every one of the prior, at every scale, deviation and noise, and mixes them by how plausible they were and how
     * likely they make the scores (Bayesian model averaging). So a new task leans on the known tasks that it resembles, and as far as it
     * does.
     *
     * @param embeddings (k, W)
     * @param scores k, of about variance 1
     * @return the mixed head, the bias last
     */
    static double[] mix(double[][] embeddings, double[] scores, HeadPrior prior) {
        int count = prior.heads().length;
        double[][] outputs = new double[count][];
        for (int h = 0; h < count; h++) {
            double[] head = prior.heads()[h];
            outputs[h] = Arrays.stream(embeddings)
                    .mapToDouble(embedding -> dot(embedding, head) + head[head.length - 1])
                    .toArray();
        }
        List<RidgeHead> models = new ArrayList<>();
        List<double[][]> evidence = new ArrayList<>();
        double most = Double.NEGATIVE_INFINITY;
        for (double signal : SIGNALS) {
            for (double noise : NOISES) {
                RidgeHead model = new RidgeHead(embeddings, signal, noise);
                double[][] own = model.evidence(outputs, scores, prior.logWeights());
                most = Math.max(
                        most,
                        Arrays.stream(own).flatMapToDouble(Arrays::stream).max().orElseThrow());
                models.add(model);
                evidence.add(own);
            }
        }
        double[] mixed = new double[prior.heads()[0].length];
        double total = 0;
        for (int m = 0; m < models.size(); m++) {
            // The change is linear in the residuals: one for all heads of a model.
            double[] residuals = new double[scores.length];
            for (int h = 0; h < count; h++) {
                for (int s = 0; s < SCALES.length; s++) {
                    double share = Math.exp(evidence.get(m)[h][s] - most);
                    total += share;
                    axpy(share * SCALES[s], prior.heads()[h], mixed);
                    axpy(share, scores, residuals);
                    axpy(-share * SCALES[s], outputs[h], residuals);
                }
            }
            axpy(1, models.get(m).change(residuals), mixed);
        }
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] /= total;
        }
        return mixed;
    }

    /** Of every head at every scale, with the head's plausibility. */
    private double[][] evidence(double[][] outputs, double[] scores, double[] logWeights) {
        double[][] evidence = new double[outputs.length][SCALES.length];
        double scoresMisfit = product(scores, scores);
        for (int h = 0; h < outputs.length; h++) {
            double both = product(scores, outputs[h]);
            double own = product(outputs[h], outputs[h]);
            for (int s = 0; s < SCALES.length; s++) {
                double scale = SCALES[s];
                double misfit = scoresMisfit - 2 * scale * both + scale * scale * own;
                evidence[h][s] = logWeights[h] + TEMPERATURE * logEvidence(misfit, scores.length);
            }
        }
        return evidence;
    }

    /** The lower triangle L of a positive definite matrix L · Lᵀ. */
    static double[][] cholesky(double[][] matrix) {
        int n = matrix.length;
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
            }
        }
        return lower;
    }

    /** The x of L · Lᵀ · x = right. */
    static double[] solve(double[][] lower, double[] right) {
        int n = right.length;
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                x[i] -= lower[i][j] * x[j];
            }
            x[i] /= lower[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int j = i + 1; j < n; j++) {
                x[i] -= lower[j][i] * x[j];
            }
            x[i] /= lower[i][i];
        }
        return x;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static void axpy(double factor, double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] += factor * x[i];
        }
    }
}
