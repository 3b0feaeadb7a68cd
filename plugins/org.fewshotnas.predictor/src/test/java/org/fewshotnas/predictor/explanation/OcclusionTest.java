package org.fewshotnas.predictor.explanation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.explanation.Occlusion.Change;
import org.fewshotnas.predictor.explanation.Occlusion.Explanation;
import org.fewshotnas.predictor.explanation.Occlusion.Scorer;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.published.NasBench101;
import org.fewshotnas.space.published.NasBench201;
import org.junit.jupiter.api.Test;

class OcclusionTest {
    /** Each node's operation is worth its kernel times the node's number; nothing else counts. */
    private static double worth(UnifiedGraph graph) {
        return IntStream.range(1, graph.nodeCount())
                .mapToDouble(node -> (node - 1) * value(graph.operation(node)))
                .sum();
    }

    private static double value(Operation operation) {
        return switch (operation.label()) {
            case "Conv3-D1" -> 4;
            case "Conv1-D1" -> 3;
            case "AvgPool" -> 2;
            case "Skip-Connection" -> 1;
            default -> 0;
        };
    }

    private static final Scorer SUM = (graphs, progress) ->
            graphs.stream().mapToDouble(OcclusionTest::worth).toArray();

    private static Explanation explain(Architecture architecture, Scorer scorer) {
        return Occlusion.of(List.of(architecture), scorer, Progress.NONE).get(0);
    }

    @Test
    void ofASumEachOperationIsWorthItsTermLessTheMeanOfTheOthers() {
        Architecture cell = Architecture.parse(
                NasBench201.INSTANCE,
                "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|nor_conv_1x1~0|none~1|avg_pool_3x3~2|");
        Explanation explanation = explain(cell, SUM);
        // Nodes 1 to 6: conv3 4, none 0, skip 1, conv1 3, none 0, pool 2.
        assertEquals(1 * 4 + 3 * 1 + 4 * 3 + 6 * 2, explanation.score());
        assertEquals(6 * 4, explanation.changes().size(), "six places, four other operations");
        double[] worths = explanation.contributions();
        assertEquals(1 * (4 - (0 + 1 + 2 + 3) / 4.0), worths[1], 1e-12);
        assertEquals(2 * (0 - (1 + 2 + 3 + 4) / 4.0), worths[2], 1e-12);
        assertEquals(3 * (1 - (0 + 2 + 3 + 4) / 4.0), worths[3], 1e-12);
        assertEquals(4 * (3 - (0 + 1 + 2 + 4) / 4.0), worths[4], 1e-12);
        assertEquals(5 * (0 - 10 / 4.0), worths[5], 1e-12);
        assertEquals(6 * (2 - (0 + 1 + 3 + 4) / 4.0), worths[6], 1e-12);
        assertTrue(Double.isNaN(worths[0]) && Double.isNaN(worths[7]), "input and output are what they are");
        Change change = explanation.changes().stream()
                .filter(one -> one.node() == 6 && one.after().equals("Conv3-D1"))
                .findFirst()
                .orElseThrow();
        assertEquals("AvgPool", change.before());
        assertEquals(6 * (4 - 2), change.difference(), 1e-12);
        assertEquals(
                "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|nor_conv_1x1~0|none~1|nor_conv_3x3~2|",
                change.changed().text());
    }

    @Test
    void aCellOfThreeNodesIsExplainedByHand() {
        // Input to a convolution to output, and past it: the operation has two others, of the three edges two can go.
        Architecture cell = Architecture.of(
                NasBench101.INSTANCE,
                Cell.of(
                        List.of(Operation.INPUT, Operation.CONV3_D1, Operation.OUTPUT),
                        new int[][] {{0, 1}, {1, 2}, {0, 2}}));
        Scorer edgesAndKernels = (graphs, progress) -> graphs.stream()
                .mapToDouble(graph -> 10.0 * graph.cell().edgeCount()
                        + graph.operations().stream()
                                .mapToInt(Operation::parameterArea)
                                .sum())
                .toArray();
        Explanation explanation = explain(cell, edgesAndKernels);
        assertEquals(39, explanation.score());
        assertEquals(9 - (1 + 0) / 2.0, explanation.contributions()[1], "one of the others has one weight, one none");
        List<Change> edges =
                explanation.changes().stream().filter(Change::isOfEdge).toList();
        assertEquals(3, edges.size());
        for (Change edge : edges) {
            boolean past = edge.before().equals("0") && edge.node() == 2;
            // Without an edge of the convolution it falls away, and with it all edges but the one past it.
            assertEquals(past ? 29 - 39 : 10 - 39, edge.difference(), edge.toString());
        }
    }

    @Test
    void everyChangeOfEverySpaceIsOneOfItsArchitectures() {
        Random random = new Random(1);
        for (SearchSpace space : SearchSpaces.all()) {
            for (int i = 0; i < 5; i++) {
                Architecture cell = Architecture.of(space, space.sample(random));
                Explanation explanation = explain(cell, SUM);
                Set<String> texts = new HashSet<>();
                for (Change change : explanation.changes()) {
                    String text = change.changed().text();
                    assertTrue(space.has(text), text);
                    assertFalse(text.equals(cell.text()));
                    assertEquals(worth(change.changed().graph()), change.score());
                    if (!change.isOfEdge()) {
                        assertTrue(texts.add(text), "twice: " + text);
                    }
                }
                assertEquals(
                        cell.cell().nodeCount() > 2,
                        !texts.isEmpty(),
                        "where there is an operation, there is another one in its place");
            }
        }
    }

    @Test
    void manyAreExplainedAsEachByItself() {
        Random random = new Random(2);
        List<Architecture> many = IntStream.range(0, 150)
                .mapToObj(i -> Architecture.of(NasBench201.INSTANCE, NasBench201.INSTANCE.sample(random)))
                .toList();
        List<Explanation> all = Occlusion.of(many, SUM, Progress.NONE);
        for (int i = 0; i < many.size(); i++) {
            Explanation alone = explain(many.get(i), SUM);
            assertEquals(alone.changes(), all.get(i).changes());
            assertEquals(alone.score(), all.get(i).score());
        }
    }

    @Test
    void itStopsWhenItIsCancelled() {
        Progress stopped = new Progress() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        List<Architecture> one =
                List.of(Architecture.of(NasBench201.INSTANCE, NasBench201.INSTANCE.sample(new Random(3))));
        assertThrows(CancellationException.class, () -> Occlusion.of(one, SUM, stopped));
    }
}
