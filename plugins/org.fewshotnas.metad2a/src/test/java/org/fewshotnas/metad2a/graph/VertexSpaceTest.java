package org.fewshotnas.metad2a.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.published.NasBench101;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.space.published.NasBenchAsr;
import org.fewshotnas.space.published.TransNasBench101Micro;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VertexSpaceTest {
    @Test
    void aCellOfNasBench201IsWhatItIsByHand() {
        VertexSpace space = VertexSpace.of(NasBench201.INSTANCE);
        assertEquals(8, space.maxVertices());
        assertEquals(7, space.types());
        assertTrue(space.hasFixedTopology());
        VertexGraph graph = space.graph(Architecture.parse(
                NasBench201.INSTANCE,
                "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|nor_conv_1x1~0|avg_pool_3x3~1|none~2|"));
        // Edges 1<-0, 2<-0, 2<-1, 3<-0, 3<-1, 3<-2 of the cell, between the start and the end.
        int conv3 = 2 + space.operations().indexOf(Operation.CONV3_D1);
        int none = 2 + space.operations().indexOf(Operation.ZEROIZE);
        int skip = 2 + space.operations().indexOf(Operation.SKIP_CONNECTION);
        int conv1 = 2 + space.operations().indexOf(Operation.CONV1_D1);
        int pool = 2 + space.operations().indexOf(Operation.AVG_POOL);
        assertArrayEquals(new int[] {0, conv3, none, skip, conv1, pool, none, 1}, graph.types());
        TreeSet<String> edges = new TreeSet<>();
        for (int i = 0; i < 8; i++) {
            for (int j = i + 1; j < 8; j++) {
                if (graph.hasEdge(i, j)) {
                    edges.add(i + ">" + j);
                }
            }
        }
        TreeSet<String> expected = new TreeSet<>();
        Stream.of("0>1", "0>2", "0>4", "1>3", "1>5", "2>6", "3>6", "4>7", "5>7", "6>7")
                .forEach(expected::add);
        Stream.of("1>2", "2>3", "3>4", "4>5", "5>6").forEach(expected::add);
        assertEquals(expected, edges);
    }

    static Stream<SearchSpace> spaces() {
        return SearchSpaces.all().stream();
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void graphsOfAllSpacesComeBackAsTheirArchitectures(SearchSpace searchSpace) {
        VertexSpace space = VertexSpace.of(searchSpace);
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 200; i++) {
            Architecture architecture = Architecture.of(searchSpace, searchSpace.sample(random));
            VertexGraph graph = space.graph(architecture);
            assertTrue(graph.isValid());
            assertEquals(architecture, space.architecture(graph).orElseThrow());
        }
        assertEquals(!searchSpace.name().startsWith("NAS-Bench-101"), space.hasFixedTopology());
    }

    @Test
    void operationsAreThoseOfTheSpace() {
        assertEquals(
                NasBench201.INSTANCE
                        .enumerate()
                        .limit(5)
                        .map(cell -> cell.operation(6))
                        .sorted(java.util.Comparator.comparing(Operation::label))
                        .toList(),
                VertexSpace.of(NasBench201.INSTANCE).operations().stream()
                        .sorted(java.util.Comparator.comparing(Operation::label))
                        .toList());
        assertEquals(3, VertexSpace.of(NasBench101.INSTANCE).operations().size());
        assertEquals(
                4, VertexSpace.of(TransNasBench101Micro.INSTANCE).operations().size());
        assertEquals(11, VertexSpace.of(NasBenchAsr.MIXED_OPS).operations().size());
    }

    @Test
    void graphsThatAreNotValidAreNoArchitectures() {
        VertexSpace space = VertexSpace.of(NasBench201.INSTANCE);
        VertexGraph good = space.graph(
                Architecture.of(NasBench201.INSTANCE, NasBench201.INSTANCE.sample(new SplittableRandom(1))));
        assertTrue(good.isValid());
        int[] twoEnds = good.types().clone();
        twoEnds[3] = VertexGraph.END;
        int[] twoStarts = good.types().clone();
        twoStarts[2] = VertexGraph.START;
        long[] noOutput = good.edges().clone();
        noOutput[3] = 0;
        long[] noInput = good.edges().clone();
        noInput[0] &= ~(1L << 1);
        for (VertexGraph bad : new VertexGraph[] {
            new VertexGraph(twoEnds, good.edges()),
            new VertexGraph(twoStarts, good.edges()),
            new VertexGraph(good.types(), noOutput),
            new VertexGraph(good.types(), noInput)
        }) {
            assertFalse(bad.isValid());
            assertEquals(Optional.empty(), space.architecture(bad));
        }
        VertexGraph small = new VertexGraph(new int[] {0, 2, 1}, new long[] {2, 4, 0});
        assertTrue(small.isValid());
        assertEquals(Optional.empty(), space.architecture(small), "of another number of vertices");
    }

    @Test
    void anOperationAtAPlaceThatDoesNotHaveItIsNoArchitecture() {
        VertexSpace space = VertexSpace.of(NasBenchAsr.INSTANCE);
        VertexGraph graph = space.graph(Architecture.parse(NasBenchAsr.INSTANCE, "[[2, 1], [5, 1, 0], [3, 1, 1, 1]]"));
        int[] types = graph.types().clone();
        // The second place is a skip connection or none.
        types[2] = 2 + space.operations().indexOf(Operation.LINEAR);
        assertEquals(Optional.empty(), space.architecture(new VertexGraph(types, graph.edges())));
    }

    @Test
    void anArchitectureOfAnotherSpaceIsRefused() {
        Architecture other = Architecture.parse(TransNasBench101Micro.INSTANCE, "64-41414-1_02_333");
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> VertexSpace.of(NasBench201.INSTANCE)
                .graph(other));
        assertTrue(e.getMessage().contains("TransNAS-Bench-101 micro; expected is NAS-Bench-201"), e.getMessage());
    }
}
