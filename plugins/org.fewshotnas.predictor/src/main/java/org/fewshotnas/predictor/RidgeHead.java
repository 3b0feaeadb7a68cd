package org.fewshotnas.predictor;

import java.util.Arrays;

/**
 * A last layer that is fitted to a support set in closed form: Bayesian linear regression on embeddings φ, whose prior is the meta-learned
 * head (w, c) with unit variance for each weight and the bias, under noise of variance λ (Bertinetto et al., 2019, "Meta-learning with
 * differentiable closed-form solvers"; Harrison et al., 2018, "Meta-learning priors for efficient online Bayesian regression"):
 *
 * <pre>
 *   a = (Φs Φsᵀ + 1 1ᵀ + λ I)⁻¹ (y - Φs w - c)      one number for each of k support architectures
 *   w' = w + Φsᵀ a,   c' = c + Σ a
 * </pre>
 *
 * All arithmetic is in double precision, by hand: the matrices are small.
 */
final class RidgeHead {
    /** λ. The scale of the embeddings, which is learned, decides how much the support set counts. */
    static final double NOISE = 1;

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
            c[0] += a[i];
        }
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
            matrix[i][i] += NOISE;
        }
        double[] change = solve(cholesky(matrix), right);
        for (int i = 0; i < w.length; i++) {
            w[i] += change[i];
        }
        c[0] += change[n - 1];
    }

    /** The gradients of an outer loss by embeddings, (n, W), and by w and c. */
    record Gradient(double loss, double[][] embeddings, double[] w, double c) {}

    /**
     * The outer loss of an episode and its gradient, through the solution.
     *
     * @param embeddings (k + q, W): the support set's, then the query set's
     * @param supportScores k standardised scores
     * @param loss gives the query loss and its gradient by the q predictions
     */
    static Gradient outerGradient(double[][] embeddings, double[] supportScores, double[] w, double c, QueryLoss loss) {
        int k = supportScores.length;
        int q = embeddings.length - k;
        double[][] support = Arrays.copyOfRange(embeddings, 0, k);
        double[][] factor = cholesky(gram(support));
        double[] a = solve(factor, residuals(support, supportScores, w, c));
        double[] adapted = w.clone();
        double adaptedBias = c;
        for (int i = 0; i < k; i++) {
            axpy(a[i], support[i], adapted);
            adaptedBias += a[i];
        }
        double[] predictions = new double[q];
        for (int j = 0; j < q; j++) {
            predictions[j] = dot(embeddings[k + j], adapted) + adaptedBias;
        }
        double[] byPrediction = new double[q];
        double value = loss.evaluate(predictions, byPrediction);

        double[][] gradient = new double[k + q][w.length];
        double[] byAdapted = new double[w.length];
        double byAdaptedBias = 0;
        for (int j = 0; j < q; j++) {
            axpy(byPrediction[j], adapted, gradient[k + j]);
            axpy(byPrediction[j], embeddings[k + j], byAdapted);
            byAdaptedBias += byPrediction[j];
        }
        double[] byCoefficient = new double[k];
        for (int i = 0; i < k; i++) {
            byCoefficient[i] = dot(support[i], byAdapted) + byAdaptedBias;
        }
        // The system's matrix is symmetric: its transposed solve is the solve.
        double[] b = solve(factor, byCoefficient);
        double[] byW = byAdapted.clone();
        double byC = byAdaptedBias;
        for (int i = 0; i < k; i++) {
            axpy(a[i], byAdapted, gradient[i]);
            axpy(-b[i], w, gradient[i]);
            axpy(-b[i], support[i], byW);
            byC -= b[i];
            for (int j = 0; j < k; j++) {
                axpy(-(b[i] * a[j] + b[j] * a[i]), support[j], gradient[i]);
            }
        }
        return new Gradient(value, gradient, byW, byC);
    }

    /** A loss of predictions. */
    interface QueryLoss {
        /** The loss; its gradient goes into the second array. */
        double evaluate(double[] predictions, double[] gradient);
    }

    /** One minus Pearson's correlation with these scores: what ranks well need not know a task's unit. */
    static QueryLoss correlation(double[] scores) {
        return (predictions, gradient) -> {
            double[] p = centred(predictions);
            double[] t = centred(scores);
            double pp = Math.sqrt(dot(p, p));
            double tt = Math.sqrt(dot(t, t));
            if (!(pp > 1e-9 && tt > 1e-9)) {
                return Double.isNaN(pp) ? Double.NaN : 1;
            }
            double correlation = dot(p, t) / (pp * tt);
            for (int i = 0; i < p.length; i++) {
                gradient[i] = (correlation * p[i] / pp - t[i] / tt) / pp;
            }
            return 1 - correlation;
        };
    }

    private static double[] centred(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i] - mean;
        }
        return result;
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
                gram[i][j] = dot(rows[i], rows[j]) + 1;
                gram[j][i] = gram[i][j];
            }
            gram[i][i] += NOISE;
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
