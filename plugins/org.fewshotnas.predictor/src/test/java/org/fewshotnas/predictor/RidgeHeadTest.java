package org.fewshotnas.predictor;

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
            residuals[i] -= RidgeHead.dot(embeddings[i], head) + head[WIDTH];
        }
        return residuals;
    }

    private static double[] plus(double[] a, double[] b) {
        double[] sum = a.clone();
        RidgeHead.axpy(1, b, sum);
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
            RidgeHead.axpy(1e-3, numbers(WIDTH + 1), other);
            assertTrue(penalised(shots, scores, other) > best);
        }
    }

    /** The negative logarithm of the posterior, up to a factor and a constant. */
    private double penalised(double[][] shots, double[] scores, double[] other) {
        double sum = square(other[WIDTH] - head[WIDTH]) / (NOISE * RidgeHead.BIAS_VARIANCE);
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
                double[] solved = RidgeHead.solve(RidgeHead.cholesky(before), shared);
                mean = RidgeHead.dot(solved, residuals);
                variance -= RidgeHead.dot(solved, shared);
            }
            logDensity -= 0.5 * (square(residuals[i] - mean) / variance + Math.log(variance));
        }
        assertEquals(logDensity, new RidgeHead(shots, SIGNAL, NOISE).logEvidence(residuals), 1e-9);
    }

    private double covariance(int i, int j) {
        return SIGNAL * RidgeHead.dot(embeddings[i], embeddings[j])
                + NOISE * RidgeHead.BIAS_VARIANCE
                + (i == j ? NOISE : 0);
    }

    private static HeadPrior prior(double[]... heads) {
        return new HeadPrior(heads, new double[heads.length]);
    }

    @Test
    void mixtureLeansOnThePriorThatExplainsTheScores() {
        double[] wrong =
                plus(numbers(WIDTH + 1), Arrays.stream(head).map(x -> -3 * x).toArray());
        double[] scores = Arrays.stream(embeddings)
                .mapToDouble(e -> RidgeHead.dot(e, head) + head[WIDTH])
                .toArray();
        double[] mixed = RidgeHead.mix(embeddings, scores, prior(wrong, head));
        for (int i = 0; i <= WIDTH; i++) {
            assertEquals(head[i], mixed[i], 0.1);
        }
    }

    @Test
    void mixtureOfTwoIsTheMeanOfTheirMixturesByEvidence() {
        double[] other = numbers(WIDTH + 1);
        double[] scores = numbers(FEW);
        double[][] shots = Arrays.copyOf(embeddings, FEW);
        double[] one = RidgeHead.mix(shots, scores, prior(head));
        double[] two = RidgeHead.mix(shots, scores, prior(other));
        double[] both = RidgeHead.mix(shots, scores, prior(head, other));
        double share = (both[0] - two[0]) / (one[0] - two[0]);
        assertTrue(share > 0 && share < 1);
        double[] mean = Arrays.stream(two).map(x -> (1 - share) * x).toArray();
        RidgeHead.axpy(share, one, mean);
        assertArrayEquals(mean, both, 1e-9);
        double[] twice =
                RidgeHead.mix(shots, scores, new HeadPrior(new double[][] {head, other}, new double[] {50, 0}));
        assertArrayEquals(one, twice, 1e-9);
    }
}
