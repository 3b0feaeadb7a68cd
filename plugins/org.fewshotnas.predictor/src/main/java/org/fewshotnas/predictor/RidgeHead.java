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
 * Which head the task resembles, how far it deviates and how noisy it is are not known: {@link #mix} averages over all of them by their
 * evidence. All arithmetic is in double precision, by hand: the matrices are small.
 */
final class RidgeHead {
    /** β: so large that the level of the scores is free, and only their differences tell something about the weights. */
    static final double BIAS_VARIANCE = 100;

    /** s, of which one is likely to be near: from none to speak of to as much as the scores have. */
    private static final double[] SIGNALS = {0.001, 0.1, 0.3, 1};

    /** n, for scores of variance 1. */
    private static final double[] NOISES = {0.1, 0.2, 0.4};

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
        double misfit;
        if (dual) {
            misfit = dot(residuals, solve(factor, residuals));
        } else {
            double[] change = scaledChange(residuals);
            misfit = dot(residuals, residuals) - dot(weightedSum(residuals), change);
        }
        double logDeterminant = 0;
        for (int i = 0; i < factor.length; i++) {
            logDeterminant += 2 * Math.log(factor[i][i]);
        }
        return -0.5 * (misfit / noise + logDeterminant + residuals.length * Math.log(noise));
    }

    /**
     * Fits a head around every one of the prior, at every deviation and noise, and mixes them by how plausible they were and how likely they
     * make the scores (Bayesian model averaging). So a new task leans on the known tasks that it resembles, and as far as it does.
     *
     * @param embeddings (k, W)
     * @param scores k, of about variance 1
     * @return the mixed head, the bias last
     */
    static double[] mix(double[][] embeddings, double[] scores, HeadPrior prior) {
        int count = prior.heads().length;
        double[][] residuals = new double[count][];
        for (int h = 0; h < count; h++) {
            residuals[h] = residuals(embeddings, scores, prior.heads()[h]);
        }
        List<RidgeHead> models = new ArrayList<>();
        List<double[]> evidence = new ArrayList<>();
        double most = Double.NEGATIVE_INFINITY;
        for (double signal : SIGNALS) {
            for (double noise : NOISES) {
                RidgeHead model = new RidgeHead(embeddings, signal, noise);
                double[] own = new double[count];
                for (int h = 0; h < count; h++) {
                    own[h] = prior.logWeights()[h] + model.logEvidence(residuals[h]);
                    most = Math.max(most, own[h]);
                }
                models.add(model);
                evidence.add(own);
            }
        }
        double[] mixed = new double[prior.heads()[0].length];
        double total = 0;
        for (int m = 0; m < models.size(); m++) {
            double[] left = new double[scores.length];
            for (int h = 0; h < count; h++) {
                double share = Math.exp(evidence.get(m)[h] - most);
                total += share;
                axpy(share, prior.heads()[h], mixed);
                axpy(share, residuals[h], left);
            }
            // The change is linear in the residuals: one for all heads of a model.
            axpy(1, models.get(m).change(left), mixed);
        }
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] /= total;
        }
        return mixed;
    }

    private static double[] residuals(double[][] embeddings, double[] scores, double[] head) {
        double[] residuals = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            residuals[i] = scores[i] - dot(embeddings[i], head) - head[head.length - 1];
        }
        return residuals;
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
