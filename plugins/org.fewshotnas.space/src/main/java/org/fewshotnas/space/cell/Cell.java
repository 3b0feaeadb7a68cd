package org.fewshotnas.space.cell;

import java.util.Arrays;
import java.util.List;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * The cell of a neural architecture: a directed acyclic graph with one operation on every node. Node 0 is the input, the last node the
 * output, and every edge goes from a lower to a higher node, so that the order is topological. Immutable; two cells are equal when they
 * have the same operations and edges in the same order (isomorphic cells need not be equal: see {@link SearchSpace#canonicalForm}).
 *
 * <pre>{@code
 * Cell cell = Cell.of(List.of(Operation.INPUT, Operation.CONV3_D1, Operation.OUTPUT), new int[][] {{0, 1}, {1, 2}});
 * }</pre>
 */
public final class Cell {
    private final List<Operation> operations;
    /** Bit j of row i: an edge from node i to node j. */
    private final long[] edges;

    private Cell(List<Operation> operations, long[] edges) {
        this.operations = operations;
        this.edges = edges;
    }

    /**
     * A cell of these nodes and edges.
     *
     * @param operations one a node: the first {@link Operation#INPUT}, the last {@link Operation#OUTPUT}, cell operations between them
     * @param edges pairs (from, to) of node indices
     * @throws InvalidInputException if the graph is not such a cell: cyclic, a node index out of range, more than 62 nodes
     */
    public static Cell of(List<Operation> operations, int[][] edges) {
        int n = operations.size();
        if (n < 2 || n > 62) {
            throw new InvalidInputException(
                    "A cell of " + n + " nodes was found; a cell has from 2 to 62.",
                    "Check the architecture's encoding.");
        }
        for (int i = 0; i < n; i++) {
            Operation operation = operations.get(i);
            boolean fits = i == 0
                    ? operation.equals(Operation.INPUT)
                    : i == n - 1 ? operation.equals(Operation.OUTPUT) : operation.isOfCells();
            if (!fits) {
                throw new InvalidInputException(
                        "Node " + i + " of a cell of " + n + " nodes is \"" + operation.label()
                                + "\"; the first node must be the input, the last the output, and the others cell operations.",
                        "Check the architecture's encoding.");
            }
        }
        long[] rows = new long[n];
        for (int[] edge : edges) {
            int from = edge[0];
            int to = edge[1];
            if (from < 0 || to >= n || from >= to) {
                throw new InvalidInputException(
                        "An edge from node " + from + " to node " + to + " was found in a cell of " + n
                                + " nodes; edges must lead from a lower to a higher node, which keeps the graph free of cycles.",
                        "Check the architecture's encoding, or order its nodes so that every edge leads forward.");
            }
            rows[from] |= 1L << to;
        }
        return new Cell(List.copyOf(operations), rows);
    }

    /** For spaces, whose operations and edges are right by construction: row i of {@code edges} has bit j where an edge i to j leads. */
    public static Cell trusted(List<Operation> operations, long[] edges) {
        return new Cell(operations, edges);
    }

    /** Bit j of row i: an edge from node i to node j. Not to be changed. */
    public long[] edgeRows() {
        return edges;
    }

    public int nodeCount() {
        return operations.size();
    }

    /** The operations of all nodes, input and output included. */
    public List<Operation> operations() {
        return operations;
    }

    public Operation operation(int node) {
        return operations.get(node);
    }

    public boolean hasEdge(int from, int to) {
        return (edges[from] >>> to & 1) != 0;
    }

    public int edgeCount() {
        return Arrays.stream(edges).mapToInt(Long::bitCount).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cell cell && operations.equals(cell.operations) && Arrays.equals(edges, cell.edges);
    }

    @Override
    public int hashCode() {
        return 31 * operations.hashCode() + Arrays.hashCode(edges);
    }

    /** Operations and edges, such as "Input, Conv3-D1, Output; 0-1 1-2". */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                String.join(", ", operations.stream().map(Operation::label).toList()));
        text.append(';');
        for (int i = 0; i < edges.length; i++) {
            for (int j = i + 1; j < edges.length; j++) {
                if (hasEdge(i, j)) {
                    text.append(' ').append(i).append('-').append(j);
                }
            }
        }
        return text.toString();
    }
}
