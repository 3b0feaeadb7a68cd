package org.fewshotnas.predictor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.cell.Vocabulary;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;

/** Random cells of different sizes, and made-up tasks over them, for tests. */
public final class TestGraphs {
    private TestGraphs() {}

    /** Different cells of 3 to {@code most} nodes in which every node lies on a path. */
    public static List<UnifiedGraph> random(int count, int most, long seed) {
        Random random = new Random(seed);
        Set<UnifiedGraph> graphs = new LinkedHashSet<>();
        while (graphs.size() < count) {
            int n = 3 + random.nextInt(most - 2);
            List<Operation> operations = new ArrayList<>();
            List<int[]> edges = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                operations.add(
                        i == 0
                                ? Operation.INPUT
                                : i == n - 1 ? Operation.OUTPUT : Operation.CELL_OPERATIONS.get(random.nextInt(11)));
                if (i > 0) {
                    edges.add(new int[] {i - 1, i});
                }
                for (int j = 0; j < i - 1; j++) {
                    if (random.nextInt(3) == 0) {
                        edges.add(new int[] {j, i});
                    }
                }
            }
            graphs.add(UnifiedGraph.of(Cell.of(operations, edges.toArray(int[][]::new))));
        }
        return List.copyOf(graphs);
    }

    /** A task in which every operation has a worth, drawn around a worth that all tasks share, and the score is the sum, plus a constant. */
    public static Task task(String name, List<UnifiedGraph> graphs, double own, long seed) {
        Random common = new Random(4711);
        Random random = new Random(seed);
        double[] worth = new double[Vocabulary.operations().size()];
        for (int i = 0; i < worth.length; i++) {
            worth[i] = common.nextGaussian() + own * random.nextGaussian();
        }
        double[] scores = new double[graphs.size()];
        for (int g = 0; g < scores.length; g++) {
            scores[g] = 50;
            for (Operation operation : graphs.get(g).operations()) {
                scores[g] += 3 * worth[Vocabulary.indexOf(operation)];
            }
        }
        return new Task(Metric.of(name, Direction.MAXIMIZE), graphs, scores);
    }
}
