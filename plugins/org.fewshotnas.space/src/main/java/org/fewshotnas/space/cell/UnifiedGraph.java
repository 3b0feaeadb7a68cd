package org.fewshotnas.space.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * A cell as a predictor sees it (MP-NAS, section 3.3): a global node first, which every node leads to, then the cell's nodes. Immutable.
 *
 * <p>In a table it is two columns: {@code Operations}, the labels of all nodes, and {@code Adjacency}, n·n zeros and ones row by row, in
 * which entry i·n + j is one where an edge leads from node i to node j. Self-loops are not stored: the predictor adds them.
 */
public final class UnifiedGraph {
    /** The most nodes that a graph may have, the global node included. */
    public static final int MAX_NODES = 63;

    private final List<Operation> operations;
    private final byte[] adjacency;

    private UnifiedGraph(List<Operation> operations, byte[] adjacency) {
        this.operations = operations;
        this.adjacency = adjacency;
    }

    /** The unified graph of a cell: one node more than the cell has. */
    public static UnifiedGraph of(Cell cell) {
        int n = cell.nodeCount() + 1;
        List<Operation> operations = new ArrayList<>(n);
        operations.add(Operation.GLOBAL);
        operations.addAll(cell.operations());
        byte[] adjacency = new byte[n * n];
        for (int i = 1; i < n; i++) {
            adjacency[i * n] = 1;
            for (int j = i + 1; j < n; j++) {
                if (cell.hasEdge(i - 1, j - 1)) {
                    adjacency[i * n + j] = 1;
                }
            }
        }
        return new UnifiedGraph(List.copyOf(operations), adjacency);
    }

    /**
     * The graph of two table cells.
     *
     * @param labels of all nodes, "Global" first
     * @param adjacency n·n numbers, each 0 or 1
     * @throws InvalidInputException if they are not a unified graph: an unknown operation, a wrong number of entries, a cycle
     */
    public static UnifiedGraph of(List<String> labels, int[] adjacency) {
        int n = labels.size();
        if (n < 3 || n > MAX_NODES || labels.indexOf(Operation.GLOBAL.label()) != 0) {
            throw invalid("it has " + n + " nodes" + (n > 0 ? ", the first \"" + labels.get(0) + "\"" : "")
                    + "; expected are 3 to " + MAX_NODES + " nodes, \"Global\" first");
        }
        if (adjacency.length != n * n) {
            throw invalid("its adjacency has " + adjacency.length + " entries; " + n + " nodes need " + n * n);
        }
        List<Operation> inner = new ArrayList<>();
        for (String label : labels.subList(1, n)) {
            inner.add(Vocabulary.ofLabel(label));
        }
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int entry = adjacency[i * n + j];
                if (entry != 0 && entry != 1) {
                    throw invalid("its adjacency holds " + entry + "; every entry must be 0 or 1");
                }
                if (i == 0 ? entry != 0 : j == 0 && entry != 1) {
                    throw invalid("the global node must be led to by every node and lead to none");
                }
                if (i > 0 && j > 0 && entry == 1) {
                    edges.add(new int[] {i - 1, j - 1});
                }
            }
        }
        return of(Cell.of(inner, edges.toArray(int[][]::new)));
    }

    private static InvalidInputException invalid(String what) {
        return new InvalidInputException(
                "A unified graph cannot be read: " + what + ".",
                "Take the columns Operations and Adjacency as the Search-Space Unifier writes them.");
    }

    /** The cell: this graph without the global node. */
    public Cell cell() {
        int n = operations.size() - 1;
        long[] rows = new long[n];
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                rows[i] |= hasEdge(i + 1, j + 1) ? 1L << j : 0;
            }
        }
        return Cell.trusted(operations.subList(1, n + 1), rows);
    }

    public int nodeCount() {
        return operations.size();
    }

    /** The operations of all nodes, the global node first. */
    public List<Operation> operations() {
        return operations;
    }

    public Operation operation(int node) {
        return operations.get(node);
    }

    /** Whether an edge leads from one node to another. */
    public boolean hasEdge(int from, int to) {
        return adjacency[from * operations.size() + to] != 0;
    }

    /** The n·n entries of the adjacency column. */
    public int[] adjacency() {
        int[] entries = new int[adjacency.length];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = adjacency[i];
        }
        return entries;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnifiedGraph graph
                && operations.equals(graph.operations)
                && Arrays.equals(adjacency, graph.adjacency);
    }

    @Override
    public int hashCode() {
        return 31 * operations.hashCode() + Arrays.hashCode(adjacency);
    }
}
