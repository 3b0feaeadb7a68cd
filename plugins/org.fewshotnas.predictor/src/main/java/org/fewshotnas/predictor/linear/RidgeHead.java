package org.fewshotnas.predictor.linear;

import java.util.Arrays;

/**
 * A last layer that is fitted to a support set in closed form: Bayesian linear regression on embeddings φ around a head (w, c) that the
 * task is taken to resemble (Harrison et al., 2018, "Meta-learning priors for efficient online Bayesian regression"). Weights deviate from
 * it with the variance s, the bias with β, the scores with the noise n:
 *
 * <pre>
 *   R = [√(s / n) Φ, √(β / n) 1]           (k, W + 1) for k support architectures
 *   u = (RᵀR + I)⁻¹ Rᵀ (y - Φ w - c)  = Rᵀ (R Rᵀ + I)⁻¹ (y - Φ w - c)
 *   w' = w + √(s / n) u, c' = c + √(β / n) u(W + 1)
 * </pre>
 *
 * Where some scores are less certain than others, score i has the noise n / ω(i), with a weight ω(i) of at most 1. Divided by its own
 * deviation each has the same again: with Ω the diagonal matrix of the weights, R becomes √Ω R, and y - Φ w - c becomes √Ω (y - Φ w - c)
 * (weighted least squares: Aitken, 1935).
 *
 * Which head the task resembles and how far, how noisy it is, and the unit of the scores are not known: {@code HeadMixture} averages over all
 * of them by their evidence. All arithmetic is in double precision, by hand: the matrices are small.
 */
public final class RidgeHead {
    /** β: the support set's mean need not be that of all architectures, but is not far from it. */
    public static final double BIAS_VARIANCE = 1;

    /** √Ω R. */
    private final double[][] rows;
    /** √ω. */
    private final double[] roots;

    private final double signal;
    private final double noise;
    /** Of the smaller one of the two matrices above. */
    private final double[][] factor;

    private final double logDeterminant;
    private final boolean dual;

    /**
     * Where all scores are as certain.
     *
     * @param embeddings Φ, (k, W)
     * @param signal s
     * @param noise n
     */
    public RidgeHead(double[][] embeddings, double signal, double noise) {
        this(embeddings, signal, noise, ones(embeddings.length));
    }

    /**
     * Where some are less certain.
     *
     * @param embeddings Φ, (k, W)
     * @param signal s
     * @param noise n
     * @param weights ω, above 0, at most 1
     */
    public RidgeHead(double[][] embeddings, double signal, double noise, double[] weights) {
        roots = Arrays.stream(weights).map(Math::sqrt).toArray();
        this.signal = signal;
        this.noise = noise;
        int width = embeddings[0].length;
        rows = new double[embeddings.length][width + 1];
        for (int i = 0; i < rows.length; i++) {
            LinearAlgebra.axpy(Math.sqrt(signal / noise), Arrays.copyOf(embeddings[i], width + 1), rows[i]);
            rows[i][width] = Math.sqrt(BIAS_VARIANCE / noise);
            for (int d = 0; d <= width; d++) {
                rows[i][d] *= roots[i];
            }
        }
        dual = rows.length <= width;
        factor = LinearAlgebra.cholesky(dual ? gram() : covariance());
        logDeterminant = LinearAlgebra.logDeterminant(factor)
                - Arrays.stream(weights).map(Math::log).sum();
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** √Ω b. */
    private double[] scaled(double[] b) {
        double[] scaled = b.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= roots[i];
        }
        return scaled;
    }

    private double[][] gram() {
        double[][] gram = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j <= i; j++) {
                gram[i][j] = LinearAlgebra.dot(rows[i], rows[j]);
                gram[j][i] = gram[i][j];
            }
        }
        LinearAlgebra.addIdentity(gram);
        return gram;
    }

    private double[][] covariance() {
        int n = rows[0].length;
        double[][] covariance = new double[n][n];
        for (double[] row : rows) {
            LinearAlgebra.addSquare(row, covariance);
        }
        LinearAlgebra.addIdentity(covariance);
        return covariance;
    }

    /**
     * What to add to a head.
     *
     * @param residuals scores less what the head gives
     * @return of length W + 1, the bias last
     */
    public double[] change(double[] residuals) {
        double[] change = scaledChange(scaled(residuals));
        int width = change.length - 1;
        for (int i = 0; i < width; i++) {
            change[i] *= Math.sqrt(signal / noise);
        }
        change[width] *= Math.sqrt(BIAS_VARIANCE / noise);
        return change;
    }

    /** u above. */
    private double[] scaledChange(double[] residuals) {
        return dual
                ? weightedSum(LinearAlgebra.solve(factor, residuals))
                : LinearAlgebra.solve(factor, weightedSum(residuals));
    }

    private double[] weightedSum(double[] weights) {
        double[] sum = new double[rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            LinearAlgebra.axpy(weights[i], rows[i], sum);
        }
        return sum;
    }

    /**
     * The logarithm of the density that residuals have, up to a constant of their number.
     *
     * @param misfit rᵀ (R Rᵀ + Ω⁻¹)⁻¹ r of the residuals r
     * @param count of the residuals
     */
    public double logEvidence(double misfit, int count) {
        return -0.5 * (misfit / noise + logDeterminant + count * Math.log(noise));
    }

    /** The diagonal of (R Rᵀ + Ω⁻¹)⁻¹: the precision of every score, if the others are known, in units of the noise's. */
    public double[] precisions() {
        double[] precisions = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            if (dual) {
                double[] unit = new double[rows.length];
                unit[i] = 1;
                precisions[i] = LinearAlgebra.solve(factor, unit)[i];
            } else {
                precisions[i] = 1 - LinearAlgebra.dot(rows[i], LinearAlgebra.solve(factor, rows[i]));
            }
            precisions[i] *= roots[i] * roots[i];
        }
        return precisions;
    }

    /** (R Rᵀ + Ω⁻¹)⁻¹ b = √Ω (√Ω R Rᵀ √Ω + I)⁻¹ √Ω b. */
    public double[] solve(double[] b) {
        double[] scaled = scaled(b);
        if (dual) {
            return scaled(LinearAlgebra.solve(factor, scaled));
        }
        double[] change = scaledChange(scaled);
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] -= LinearAlgebra.dot(rows[i], change);
        }
        return scaled(scaled);
    }
}
