package org.fewshotnas.predictor.evaluation;

import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Metric;

/** Random cells of NAS-Bench-201 with made-up scores, for tests. */
final class ScoredSpace {
    private ScoredSpace() {}

    static List<UnifiedGraph> graphs(int count) {
        Random random = new Random(5);
        return SearchSpaces.ofName("NAS-Bench-201")
                .enumerate()
                .filter(cell -> random.nextInt(15_625) < 4 * count)
                .limit(count)
                .map(UnifiedGraph::of)
                .toList();
    }

    /** How many of its nodes are convolutions. */
    static double convolutions(UnifiedGraph graph) {
        return graph.operations().stream()
                .filter(operation -> operation.label().startsWith("Conv"))
                .count();
    }

    /** Cells with a score of each metric: the function gets the cell's number and the metric's place. */
    static ScoredCells.Builder cells(
            int count, String space, List<Metric> metrics, ToDoubleBiFunction<Integer, Integer> score) {
        ScoredCells.Builder cells = new ScoredCells.Builder(metrics);
        add(cells, count, space, metrics.size(), score);
        return cells;
    }

    static void add(
            ScoredCells.Builder cells,
            int count,
            String space,
            int metrics,
            ToDoubleBiFunction<Integer, Integer> score) {
        List<UnifiedGraph> graphs = graphs(count);
        for (int i = 0; i < count; i++) {
            double[] scores = new double[metrics];
            for (int m = 0; m < metrics; m++) {
                scores[m] = score.applyAsDouble(i, m);
            }
            cells.add(graphs.get(i), space, scores);
        }
    }
}
