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
    private static final int SHOTS = 4;
    private static final int QUERIES = 7;
    private static final int WIDTH = 5;
    private final Random random = new Random(1);
    private final double[][] embeddings = new double[SHOTS + QUERIES][];
    private final double[] w = gaussians(WIDTH);
    private final double c = 0.3;

    RidgeHeadTest() {
        for (int i = 0; i < embeddings.length; i++) {
            embeddings[i] = gaussians(WIDTH);
        }
    }

    private double[] gaussians(int n) {
        return random.doubles(n, -1, 1).toArray();
    }

    @ParameterizedTest(name = "{0} shots")
    @ValueSource(ints = {SHOTS, SHOTS + QUERIES})
    void fittedHeadMinimisesThePenalisedSquaredError(int count) {
        double[] scores = gaussians(count);
        double[] fitted = w.clone();
        double[] bias = {c};
        double[][] shots = Arrays.copyOf(embeddings, count);
        RidgeHead.fit(shots, scores, fitted, bias);
        double best = penalised(shots, scores, fitted, bias[0]);
        for (int trial = 0; trial < 100; trial++) {
            double[] other = fitted.clone();
            RidgeHead.axpy(1e-3, gaussians(WIDTH), other);
            assertTrue(penalised(shots, scores, other, bias[0] + 1e-3 * random.nextGaussian()) > best);
        }
    }

    /** The negative logarithm of the posterior, up to a factor and a constant. */
    private double penalised(double[][] shots, double[] scores, double[] weights, double bias) {
        double sum = (bias - c) * (bias - c) / RidgeHead.BIAS_VARIANCE;
        for (int j = 0; j < WIDTH; j++) {
            sum += (weights[j] - w[j]) * (weights[j] - w[j]);
        }
        for (int i = 0; i < shots.length; i++) {
            double error = scores[i] - RidgeHead.dot(shots[i], weights) - bias;
            sum += error * error;
        }
        return sum;
    }

    @Test
    void mixtureLeansOnThePriorThatExplainsTheScores() {
        double[] right = gaussians(WIDTH + 1);
        double[] wrong = gaussians(WIDTH + 1);
        RidgeHead.axpy(-3, right, wrong);
        double[] scores = Arrays.stream(embeddings)
                .mapToDouble(e -> RidgeHead.dot(e, Arrays.copyOf(right, WIDTH)) + right[WIDTH])
                .toArray();
        double[] mixed = RidgeHead.mix(embeddings, scores, new double[][] {wrong, right});
        for (int i = 0; i <= WIDTH; i++) {
            assertEquals(right[i], mixed[i], 0.02);
        }
    }

    @Test
    void mixtureOfOnePriorIsItsFit() {
        double[] prior = Arrays.copyOf(w, WIDTH + 1);
        prior[WIDTH] = c;
        double[] scores = gaussians(SHOTS);
        double[][] shots = Arrays.copyOf(embeddings, SHOTS);
        double[] fitted = w.clone();
        double[] bias = {c};
        RidgeHead.fit(shots, scores, fitted, bias);
        double[] mixed = RidgeHead.mix(shots, scores, new double[][] {prior});
        assertArrayEquals(fitted, Arrays.copyOf(mixed, WIDTH), 1e-12);
        assertEquals(bias[0], mixed[WIDTH], 1e-12);
    }
}
