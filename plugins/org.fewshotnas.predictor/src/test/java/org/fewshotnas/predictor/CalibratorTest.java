package org.fewshotnas.predictor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.linear.LinearAlgebra;
import org.fewshotnas.predictor.linear.RidgeHead;
import org.fewshotnas.predictor.metalearning.StandardizedTask;
import org.junit.jupiter.api.Test;

/** Linear models of made-up embeddings, solved by brute force. */
class CalibratorTest {
    private static final int WIDTH = 6;
    private final Random random = new Random(5);

    private double[][] gaussians(int rows, int columns) {
        return IntStream.range(0, rows)
                .mapToObj(r ->
                        random.doubles(columns).map(u -> random.nextGaussian()).toArray())
                .toArray(double[][]::new);
    }

    /** The covariance kernel: scaled embeddings, and the bias. */
    private static double kernel(double[] a, double[] b, double spread) {
        return LinearAlgebra.dot(a, b) / spread + Calibrator.BIAS_VARIANCE;
    }

    /** The variance of a Gaussian process' function at x, given noisy values (of variance 1) at some places. */
    private static double brute(double[][] places, double[] x, double spread) {
        int k = places.length;
        double[][] gram = new double[k][k];
        double[] cross = new double[k];
        for (int i = 0; i < k; i++) {
            cross[i] = kernel(places[i], x, spread);
            for (int j = 0; j < k; j++) {
                gram[i][j] = kernel(places[i], places[j], spread) + (i == j ? 1 : 0);
            }
        }
        return kernel(x, x, spread)
                - LinearAlgebra.dot(cross, LinearAlgebra.solve(LinearAlgebra.cholesky(gram), cross));
    }

    @Test
    void theVarianceIsThatOfAGaussianProcess() {
        for (int k : new int[] {2, 5, 30}) {
            double[][] support = gaussians(k, WIDTH);
            double spread = Calibrator.spread(support);
            double[][] factor = Calibrator.factor(support, ones(k));
            for (double[] x : gaussians(10, WIDTH)) {
                assertEquals(brute(support, x, spread), Calibrator.variance(factor, x), 1e-9);
            }
        }
    }

    @Test
    void errorsOfWhatWasLeftOutAreDividedByTheirOwnVariance() {
        double[][] support = gaussians(8, WIDTH);
        double[] errors = gaussians(1, 8)[0];
        double spread = Calibrator.spread(support);
        double sum = 2 * 0.3;
        for (int i = 0; i < 8; i++) {
            int out = i;
            double[][] others = IntStream.range(0, 8)
                    .filter(j -> j != out)
                    .mapToObj(j -> support[j])
                    .toArray(double[][]::new);
            sum += errors[i] * errors[i] / (1 + brute(others, support[i], spread));
        }
        assertEquals(sum / 10, Calibrator.noise(Calibrator.factor(support, ones(8)), support, errors, ones(8)), 1e-9);
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** A score that counts as two is one of two that are the same. */
    @Test
    void aWeightIsANumberOfScores() {
        double[][] support = gaussians(6, WIDTH);
        double[][] twice = Arrays.copyOf(support, 7);
        twice[6] = support[2];
        double[] weights = ones(6);
        weights[2] = 2;
        double[][] factor = Calibrator.factor(support, weights);
        // The squared distance from the mean, which is 1 for the support set, is another with one twice.
        double spread = Calibrator.spread(support);
        for (double[] x : gaussians(10, WIDTH)) {
            assertEquals(brute(twice, x, spread), Calibrator.variance(factor, x), 1e-9);
        }
        double[] errors = gaussians(1, 6)[0];
        double sum = 2 * 0.3;
        for (int i = 0; i < 6; i++) {
            int out = i;
            double[][] others = IntStream.range(0, 7)
                    .filter(j -> j != out && !(out == 2 && j == 6))
                    .mapToObj(j -> twice[j])
                    .toArray(double[][]::new);
            sum += errors[i] * errors[i] / (1 / weights[i] + brute(others, support[i], spread));
        }
        assertEquals(sum / 8, Calibrator.noise(factor, support, errors, weights), 1e-9);
    }

    @Test
    void intervalsOfGaussianScoresHoldWhatTheyPromise() {
        assertCoverage(z -> 70 + 3 * z, 25, 0.88, 0.94);
        assertCoverage(z -> 70 + 3 * z, 50, 0.88, 0.94);
    }

    @Test
    void intervalsOfSkewedScoresHoldWhatTheyPromiseOnBothSides() {
        // Like accuracies: close to a ceiling, with a long tail of failures.
        assertCoverage(z -> 95 - Math.exp(1 - z), 25, 0.86, 0.95);
        assertCoverage(z -> 95 - Math.exp(1 - z), 50, 0.86, 0.95);
    }

    @Test
    void withFiveScoresIntervalsAreWideAndHoldMost() {
        assertCoverage(z -> 70 + 3 * z, 5, 0.85, 0.99);
    }

    private void assertCoverage(DoubleUnaryOperator score, int shots, double least, double most) {
        double inside = 0;
        double above = 0;
        int runs = 200;
        int queries = 50;
        for (int run = 0; run < runs; run++) {
            double[] w = gaussians(1, WIDTH)[0];
            double[][] all = gaussians(shots + queries, WIDTH);
            double[] latent = Arrays.stream(all)
                    .mapToDouble(x -> LinearAlgebra.dot(x, w) / Math.sqrt(WIDTH) + 0.5 * random.nextGaussian())
                    .toArray();
            double[] scores = Arrays.stream(latent).map(score).toArray();
            double[][] support = Arrays.copyOf(all, shots);
            double[] supportScores = Arrays.copyOf(scores, shots);
            double[] labels = StandardizedTask.standardize(StandardizedTask.normalScores(supportScores))
                    .orElseThrow();
            double[] errors = new double[shots];
            for (int i = 0; i < shots; i++) {
                int out = i;
                int[] kept = IntStream.range(0, shots).filter(j -> j != out).toArray();
                errors[i] = labels[i] - predict(support, labels, kept, support[i]);
            }
            Calibrator.Result result = Calibrator.calibrate(support, labels, supportScores, errors, ones(shots))
                    .orElseThrow();
            double[] deviates = result.calibration().deviates(0.05, 0.95);
            double[][] factor = Calibrator.factor(support, ones(shots));
            double noise = Calibrator.noise(factor, support, errors, ones(shots));
            int[] kept = IntStream.range(0, shots).toArray();
            for (int q = shots; q < all.length; q++) {
                double output = predict(support, labels, kept, all[q]);
                double variance = result.calibration().noise() + noise * Calibrator.variance(factor, all[q]);
                double low = result.calibration().quantile(output, variance, deviates[0]);
                double high = result.calibration().quantile(output, variance, deviates[1]);
                assertTrue(low < result.calibration().toScore(output)
                        && result.calibration().toScore(output) < high);
                inside += scores[q] >= low && scores[q] <= high ? 1.0 / runs / queries : 0;
                above += scores[q] > high ? 1.0 / runs / queries : 0;
            }
        }
        assertTrue(inside >= least && inside <= most, shots + " shots hold " + inside);
        assertTrue(above < 0.09 && 1 - inside - above < 0.09, above + " above of " + (1 - inside) + " outside");
    }

    /** The posterior mean at x. */
    private static double predict(double[][] support, double[] labels, int[] kept, double[] x) {
        double[][] rows = Arrays.stream(kept).mapToObj(j -> support[j]).toArray(double[][]::new);
        double[] head = new RidgeHead(rows, 1, 1)
                .change(Arrays.stream(kept).mapToDouble(j -> labels[j]).toArray());
        return LinearAlgebra.dot(x, head) + head[WIDTH];
    }

    @Test
    void theStandardDeviationOfAStraightLineIsItsSlopeTimesThatOfTheOutputs() {
        Calibration line = Calibrator.calibration(0.2, 3, new double[] {0, 2, 1}, new double[] {50, 44, 47})
                .orElseThrow();
        assertEquals(44, line.toScore(2), 1e-12);
        assertEquals(41, line.toScore(3), 1e-12, "goes on beyond the ends");
        assertEquals(3 * 0.7 * Math.sqrt(5.0 / 3), line.standardDeviation(0.3, 0.49, line.evenDeviates()), 1e-9);
    }

    @Test
    void equalScoresHaveNoCalibration() {
        assertTrue(Calibrator.calibration(0.2, 2, new double[] {1, 1}, new double[] {3, 3})
                .isEmpty());
    }
}
