package org.fewshotnas.predictor;

import java.util.Arrays;

/**
 * A last layer that is fitted to a support set in closed form: Bayesian linear regression on embeddings φ, whose prior is the learned head
 * (w, c) with unit variance for each weight and a variance β for the bias, under noise of unit variance (Harrison et al., 2018,
 * "Meta-learning priors for efficient online Bayesian regression"). It is the mean of a Gaussian process with the kernel φ·φ' + β:
 *
 * <pre>
 *   a = (Φs Φsᵀ + β 1 1ᵀ + I)⁻¹ (y - Φs w - c)      one number for each of k support architectures
 *   w' = w + Φsᵀ a,   c' = c + β Σ a
 * </pre>
 *
 * All arithmetic is in double precision, by hand: the matrices are small.
 */
final class RidgeHead {
    /** β: so large that the level of the scores is free, and only their differences tell something about the weights. */
    static final double BIAS_VARIANCE = 100;

    /** Of standardised scores around a task that a new one resembles. */
    private static final double NOISE_VARIANCE = 0.1;

    private RidgeHead() {}

    /** a above: of length k. */
    static double[] coefficients(double[][] embeddings, double[] scores, double[] w, double c) {
        return solve(cholesky(gram(embeddings)), residuals(embeddings, scores, w, c));
    }

    /** Moves the prior head to the fitted one, in place; the bias is an array of one. */
    static void fit(double[][] embeddings, double[] scores, double[] w, double[] c) {
        if (embeddings.length > w.length) {
            fitPrimal(embeddings, scores, w, c);
            return;
        }
        double[] a = coefficients(embeddings, scores, w, c[0]);
        for (int i = 0; i < a.length; i++) {
            axpy(a[i], embeddings[i], w);
            c[0] += BIAS_VARIANCE * a[i];
        }
    }

    /**
     * Fits a head around each of several priors and mixes them by their evidence: how likely they make the scores. So a new task leans on
     * the known tasks that it resembles (Bayesian model averaging; all models have the same covariance, so that only the misfit counts).
     *
     * @param priors one (w, c) a row, of length W + 1, the bias last
     * @return the mixed head, the bias last
     */
    static double[] mix(double[][] embeddings, double[] scores, double[][] priors) {
        int width = priors[0].length - 1;
        double[][] fitted = new double[priors.length][];
        double[] evidence = new double[priors.length];
        for (int t = 0; t < priors.length; t++) {
            double[] w = Arrays.copyOf(priors[t], width);
            double[] c = {priors[t][width]};
            double[] before = residuals(embeddings, scores, w, c[0]);
            fit(embeddings, scores, w, c);
            // With unit noise, what is left is the inverse covariance times what was there before.
            evidence[t] = -0.5 * dot(before, residuals(embeddings, scores, w, c[0])) / NOISE_VARIANCE;
            fitted[t] = Arrays.copyOf(w, width + 1);
            fitted[t][width] = c[0];
        }
        double most = Arrays.stream(evidence).max().orElseThrow();
        double[] shares = Arrays.stream(evidence).map(e -> Math.exp(e - most)).toArray();
        double total = Arrays.stream(shares).sum();
        double[] mixed = new double[width + 1];
        for (int t = 0; t < priors.length; t++) {
            axpy(shares[t] / total, fitted[t], mixed);
        }
        return mixed;
    }

    /** The same by a system of W + 1 equations, which does not grow with the support set. */
    private static void fitPrimal(double[][] embeddings, double[] scores, double[] w, double[] c) {
        int n = w.length + 1;
        double[][] matrix = new double[n][n];
        double[] right = new double[n];
        double[] residuals = residuals(embeddings, scores, w, c[0]);
        for (int s = 0; s < scores.length; s++) {
            double[] row = Arrays.copyOf(embeddings[s], n);
            row[n - 1] = 1;
            axpy(residuals[s], row, right);
            for (int i = 0; i < n; i++) {
                axpy(row[i], row, matrix[i]);
            }
        }
        for (int i = 0; i < n; i++) {
            matrix[i][i] += i < w.length ? 1 : 1 / BIAS_VARIANCE;
        }
        double[] change = solve(cholesky(matrix), right);
        for (int i = 0; i < w.length; i++) {
            w[i] += change[i];
        }
        c[0] += change[n - 1];
    }

    private static double[] residuals(double[][] embeddings, double[] scores, double[] w, double c) {
        double[] residuals = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            residuals[i] = scores[i] - dot(embeddings[i], w) - c;
        }
        return residuals;
    }

    private static double[][] gram(double[][] rows) {
        double[][] gram = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j <= i; j++) {
                gram[i][j] = dot(rows[i], rows[j]) + BIAS_VARIANCE;
                gram[j][i] = gram[i][j];
            }
            gram[i][i] += 1;
        }
        return gram;
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
