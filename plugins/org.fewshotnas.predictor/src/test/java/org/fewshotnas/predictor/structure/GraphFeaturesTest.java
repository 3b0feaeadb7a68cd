package org.fewshotnas.predictor.structure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.fewshotnas.predictor.TestGraphs;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.published.NasBench201;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphFeaturesTest {
    private static final List<Operation> NB201 = List.of(
            Operation.CONV1_D1, Operation.CONV3_D1, Operation.AVG_POOL, Operation.SKIP_CONNECTION, Operation.ZEROIZE);

    private static UnifiedGraph cell(String architecture) {
        return UnifiedGraph.of(NasBench201.INSTANCE.parse(architecture));
    }

    private static final UnifiedGraph CONNECTED =
            cell("|nor_conv_3x3~0|+|skip_connect~0|nor_conv_1x1~1|+|none~0|avg_pool_3x3~1|nor_conv_3x3~2|");
    /** A convolution at its end that nothing leads to, and an input that is handed on. */
    private static final UnifiedGraph DEAD_END =
            cell("|none~0|+|none~0|none~1|+|skip_connect~0|none~1|nor_conv_3x3~2|");

    /** The figures that another implementation gives, in Python with edges as operations; it counts 9 where there is no path. */
    @ParameterizedTest(name = "{0}, subset {1}")
    @CsvSource({
        "connected, 2, 2 9 0 0 1 1",
        "connected, 10, 3 2 2 1 2 1",
        "connected, 15, 5 2 3 3 2 2",
        "connected, 31, 6 1 3 4 3 3",
        "dead end, 2, 1 9 0 0 0 1",
        "dead end, 10, 2 1 1 1 1 2",
        "dead end, 15, 2 1 1 1 1 2",
        "dead end, 31, 6 1 3 4 3 3",
    })
    void areThoseOfAnotherImplementation(String which, int subset, String figures) {
        GraphFeatures features = new GraphFeatures(NB201);
        double[] all = features.of(which.equals("connected") ? CONNECTED : DEAD_END);
        double[] wanted = Arrays.stream(figures.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        wanted[1] = wanted[1] == 9 ? 0 : 1 / wanted[1];
        int at = place(features, subset);
        assertArrayEquals(wanted, Arrays.copyOfRange(all, at, at + 6));
    }

    /** Subsets of one operation come first, then the others by their bits. */
    private static int place(GraphFeatures features, int subset) {
        int first = features.countCount() + 1;
        int alone = Integer.numberOfTrailingZeros(subset);
        if (Integer.bitCount(subset) == 1) {
            return first + 6 * alone;
        }
        int before = 0;
        for (int other = 1; other < subset; other++) {
            before += Integer.bitCount(other) > 1 ? 1 : 0;
        }
        return first + 6 * (features.operations().size() + before);
    }

    @Test
    void countsAreOfTheCellAsWrittenAndOfWhatIsLive() {
        double[] counts = new GraphFeatures(NB201).linear(DEAD_END);
        assertArrayEquals(new double[] {0, 1, 0, 1, 4}, Arrays.copyOf(counts, 5));
        assertArrayEquals(new double[] {0, 0, 0, 1, 0}, Arrays.copyOfRange(counts, 5, 10));
        assertEquals(Math.log(10), counts[10], 1e-12);
        assertArrayEquals(counts, Arrays.copyOf(new GraphFeatures(NB201).of(DEAD_END), counts.length));
    }

    /** By listing every path. */
    @ParameterizedTest(name = "cells of up to {0} nodes")
    @ValueSource(ints = {5, 9})
    void pathsAreThoseThatThereAre(int most) {
        List<Operation> operations = List.of(Operation.CONV1_D1, Operation.MAX_POOL, Operation.SKIP_CONNECTION);
        GraphFeatures features = new GraphFeatures(operations);
        for (UnifiedGraph graph : TestGraphs.random(60, most, 3)) {
            double[] all = features.of(graph);
            for (int subset = 1; subset < 8; subset++) {
                List<Integer> lengths = new ArrayList<>();
                List<Operation> through = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    if ((subset >> i & 1) != 0) {
                        through.add(operations.get(i));
                    }
                }
                walk(graph, 1, 0, Set.copyOf(through), lengths);
                int at = place(features, subset);
                double shortest = lengths.stream().mapToInt(l -> l).min().orElse(0);
                assertEquals(lengths.isEmpty() ? 0 : 1 / Math.max(1, shortest), all[at + 1]);
                assertEquals(lengths.stream().mapToInt(l -> l).max().orElse(0), all[at + 2]);
                assertEquals(lengths.size(), all[at + 3]);
            }
        }
    }

    private static void walk(UnifiedGraph graph, int node, int length, Set<Operation> through, List<Integer> lengths) {
        if (node == graph.nodeCount() - 1) {
            lengths.add(length);
            return;
        }
        for (int next = node + 1; next < graph.nodeCount(); next++) {
            boolean output = next == graph.nodeCount() - 1;
            if (graph.hasEdge(node, next) && (output || through.contains(graph.operation(next)))) {
                walk(graph, next, length + (output ? 0 : 1), through, lengths);
            }
        }
    }

    @Test
    void vocabularyIsOfTheOperationsThatOccur() {
        assertEquals(
                List.of(Operation.CONV3_D1, Operation.SKIP_CONNECTION, Operation.ZEROIZE),
                GraphFeatures.of(List.of(DEAD_END)).operations());
    }

    /** 31 subsets of five operations; of all eleven, 11 and 55 and the whole. */
    @Test
    void largeVocabulariesHaveFewerSubsets() {
        assertEquals(11 + 6 * 31, new GraphFeatures(NB201).count());
        assertEquals(23 + 6 * 67, new GraphFeatures(Operation.CELL_OPERATIONS).count());
    }

    @Test
    void refusesWhatIsNoVocabularyOfCells() {
        assertThrows(InvalidInputException.class, () -> new GraphFeatures(List.of()));
        assertThrows(InvalidInputException.class, () -> new GraphFeatures(List.of(Operation.INPUT)));
        assertThrows(InvalidInputException.class, () -> new GraphFeatures(List.of(Operation.LINEAR, Operation.LINEAR)));
    }
}
