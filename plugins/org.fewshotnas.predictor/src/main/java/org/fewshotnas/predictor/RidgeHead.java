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
 *   R = [√(s / n) Φ, √(β / n) 1]           (k, W + 1) for k support architectures
 *   u = (RᵀR + I)⁻¹ Rᵀ (y - Φ w - c)  = Rᵀ (R Rᵀ + I)⁻¹ (y - Φ w - c)
 *   w' = w + √(s / n) u, c' = c + √(β / n) u(W + 1)
 * </pre>
 *
 * Which head the task resembles and how far, how noisy it is, and the unit of the scores are not known: {@link #mix} averages over all of
 * them by their evidence. All arithmetic is in double precision, by hand: the matrices are small.
 */
final class RidgeHead {
    /** β: the support set's mean need not be that of all architectures, but is not far from it. */
    static final double BIAS_VARIANCE = 1;

    /** What of a task's variance a head explains: its squared correlation with the task. */
    static final double[] EXPLAINED = {0.3, 0.5, 0.7, 0.9};

    /** What of the variance that a head does not explain is s, something to learn; the rest is n. */
    static final double[] LEARNABLE = {0.3, 0.6, 0.9};

    /**
     * The deviation that the task has over all architectures, in deviations of the support set's scores: a few architectures can be much
     * alike, and then small differences look large.
     */
    static final double[] UNITS = {0.5, 1, 2, 4};

    /** Standardised scores tell nothing by their mean and their deviation. */
    private static final int STANDARDIZED = 2;

    /** What a score counts in choosing between models, all of which are somewhat wrong (Grünwald, 2012, "The safe Bayesian"). */
    static final double TEMPERATURE = 0.4;

    private final double[][] rows;
    private final double signal;
    private final double noise;
    /** Of the smaller one of the two matrices above. */
    private final double[][] factor;

    private final double logDeterminant;
    private final boolean dual;

    RidgeHead(double[][] embeddings, double signal, double noise) {
        this.signal = signal;
        this.noise = noise;
        int width = embeddings[0].length;
        rows = new double[embeddings.length][width + 1];
        for (int i = 0; i < rows.length; i++) {
            axpy(Math.sqrt(signal / noise), Arrays.copyOf(embeddings[i], width + 1), rows[i]);
            rows[i][width] = Math.sqrt(BIAS_VARIANCE / noise);
        }
        dual = rows.length <= width;
        factor = cholesky(dual ? gram() : covariance());
        logDeterminant = logDeterminant(factor);
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
        change[width] *= Math.sqrt(BIAS_VARIANCE / noise);
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

    /**
     * The logarithm of the density that residuals have, up to a constant of their number.
     *
     * @param misfit {@link #product} of the residuals with themselves
     * @param count of the residuals
     */
    double logEvidence(double misfit, int count) {
        return -0.5 * (misfit / noise + logDeterminant + count * Math.log(noise));
    }

    /** aᵀ (R Rᵀ + I)⁻¹ b. */
    double product(double[] a, double[] b) {
        return dual ? dot(a, solve(factor, b)) : dot(a, b) - dot(weightedSum(a), scaledChange(b));
    }

    /** Of the matrix whose {@link #cholesky} factor this is. */
    private static double logDeterminant(double[][] factor) {
        double sum = 0;
        for (int i = 0; i < factor.length; i++) {
            sum += 2 * Math.log(factor[i][i]);
        }
        return sum;
    }

    /**
     * Fits a head around every one of the prior, for every share of the variance that it may explain and every unit, and mixes them by how
     * plausible they were and how likely they make the scores (Bayesian model averaging). So a new task leans on the known tasks that it
     * resembles, and as far as it does; and a support set of architectures that are all alike changes little.
     *
     * @param embeddings (k, W)
     * @param scores k, standardised
     * @return the mixed head, the bias last, in the unit of the scores
     */
    static double[] mix(double[][] embeddings, double[] scores, HeadPrior prior) {
        int count = prior.heads().length;
        double[][] outputs = new double[count][];
        for (int h = 0; h < count; h++) {
            double[] head = prior.heads()[h];
            outputs[h] = Arrays.stream(embeddings)
                    .mapToDouble(embedding -> output(embedding, head))
                    .toArray();
        }
        List<Model> models = new ArrayList<>();
        double most = Double.NEGATIVE_INFINITY;
        for (double explained : EXPLAINED) {
            for (double learnable : LEARNABLE) {
                Model model = Model.of(explained, learnable, embeddings, outputs, scores, prior.logWeights());
                most = Math.max(most, model.mostEvidence());
                models.add(model);
            }
        }
        double[] mixed = new double[prior.heads()[0].length];
        double total = 0;
        double unit = 0;
        for (Model model : models) {
            // The change is linear in the residuals: one for all heads and units of a model.
            double[] residuals = new double[scores.length];
            for (int h = 0; h < count; h++) {
                for (int u = 0; u < UNITS.length; u++) {
                    double share = Math.exp(model.evidence[h][u] - most);
                    total += share;
                    unit += share * UNITS[u];
                    axpy(share * model.scale, prior.heads()[h], mixed);
                    axpy(share / UNITS[u], scores, residuals);
                    axpy(-share * model.scale, outputs[h], residuals);
                }
            }
            axpy(1, model.ridge.change(residuals), mixed);
        }
        double meanUnit = unit / total;
        return inUnitOf(scores, embeddings, mixed, meanUnit / total);
    }

    /** A head that is scaled, and shifted so that it is right about the mean of the scores. */
    private static double[] inUnitOf(double[] scores, double[][] embeddings, double[] head, double scale) {
        double[] scaled = Arrays.stream(head).map(weight -> weight * scale).toArray();
        double shift = 0;
        for (int i = 0; i < scores.length; i++) {
            shift += (scores[i] - output(embeddings[i], scaled)) / scores.length;
        }
        scaled[scaled.length - 1] += shift;
        return scaled;
    }

    private static double output(double[] embedding, double[] head) {
        return dot(embedding, head) + head[head.length - 1];
    }

    /**
     * What a task may be like, if it resembles one of the heads.
     *
     * @param scale of the heads
     * @param evidence of every head in every unit, with the head's plausibility
     */
    private record Model(RidgeHead ridge, double scale, double[][] evidence) {
        static Model of(
                double explained,
                double learnable,
                double[][] embeddings,
                double[][] outputs,
                double[] scores,
                double[] logWeights) {
            RidgeHead ridge = new RidgeHead(embeddings, (1 - explained) * learnable, (1 - explained) * (1 - learnable));
            double scale = Math.sqrt(explained);
            double[][] evidence = new double[outputs.length][UNITS.length];
            int k = scores.length;
            double scoresMisfit = ridge.product(scores, scores);
            for (int h = 0; h < outputs.length; h++) {
                double both = scale * ridge.product(scores, outputs[h]);
                double own = scale * scale * ridge.product(outputs[h], outputs[h]);
                for (int u = 0; u < UNITS.length; u++) {
                    double unit = UNITS[u];
                    double misfit = scoresMisfit / (unit * unit) - 2 * both / unit + own;
                    double density = ridge.logEvidence(misfit, k) - (k - STANDARDIZED) * Math.log(unit);
                    evidence[h][u] = logWeights[h] + TEMPERATURE * density;
                }
            }
            return new Model(ridge, scale, evidence);
        }

        double mostEvidence() {
            return Arrays.stream(evidence).flatMapToDouble(Arrays::stream).max().orElseThrow();
        }
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
