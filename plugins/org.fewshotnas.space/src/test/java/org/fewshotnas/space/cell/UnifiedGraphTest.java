package org.fewshotnas.space.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.junit.jupiter.api.Test;

class UnifiedGraphTest {
    private static final List<String> LABELS = List.of("Global", "Input", "Linear", "Output");
    private static final int[] ADJACENCY = {
        0, 0, 0, 0,
        1, 0, 1, 0,
        1, 0, 0, 1,
        1, 0, 0, 0
    };

    @Test
    void hasAGlobalNodeThatEveryNodeLeadsTo() {
        UnifiedGraph graph = UnifiedGraph.of(
                Cell.of(List.of(Operation.INPUT, Operation.LINEAR, Operation.OUTPUT), new int[][] {{0, 1}, {1, 2}}));
        assertEquals(LABELS, graph.operations().stream().map(Operation::label).toList());
        assertArrayEquals(ADJACENCY, graph.adjacency());
        assertTrue(graph.hasEdge(3, 0));
        assertFalse(graph.hasEdge(0, 3));
    }

    @Test
    void comesBackFromItsTwoTableColumns() {
        SplittableRandom random = new SplittableRandom(5);
        for (SearchSpace space : SearchSpaces.all()) {
            UnifiedGraph graph = UnifiedGraph.of(space.sample(random));
            UnifiedGraph read = UnifiedGraph.of(
                    graph.operations().stream().map(Operation::label).toList(), graph.adjacency());
            assertEquals(graph, read);
            assertEquals(graph.hashCode(), read.hashCode());
        }
    }

    @Test
    void refusesColumnsThatAreNoGraph() {
        assertRefused("4 nodes need 16", LABELS, Arrays.copyOf(ADJACENCY, 15));
        assertRefused("\"Input\"", LABELS.subList(1, 4), new int[9]);
        assertRefused("Unknown operation \"Conv9\"", List.of("Global", "Input", "Conv9", "Output"), ADJACENCY);
        assertRefused("its adjacency holds 2", LABELS, with(6, 2));
        assertRefused("the global node must be led to by every node", LABELS, with(4, 0));
        assertRefused("the global node must be led to by every node", LABELS, with(1, 1));
        assertRefused("free of cycles", LABELS, with(9, 1));
        assertRefused("it has 0 nodes", List.of(), new int[0]);
    }

    private static int[] with(int entry, int value) {
        int[] adjacency = ADJACENCY.clone();
        adjacency[entry] = value;
        return adjacency;
    }

    private static void assertRefused(String found, List<String> labels, int[] adjacency) {
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> UnifiedGraph.of(labels, adjacency));
        assertTrue(e.getMessage().contains(found), e.getMessage());
        assertFalse(e.resolution().isEmpty());
    }
}
