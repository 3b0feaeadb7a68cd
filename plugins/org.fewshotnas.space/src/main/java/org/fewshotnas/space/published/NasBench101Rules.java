package org.fewshotnas.space.published;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.SmallGraph;

/**
 * Which graphs are cells of NAS-Bench-101, or of its mixed-ops extension.
 *
 * @param name of the space
 * @param operations of its vertices
 */
record NasBench101Rules(String name, List<Operation> operations) {
    /** See {@link NasBench101#cell}. */
    Cell cell(int[][] adjacency, List<Operation> innerOperations, boolean prune) {
        int n = adjacency.length;
        if (n < 2 || n > NasBench101Shapes.MAX_VERTICES || innerOperations.size() != n - 2) {
            throw invalid("it has " + n + " vertices and " + innerOperations.size()
                    + " operations of inner vertices; expected are 2 to " + NasBench101Shapes.MAX_VERTICES
                    + " vertices and two operations less");
        }
        long[] rows = new long[n];
        for (int i = 0; i < n; i++) {
            if (adjacency[i].length != n) {
                throw invalid("row " + (i + 1) + " of its adjacency matrix has " + adjacency[i].length
                        + " entries, not " + n);
            }
            for (int j = 0; j < n; j++) {
                if (adjacency[i][j] < 0 || adjacency[i][j] > 1) {
                    throw invalid("its adjacency matrix holds " + adjacency[i][j] + "; every entry must be 0 or 1");
                }
                if (adjacency[i][j] == 1 && j <= i) {
                    throw invalid("an edge leads from vertex " + i + " to vertex " + j
                            + "; edges must lead to a later vertex, which keeps the graph free of cycles");
                }
                rows[i] |= (long) adjacency[i][j] << j;
            }
        }
        Cell cell = cell(rows, innerOperations);
        if (prune) {
            SmallGraph pruned = SmallGraph.of(cell).pruned();
            if (pruned.operations().isEmpty()) {
                throw invalid("no path leads from its input to its output");
            }
            cell = pruned.toCell();
        }
        check(cell);
        return cell;
    }

    /** The cell of matrix rows and operations that are known to be right, or are checked afterwards. */
    static Cell cell(long[] rows, List<Operation> innerOperations) {
        List<Operation> nodes = new ArrayList<>(innerOperations.size() + 2);
        nodes.add(Operation.INPUT);
        nodes.addAll(innerOperations);
        nodes.add(Operation.OUTPUT);
        return Cell.trusted(List.copyOf(nodes), rows);
    }

    /** @throws InvalidInputException if the cell is none of the space */
    void check(Cell cell) {
        if (cell.nodeCount() > NasBench101Shapes.MAX_VERTICES || cell.edgeCount() > NasBench101Shapes.MAX_EDGES) {
            throw invalid("it has " + cell.nodeCount() + " vertices and " + cell.edgeCount() + " edges; at most "
                    + NasBench101Shapes.MAX_VERTICES + " vertices and " + NasBench101Shapes.MAX_EDGES
                    + " edges are allowed");
        }
        if (!NasBench101Shapes.isConnected(cell.edgeRows())) {
            throw invalid("a vertex is on no path from the input to the output");
        }
        for (int v = 1; v < cell.nodeCount() - 1; v++) {
            if (!operations.contains(cell.operation(v))) {
                throw invalid("vertex " + v + " is " + cell.operation(v).label() + "; its operations are "
                        + FixedTopologySpace.labels(operations));
            }
        }
    }

    private InvalidInputException invalid(String what) {
        return new InvalidInputException(
                "A graph is not a " + name + " cell: " + what + ".",
                "Correct the graph, take unused vertices away, or choose the search space that it was made for.");
    }
}
