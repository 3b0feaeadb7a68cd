package org.fewshotnas.predictor.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.evaluation.Approach.Adapted;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.space.published.NasBench201;
import org.junit.jupiter.api.Test;

class GraphForestTest {
    private static final int SHOTS = 40;
    private static final List<UnifiedGraph> CELLS = cells();

    private static List<UnifiedGraph> cells() {
        Random random = new Random(1);
        return IntStream.range(0, 300)
                .mapToObj(i -> UnifiedGraph.of(NasBench201.INSTANCE.sample(random)))
                .toList();
    }

    private static double[] convolutions() {
        return CELLS.stream()
                .mapToDouble(cell -> cell.operations().stream()
                        .filter(o -> o == Operation.CONV3_D1 || o == Operation.CONV1_D1)
                        .count())
                .toArray();
    }

    private static double[] merits(Metric metric, int shots) {
        Task support = new Task(metric, CELLS, convolutions())
                .subset(IntStream.range(0, shots).toArray());
        Adapted adapted =
                new GraphForest().learn(List.of(), 1, Progress.NONE).get(0).adapt(support, 1, Progress.NONE);
        return adapted.predict(CELLS, Progress.NONE).merits();
    }

    @Test
    void ranksByWhatTheScoresHangOn() {
        double[] merits = merits(Metric.of("accuracy", Direction.MAXIMIZE), SHOTS);
        assertTrue(RankMetrics.spearman(merits, convolutions()) > 0.8);
    }

    @Test
    void whatIsToBeSmallIsBestWhereItIsSmall() {
        double[] merits = merits(Metric.of("latency", Direction.MINIMIZE), SHOTS);
        assertTrue(RankMetrics.spearman(merits, convolutions()) < -0.8);
    }

    @Test
    void withoutAScoreAllAreTheSame() {
        assertArrayEquals(new double[CELLS.size()], merits(Metric.of("accuracy", Direction.MAXIMIZE), 0));
    }

    @Test
    void learnsFromNoOtherTask() {
        assertTrue(!new GraphForest().learns());
        assertEquals("Graph features + random forest", new GraphForest().name());
    }
}
