package org.fewshotnas.predictor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.linear.LinearAlgebra;

/**
 * Finds out how sure a fine-tuned predictor is of what it predicts. The output of an architecture of embedding φ is uncertain by
 *
 * <pre>
 *   σ² (1 + v(φ)) + 10 / k²,   v(φ) = φ'ᵀ (Φ'ᵀ Φ' + I)⁻¹ φ',   φ' = (√s φ, √β)
 * </pre>
 *
 * where v is the posterior variance of Bayesian linear regression on the embeddings Φ of k support architectures, which grows with the
 * distance from them; s makes their mean squared distance from their mean 1. σ² comes from the errors in cross-validation: each, divided by
 * what the formula says of an architecture that was left out, is one observation of it, and a prior counts for {@value #PRIOR_FREEDOM}
 * more. The last term allows for how little a handful of scores say about the scale that they are standardised with; it and the prior were
 * chosen on TransNAS-Bench-101 and NAS-Bench-201 so that intervals hold what they promise at 10 to 50 scores. A score with the weight ω, of the
 * variance σ² / ω, counts as ω scores: Φ' has √ω times its row, and what its error tells of σ² is ω times its square. So intervals are those
 * of scores as certain as the surest ones.
 */
public final class Calibrator {
    /** σ² in standardised scores, before any is seen: a correlation of 0.84. */
    public static final double PRIOR_VARIANCE = 0.3;

    private static final double PRIOR_FREEDOM = 2;
    /** β: so large that the level of the scores is free. */
    static final double BIAS_VARIANCE = 100;

    private static final double AMBIGUITY = 10;

    private Calibrator() {}

    /**
     * @param calibration of the predictor
     * @param factor σ C of {@link #factor}, row by row
     */
    public record Result(Calibration calibration, float[] factor) {}

    /**
     * Calibrates.
     *
     * @param embeddings of the support set under the fine-tuned network, (k, W)
     * @param labels what its outputs were fitted to
     * @param scores in the target's unit
     * @param errors of predictions of the labels by networks that had not seen them
     * @param weights of the scores, at most 1; 1 for the surest
     * @return empty if all labels are the same
     */
    public static Optional<Result> calibrate(
            double[][] embeddings, double[] labels, double[] scores, double[] errors, double[] weights) {
        double[][] factor = factor(embeddings, weights);
        double noise = noise(factor, embeddings, errors, weights);
        int n = factor.length;
        float[] flat = new float[n * n];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) (Math.sqrt(noise) * factor[i / n][i % n]);
        }
        double count = Arrays.stream(weights).sum();
        return calibration(noise, count, labels, scores).map(calibration -> new Result(calibration, flat));
    }

    /**
     * The matrix C, lower triangular, with v(φ) = |C (φ, 1)|².
     *
     * @param embeddings of the support set, (k, W)
     * @param weights k, at most 1
     * @return (W + 1, W + 1)
     */
    public static double[][] factor(double[][] embeddings, double[] weights) {
        int width = embeddings[0].length;
        double[] scale = new double[width + 1];
        Arrays.fill(scale, Math.sqrt(1 / spread(embeddings)));
        scale[width] = Math.sqrt(BIAS_VARIANCE);
        double[][] precision = new double[width + 1][width + 1];
        for (int k = 0; k < embeddings.length; k++) {
            double[] row = Arrays.copyOf(embeddings[k], width + 1);
            row[width] = 1;
            double root = Math.sqrt(weights[k]);
            for (int i = 0; i <= width; i++) {
                row[i] *= scale[i] * root;
            }
            LinearAlgebra.addSquare(row, precision);
        }
        LinearAlgebra.addIdentity(precision);
        double[][] inverse = LinearAlgebra.invert(LinearAlgebra.cholesky(precision));
        for (double[] row : inverse) {
            for (int i = 0; i <= width; i++) {
                row[i] *= scale[i];
            }
        }
        return inverse;
    }

    /** The mean squared distance of embeddings from their mean. */
    public static double spread(double[][] embeddings) {
        double[] mean = LinearAlgebra.mean(embeddings);
        double squares = 0;
        for (double[] embedding : embeddings) {
            for (int i = 0; i < mean.length; i++) {
                squares += (embedding[i] - mean[i]) * (embedding[i] - mean[i]) / embeddings.length;
            }
        }
        return Math.max(1e-12, squares);
    }

    /** v of an embedding. */
    public static double variance(double[][] factor, double[] embedding) {
        double[] row = Arrays.copyOf(embedding, embedding.length + 1);
        row[embedding.length] = 1;
        return Arrays.stream(factor)
                .mapToDouble(r -> LinearAlgebra.dot(r, row))
                .map(x -> x * x)
                .sum();
    }

    /** σ², from the errors of predictions of labels that had been left out. */
    static double noise(double[][] factor, double[][] embeddings, double[] errors, double[] weights) {
        double sum = PRIOR_FREEDOM * PRIOR_VARIANCE;
        for (int i = 0; i < errors.length; i++) {
            // 1 / ω + v of an architecture that was left out is 1 / (ω (1 - ω v)) with its v now that it is in.
            double inside = Math.min(1, weights[i] * variance(factor, embeddings[i]));
            sum += errors[i] * errors[i] * weights[i] * (1 - inside);
        }
        return sum / (PRIOR_FREEDOM + errors.length);
    }

    /**
     * The function from labels to scores, through all of them or some that are spread evenly, with the noise.
     *
     * @param noise σ²
     * @param count of the scores, by their weights
     * @param labels what the network's outputs were fitted to, one for each of k scores
     * @param scores in the target's unit
     * @return empty if all labels are the same
     */
    static Optional<Calibration> calibration(double noise, double count, double[] labels, double[] scores) {
        int[] order = IntStream.range(0, labels.length)
                .boxed()
                .sorted((a, b) -> Double.compare(labels[a], labels[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Integer> distinct = new ArrayList<>();
        for (int i : order) {
            int before = distinct.isEmpty() ? -1 : distinct.get(distinct.size() - 1);
            if (before < 0 || labels[i] > labels[before] && scores[i] != scores[before]) {
                distinct.add(i);
            }
        }
        if (distinct.size() < 2) {
            return Optional.empty();
        }
        int knots = Math.min(Calibration.MOST_KNOTS, distinct.size());
        List<Double> outputs = new ArrayList<>();
        List<Double> at = new ArrayList<>();
        for (int k = 0; k < knots; k++) {
            int i = distinct.get((int) ((long) k * (distinct.size() - 1) / (knots - 1)));
            outputs.add(labels[i]);
            at.add(scores[i]);
        }
        double certain = noise + AMBIGUITY / count / count;
        return Optional.of(new Calibration(certain, PRIOR_FREEDOM + count, outputs, at));
    }
}
