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
                double[] solved = RidgeHead.solve(RidgeHead.cholesky(before), shared);
                mean = RidgeHead.dot(solved, residuals);
                variance -= RidgeHead.dot(solved, shared);
            }
            logDensity -= 0.5 * (square(residuals[i] - mean) / variance + Math.log(variance));
        }
        RidgeHead ridge = new RidgeHead(shots, SIGNAL, NOISE);
        double misfit = ridge.product(residuals, residuals);
        assertEquals(logDensity, ridge.logEvidence(misfit, residuals.length), 1e-9);
    }

    private double covariance(int i, int j) {
        return SIGNAL * RidgeHead.dot(embeddings[i], embeddings[j]) + RidgeHead.BIAS_VARIANCE + (i == j ? NOISE : 0);
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

    /** By brute force: every model's density and posterior mean from its covariance matrix, averaged, scaled and shifted. */
    @Test
    void mixtureIsTheMeanOfAllModelsByTheirEvidence() {
        double[] scores = StandardizedTask.standardize(numbers(FEW));
        double[][] shots = Arrays.copyOf(embeddings, FEW);
        HeadPrior prior = new HeadPrior(new double[][] {head, numbers(WIDTH + 1)}, new double[] {0.3, -0.4});
        double[] sum = new double[WIDTH + 1];
        double total = 0;
        double units = 0;
        for (double explained : RidgeHead.EXPLAINED) {
            for (double learnable : RidgeHead.LEARNABLE) {
                double signal = (1 - explained) * learnable;
                double noise = (1 - explained) * (1 - learnable);
                for (int h = 0; h < 2; h++) {
                    double[] scaled = Arrays.stream(prior.heads()[h])
                            .map(weight -> Math.sqrt(explained) * weight)
                            .toArray();
                    for (double unit : RidgeHead.UNITS) {
                        double[] inUnits =
                                Arrays.stream(scores).map(y -> y / unit).toArray();
                        double[] residuals = residuals(shots, inUnits, scaled);
                        double[][] lower = RidgeHead.cholesky(covariances(shots, signal, noise));
                        double[] solved = RidgeHead.solve(lower, residuals);
                        double logDensity = -0.5 * RidgeHead.dot(residuals, solved);
                        for (int i = 0; i < FEW; i++) {
                            logDensity -= Math.log(lower[i][i]);
                        }
                        logDensity -= (FEW - 2) * Math.log(unit);
                        double share = Math.exp(prior.logWeights()[h] + RidgeHead.TEMPERATURE * logDensity);
                        double[] posterior = scaled.clone();
                        for (int i = 0; i < FEW; i++) {
                            RidgeHead.axpy(signal * solved[i], Arrays.copyOf(shots[i], WIDTH + 1), posterior);
                            posterior[WIDTH] += RidgeHead.BIAS_VARIANCE * solved[i];
                        }
                        RidgeHead.axpy(share, posterior, sum);
                        total += share;
                        units += share * unit;
                    }
                }
            }
        }
        double scale = units / total / total;
        double[] expected = Arrays.stream(sum).map(weight -> weight * scale).toArray();
        expected[WIDTH] += Arrays.stream(residuals(shots, scores, expected)).sum() / FEW;
        assertArrayEquals(expected, RidgeHead.mix(shots, scores, prior), 1e-9);
    }

    private static double[][] covariances(double[][] shots, double signal, double noise) {
        double[][] covariances = new double[shots.length][shots.length];
        for (int i = 0; i < shots.length; i++) {
            for (int j = 0; j < shots.length; j++) {
                covariances[i][j] =
                        signal * RidgeHead.dot(shots[i], shots[j]) + RidgeHead.BIAS_VARIANCE + (i == j ? noise : 0);
            }
        }
        return covariances;
    }

    /** Scores against the head convince where the head sets the architectures apart, and not where it takes them to be alike. */
    @Test
    void architecturesThatAreAlikeChangeLittle() {
        double[] scores = StandardizedTask.standardize(Arrays.stream(embeddings)
                .mapToDouble(e -> -RidgeHead.dot(e, head))
                .toArray());
        double[][] alike = Arrays.stream(embeddings)
                .map(e -> Arrays.stream(e).map(x -> 0.1 * x).toArray())
                .toArray(double[][]::new);
        assertTrue(cosine(head, RidgeHead.mix(alike, scores, prior(head))) > 0.5);
        assertTrue(cosine(head, RidgeHead.mix(embeddings, scores, prior(head))) < 0);
    }

    private static double cosine(double[] a, double[] b) {
        double[] c = Arrays.copyOf(a, WIDTH);
        double[] d = Arrays.copyOf(b, WIDTH);
        return RidgeHead.dot(c, d) / Math.sqrt(RidgeHead.dot(c, c) * RidgeHead.dot(d, d));
    }
}
