package org.fewshotnas.predictor.structure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fewshotnas.predictor.TestGraphs;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.junit.jupiter.api.Test;

class StructureTest {
    private static double[] of(String cell) {
        return Structure.of(UnifiedGraph.of(SearchSpaces.ofName("NAS-Bench-201").parse(cell)));
    }

    @Test
    void countsWhatLiesOnAPath() {
        // The pooling hangs behind a Zeroize; the two paths are 3x3, 1x1, 3x3 and a skip-connection.
        double[] structure = of("|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|none~1|nor_conv_3x3~2|");
        assertArrayEquals(new double[] {Math.log(20), 3, 3, 0, 1, 3, 0, 4}, structure, 1e-12);
    }

    @Test
    void cellWithoutAPathHasNothing() {
        double[] structure = of("|none~0|+|none~0|nor_conv_1x1~1|+|none~0|avg_pool_3x3~1|nor_conv_3x3~2|");
        assertArrayEquals(new double[] {0, 0, 0, 0, 0, -1, -1, 0}, structure);
    }

    @Test
    void agreesWithAListOfAllPaths() {
        for (UnifiedGraph graph : TestGraphs.random(300, 9, 3)) {
            List<List<Integer>> paths = new ArrayList<>();
            addPaths(graph, List.of(1), paths);
            Set<Integer> live = new HashSet<>();
            paths.forEach(live::addAll);
            double[] structure = Structure.of(graph);
            assertEquals(
                    live.stream()
                            .filter(i -> i != 1 && i != graph.nodeCount() - 1)
                            .count(),
                    structure[7]);
            assertEquals(live.stream().filter(i -> weighted(graph, i)).count(), structure[2]);
            long[] lengths = paths.stream()
                    .mapToLong(path ->
                            path.stream().filter(i -> weighted(graph, i)).count())
                    .toArray();
            assertEquals(Arrays.stream(lengths).max().orElse(-1), structure[5]);
            assertEquals(Arrays.stream(lengths).min().orElse(-1), structure[6]);
        }
    }

    private static void addPaths(UnifiedGraph graph, List<Integer> start, List<List<Integer>> paths) {
        int last = start.get(start.size() - 1);
        if (last == graph.nodeCount() - 1) {
            paths.add(start);
            return;
        }
        for (int next = last + 1; next < graph.nodeCount(); next++) {
            if (graph.hasEdge(last, next) && graph.operation(next) != Operation.ZEROIZE) {
                List<Integer> longer = new ArrayList<>(start);
                longer.add(next);
                addPaths(graph, longer, paths);
            }
        }
    }

    private static boolean weighted(UnifiedGraph graph, int node) {
        String label = graph.operation(node).label();
        return label.startsWith("Conv") || label.equals("Linear");
    }
}
