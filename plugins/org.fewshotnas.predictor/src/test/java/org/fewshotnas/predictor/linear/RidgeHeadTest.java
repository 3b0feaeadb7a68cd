package org.fewshotnas.predictor.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RidgeHeadTest {
    /** Fewer than weights, and more: the two ways to solve. */
    private static final int FEW = 4;

    private static final int MANY = 11;
    private static final int WIDTH = 5;
    private static final double SIGNAL = 0.7;
    private static final double NOISE = 0.3;
    private final Random random = new Random(1);
    private final double[][] embeddings = new double[MANY][];
    private final double[] head = numbers(WIDTH + 1);

    RidgeHeadTest() {
        for (int i = 0; i < embeddings.length; i++) {
            embeddings[i] = numbers(WIDTH);
        }
    }

    private double[] numbers(int n) {
        return random.doubles(n, -1, 1).toArray();
    }

    private static double[] residuals(double[][] embeddings, double[] scores, double[] head) {
        double[] residuals = scores.clone();
        for (int i = 0; i < scores.length; i++) {
            residuals[i] -= LinearAlgebra.dot(embeddings[i], head) + head[WIDTH];
        }
        return residuals;
    }

    private static double[] plus(double[] a, double[] b) {
        double[] sum = a.clone();
        LinearAlgebra.axpy(1, b, sum);
        return sum;
    }

    @ParameterizedTest(name = "{0} shots")
    @ValueSource(ints = {FEW, MANY})
    void fittedHeadIsTheMostLikelyOne(int count) {
        double[] scores = numbers(count);
        double[][] shots = Arrays.copyOf(embeddings, count);
        double[] fitted = plus(head, new RidgeHead(shots, SIGNAL, NOISE).change(residuals(shots, scores, head)));
        double best = penalised(shots, scores, fitted);
        for (int trial = 0; trial < 100; trial++) {
            double[] other = fitted.clone();
            LinearAlgebra.axpy(1e-3, numbers(WIDTH + 1), other);
            assertTrue(penalised(shots, scores, other) > best);
        }
    }

    /** The negative logarithm of the posterior, up to a factor and a constant. */
    private double penalised(double[][] shots, double[] scores, double[] other) {
        double sum = square(other[WIDTH] - head[WIDTH]) / RidgeHead.BIAS_VARIANCE;
        for (int j = 0; j < WIDTH; j++) {
            sum += square(other[j] - head[j]) / SIGNAL;
        }
        for (double residual : residuals(shots, scores, other)) {
            sum += square(residual) / NOISE;
        }
        return sum;
    }

    private static double square(double x) {
        return x * x;
    }

    @ParameterizedTest(name = "{0} shots")
    @ValueSource(ints = {FEW, MANY})
    void evidenceIsThatOfOneScoreAfterTheOther(int count) {
        double[] residuals = numbers(count);
        double[][] shots = Arrays.copyOf(embeddings, count);
        // Each score's density given those before it: mean and variance of the prediction from the covariances.
        double logDensity = 0;
        for (int i = 0; i < count; i++) {
            double mean = 0;
            double variance = covariance(i, i);
            if (i > 0) {
                double[][] before = new double[i][i];
                double[] shared = new double[i];
                for (int a = 0; a < i; a++) {
                    shared[a] = covariance(a, i);
                    for (int b = 0; b < i; b++) {
                        before[a][b] = covariance(a, b);
                    }
                }
                double[] solved = LinearAlgebra.solve(LinearAlgebra.cholesky(before), shared);
                mean = LinearAlgebra.dot(solved, residuals);
                variance -= LinearAlgebra.dot(solved, shared);
            }
            logDensity -= 0.5 * (square(residuals[i] - mean) / variance + Math.log(variance));
        }
        RidgeHead ridge = new RidgeHead(shots, SIGNAL, NOISE);
        double misfit = LinearAlgebra.dot(residuals, ridge.solve(residuals));
        assertEquals(logDensity, ridge.logEvidence(misfit, residuals.length), 1e-9);
    }

    /** By hand: of embeddings of nothing only the bias is learned, from 1 and from -1 that counts a quarter. */
    @Test
    void aScoreOfFourTimesTheNoiseCountsAQuarter() {
        RidgeHead ridge = new RidgeHead(new double[][] {{0}, {0}}, SIGNAL, 0.5, new double[] {1, 0.25});
        // β Σ ω r / (n + β Σ ω) = (1 - 0.25) / (0.5 + 1.25)
        assertEquals(0.75 / 1.75, ridge.change(new double[] {1, -1})[1], 1e-12);
    }

    /** Two scores of the same architecture are as good as their mean, whose noise is a half. */
    @ParameterizedTest(name = "{0} shots")
    @ValueSource(ints = {FEW, MANY})
    void aMeanOfTwoCountsAsTheTwo(int count) {
        double[] scores = numbers(count + 1);
        double[][] shots = Arrays.copyOf(embeddings, count + 1);
        shots[count] = shots[0];
        double[] means = Arrays.copyOf(scores, count);
        means[0] = (scores[0] + scores[count]) / 2;
        double[] weights = new double[count];
        Arrays.fill(weights, 0.5);
        weights[0] = 1;
        assertArrayEquals(
                new RidgeHead(shots, SIGNAL, NOISE).change(scores),
                new RidgeHead(Arrays.copyOf(shots, count), SIGNAL, NOISE / 2, weights).change(means),
                1e-9);
    }

    private double covariance(int i, int j) {
        return SIGNAL * LinearAlgebra.dot(embeddings[i], embeddings[j])
                + RidgeHead.BIAS_VARIANCE
                + (i == j ? NOISE : 0);
    }

    @ParameterizedTest(name = "{0} shots")
    @ValueSource(ints = {FEW, MANY})
    void precisionsAreTheDiagonalOfTheInverse(int count) {
        RidgeHead ridge = new RidgeHead(Arrays.copyOf(embeddings, count), SIGNAL, NOISE);
        double[] precisions = ridge.precisions();
        for (int i = 0; i < count; i++) {
            double[] unit = new double[count];
            unit[i] = 1;
            double[] column = ridge.solve(unit);
            assertEquals(column[i], precisions[i], 1e-12);
            double[] back = new double[count];
            for (int a = 0; a < count; a++) {
                for (int b = 0; b < count; b++) {
                    back[a] += covariance(a, b) / NOISE * column[b];
                }
            }
            assertArrayEquals(unit, back, 1e-9);
        }
    }
}
