package org.fewshotnas.predictor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.fewshotnas.space.Direction;
import org.fewshotnas.space.Metric;
import org.fewshotnas.space.Progress;
import org.fewshotnas.space.UnifiedGraph;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
    private static final GcnShape SHAPE = new GcnShape(2, 8, 0);
    private static final Metric ACCURACY = Metric.of("accuracy", Direction.MAXIMIZE);

    /** The mean of what it is tuned on, and a part of what the network says of an architecture. */
    private static Tuner meanAnd(float share, NDManager manager, NDList start) {
        return (graphs, scores, steps, checkpoint, progress) -> {
            int head = start.size() - 2;
            NDList tuned = new NDList(start.subList(0, head));
            tuned.add(start.get(head).mul(share));
            double mean = Arrays.stream(scores).average().orElseThrow();
            tuned.add(Torch.create(manager, DataType.FLOAT32, new double[] {mean}, new Shape(1)));
            steps.forEach(n -> checkpoint.at(n, tuned));
        };
    }

    private static CrossValidation validated(float share, int count, Progress progress) {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            NDList start = Parameters.toTensors(manager, DataType.FLOAT32, SHAPE, Parameters.random(SHAPE, 3));
            List<UnifiedGraph> graphs = TestGraphs.random(count, 8, 1);
            double[] own = Scoring.outputs(manager, start, graphs, Progress.NONE);
            double deviation = Math.sqrt(Arrays.stream(own).map(x -> x * x).sum() / count);
            Random random = new Random(5);
            double[] scores = IntStream.range(0, count)
                    .mapToDouble(i -> own[i] / deviation + 0.3 * random.nextGaussian())
                    .toArray();
            CrossValidation validation = new CrossValidation();
            validation.run(
                    manager,
                    meanAnd(share, manager, start),
                    new Task(ACCURACY, graphs, scores),
                    scores,
                    List.of(1),
                    7,
                    progress);
            return validation;
        }
    }

    @Test
    void aNetworkThatKnowsNothingButTheMeanHasNoCorrelation() {
        for (int count : new int[] {5, 20}) {
            assertEquals(Double.NaN, validated(0, count, Progress.NONE).spearman(1), count + " scores");
        }
    }

    @Test
    void whatTheMeanTakesAwayDoesNotHideWhatIsKnown() {
        double little = validated(0.01f, 20, Progress.NONE).spearman(1);
        double all = validated(1, 20, Progress.NONE).spearman(1);
        assertTrue(all > 0.8, "" + all);
        assertEquals(all, little, 0.1, "a hundredth of the outputs ranks as they do");
    }

    @Test
    void theStandardErrorOfManyScoresIsNearThatOfANormalSample() {
        for (int count : new int[] {60, 500}) {
            CrossValidation validation = validated(1, count, Progress.NONE);
            double rho = validation.spearman(1);
            double expected = (1 - rho * rho) * Math.sqrt((1 + rho * rho / 2) / (count - 3));
            assertEquals(1, validation.standardError(1, Progress.NONE) / expected, 0.5, count + " scores");
        }
    }

    @Test
    void progressOnlyGrowsAndTheStandardErrorCanBeCancelled() {
        Watch watch = Watch.only();
        CrossValidation validation = validated(1, 30, watch);
        watch.assertWentForwardToTheEnd();
        assertThrows(CancellationException.class, () -> validation.standardError(1, Watch.cancelledAt(1)));
    }
}
