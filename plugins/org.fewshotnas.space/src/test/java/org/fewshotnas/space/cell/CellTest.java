package org.fewshotnas.space.cell;

import static org.fewshotnas.space.cell.Operation.CONV3_D1;
import static org.fewshotnas.space.cell.Operation.INPUT;
import static org.fewshotnas.space.cell.Operation.LINEAR;
import static org.fewshotnas.space.cell.Operation.OUTPUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.fewshotnas.space.base.InvalidInputException;
import org.junit.jupiter.api.Test;

class CellTest {
    private static final Cell CELL =
            Cell.of(List.of(INPUT, CONV3_D1, LINEAR, OUTPUT), new int[][] {{0, 1}, {0, 2}, {1, 3}, {2, 3}});

    @Test
    void knowsItsNodesAndEdges() {
        assertEquals(4, CELL.nodeCount());
        assertEquals(4, CELL.edgeCount());
        assertEquals(CONV3_D1, CELL.operation(1));
        assertTrue(CELL.hasEdge(0, 2));
        assertFalse(CELL.hasEdge(2, 0));
        assertFalse(CELL.hasEdge(1, 2));
        assertEquals("Input, Conv3-D1, Linear, Output; 0-1 0-2 1-3 2-3", CELL.toString());
    }

    @Test
    void equalsACellOfTheSameNodesAndEdges() {
        Cell same =
                Cell.of(List.of(INPUT, CONV3_D1, LINEAR, OUTPUT), new int[][] {{2, 3}, {1, 3}, {0, 2}, {0, 1}, {0, 1}});
        assertEquals(CELL, same);
        assertEquals(CELL.hashCode(), same.hashCode());
        assertNotEquals(
                CELL, Cell.of(List.of(INPUT, LINEAR, CONV3_D1, OUTPUT), new int[][] {{0, 1}, {0, 2}, {1, 3}, {2, 3}}));
        assertNotEquals(CELL, Cell.of(CELL.operations(), new int[][] {{0, 1}, {0, 2}, {1, 3}}));
    }

    @Test
    void doesNotChangeWithTheListThatItWasMadeOf() {
        List<Operation> operations = new ArrayList<>(List.of(INPUT, CONV3_D1, OUTPUT));
        Cell cell = Cell.of(operations, new int[][] {{0, 1}, {1, 2}});
        operations.set(1, LINEAR);
        assertEquals(CONV3_D1, cell.operation(1));
        assertThrows(
                UnsupportedOperationException.class, () -> cell.operations().set(1, LINEAR));
    }

    @Test
    void refusesWhatIsNoCell() {
        assertRefused(
                "from node 2 to node 1", List.of(INPUT, LINEAR, LINEAR, OUTPUT), new int[][] {{0, 1}, {1, 2}, {2, 1}});
        assertRefused("from node 1 to node 1", List.of(INPUT, LINEAR, OUTPUT), new int[][] {{1, 1}});
        assertRefused("from node 0 to node 3", List.of(INPUT, LINEAR, OUTPUT), new int[][] {{0, 3}});
        assertRefused("from node -1 to node 1", List.of(INPUT, LINEAR, OUTPUT), new int[][] {{-1, 1}});
        assertRefused("Node 0", List.of(LINEAR, OUTPUT), new int[][] {});
        assertRefused("Node 1", List.of(INPUT, LINEAR), new int[][] {});
        assertRefused("\"Global\"", List.of(INPUT, Operation.GLOBAL, OUTPUT), new int[][] {});
        assertRefused("1 nodes", List.of(INPUT), new int[][] {});
        assertRefused("63 nodes", Collections.nCopies(63, LINEAR), new int[][] {});
    }

    private static void assertRefused(String found, List<Operation> operations, int[][] edges) {
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> Cell.of(operations, edges));
        assertTrue(e.getMessage().contains(found), e.getMessage());
        assertFalse(e.resolution().isEmpty());
    }
}
