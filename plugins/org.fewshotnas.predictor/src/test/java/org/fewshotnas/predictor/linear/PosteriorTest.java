package org.fewshotnas.predictor.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.SamplePredictors;
import org.fewshotnas.predictor.TestGraphs;
import org.fewshotnas.predictor.Watch;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.predictor.gcn.Scoring;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;
import org.junit.jupiter.api.Test;

class PosteriorTest {
    private static final int SIZE = 12;
    private static final int WIDTH = 5;
    private static final double NOISE = 0.3;
    private final Random random = new Random(3);
    private final double[] outputs = random.doubles(SIZE).toArray();
    private final double[][] covariance = new double[SIZE][SIZE];
    private final Posterior posterior;

    PosteriorTest() {
        float[][] parts = new float[SIZE][WIDTH];
        for (float[] part : parts) {
            for (int d = 0; d < WIDTH; d++) {
                part[d] = (float) random.nextGaussian();
            }
        }
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                for (int d = 0; d < WIDTH; d++) {
                    covariance[i][j] += parts[i][d] * parts[j][d];
                }
            }
        }
        posterior = new Posterior(outputs, parts, NOISE, 2);
    }

    /** The covariance after measuring m, by the rule of conditional Gaussians. */
    private static double[][] after(double[][] before, int m) {
        double[][] result = new double[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                result[i][j] = before[i][j] - before[i][m] * before[m][j] / (before[m][m] + NOISE);
            }
        }
        return result;
    }

    private static double trace(double[][] matrix) {
        return IntStream.range(0, SIZE).mapToDouble(i -> matrix[i][i]).sum();
    }

    @Test
    void measuringIsConditioning() {
        double[][] expected = covariance;
        for (int m : new int[] {4, 0, 4, 9}) {
            expected = after(expected, m);
            posterior.imagine(m);
        }
        for (int i = 0; i < SIZE; i++) {
            assertEquals(outputs[i], posterior.output(i));
            assertEquals(expected[i][i] + NOISE, posterior.variance(i), 1e-5);
            for (int j = 0; j < SIZE; j++) {
                assertEquals(expected[i][j], posterior.covariance(i, j), 1e-5);
            }
        }
    }

    @Test
    void theMostInformativeAreThoseThatLowerTheSumOfVariancesMostOneByOne() {
        double[][] now = covariance;
        int[] expected = new int[5];
        for (int k = 0; k < expected.length; k++) {
            double least = Double.POSITIVE_INFINITY;
            for (int m = 0; m < SIZE; m++) {
                int candidate = m;
                boolean free = IntStream.range(0, k).noneMatch(e -> expected[e] == candidate) && m != 7;
                if (free && trace(after(now, m)) < least) {
                    least = trace(after(now, m));
                    expected[k] = m;
                }
            }
            now = after(now, expected[k]);
        }
        Watch watch = Watch.only();
        assertArrayEquals(expected, posterior.mostInformative(5, i -> i != 7, watch));
        assertEquals(List.of(0.0, 0.2, 0.4, 0.6, 0.8), watch.fractions());
        assertEquals(now[2][3], posterior.covariance(2, 3), 1e-5);
    }

    @Test
    void noMoreAreChosenThanAreAllowed() {
        assertEquals(3, posterior.mostInformative(5, i -> i < 3, Progress.NONE).length);
    }

    @Test
    void beforeAnyScoreCellsGoAlongAsFarAsTheirEmbeddingsDeviateAlike() {
        List<UnifiedGraph> graphs = TestGraphs.random(9, 7, 5);
        Predictor predictor = SamplePredictors.learned(1);
        double[][] deviations;
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            NDList parameters =
                    Parameters.toTensors(manager, DataType.FLOAT32, SamplePredictors.SHAPE, predictor.weights());
            deviations = Scoring.embeddings(manager, SamplePredictors.SHAPE, parameters, graphs, Progress.NONE);
        }
        int width = deviations[0].length;
        for (int d = 0; d < width; d++) {
            int column = d;
            double mean = Arrays.stream(deviations)
                    .mapToDouble(row -> row[column])
                    .average()
                    .orElseThrow();
            for (double[] row : deviations) {
                row[d] -= mean;
            }
        }
        double squares = Arrays.stream(deviations)
                .flatMapToDouble(Arrays::stream)
                .map(x -> x * x)
                .sum();
        Posterior beforehand = predictor.posterior(graphs, Device.cpu(), Progress.NONE);
        for (int i = 0; i < graphs.size(); i++) {
            for (int j = 0; j < graphs.size(); j++) {
                double product = 0;
                for (int d = 0; d < width; d++) {
                    product += deviations[i][d] * deviations[j][d];
                }
                assertEquals(product * graphs.size() / squares, beforehand.covariance(i, j), 1e-4);
            }
        }
    }

    @Test
    void drawsHaveTheMeansAndCovariancesOfThePosterior() {
        int draws = 40_000;
        double[] mean = new double[SIZE];
        double[][] products = new double[SIZE][SIZE];
        for (int draw = 0; draw < draws; draw++) {
            double[] sample = posterior.sample(random);
            for (int i = 0; i < SIZE; i++) {
                mean[i] += sample[i] / draws;
                for (int j = 0; j < SIZE; j++) {
                    products[i][j] += (sample[i] - outputs[i]) * (sample[j] - outputs[j]) / draws;
                }
            }
        }
        for (int i = 0; i < SIZE; i++) {
            assertEquals(outputs[i], mean[i], 0.08);
            for (int j = 0; j < SIZE; j++) {
                double tolerance = 4 * Math.sqrt(2 * covariance[i][i] * covariance[j][j] / draws);
                assertEquals(covariance[i][j], products[i][j], tolerance);
            }
        }
    }
}
