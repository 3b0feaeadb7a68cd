package org.fewshotnas.space.cell;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A graph that a canonical form is made of: nodes in topological order, the input first and the output last, or no node at all where no
 * path leads from the one to the other.
 *
 * @param operations of the nodes
 * @param edges how many edges lead from node i to a later node j
 */
public record SmallGraph(List<Operation> operations, int[][] edges) {
    /** The graph of a cell, with its operations as labels. */
    public static SmallGraph of(Cell cell) {
        int n = cell.nodeCount();
        int[][] edges = new int[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                edges[i][j] = cell.hasEdge(i, j) ? 1 : 0;
            }
        }
        return new SmallGraph(cell.operations(), edges);
    }

    /** The graph without what is on no path from the input to the output. */
    public SmallGraph pruned() {
        int n = edges.length;
        boolean[] fromInput = new boolean[n];
        boolean[] toOutput = new boolean[n];
        fromInput[0] = true;
        toOutput[n - 1] = true;
        for (int j = 1; j < n; j++) {
            for (int i = 0; i < j; i++) {
                fromInput[j] |= fromInput[i] && edges[i][j] > 0;
            }
        }
        for (int i = n - 2; i >= 0; i--) {
            for (int j = i + 1; j < n; j++) {
                toOutput[i] |= toOutput[j] && edges[i][j] > 0;
            }
        }
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            if (fromInput[i] && toOutput[i]) {
                kept.add(i);
            }
        }
        return nodes(kept);
    }

    /** The graph without the nodes of an operation. */
    public SmallGraph without(Operation operation) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < edges.length; i++) {
            if (!operations.get(i).equals(operation)) {
                kept.add(i);
            }
        }
        return nodes(kept);
    }

    private SmallGraph nodes(List<Integer> kept) {
        int n = kept.size();
        List<Operation> keptOperations = new ArrayList<>(n);
        int[][] keptEdges = new int[n][n];
        for (int i = 0; i < n; i++) {
            keptOperations.add(operations.get(kept.get(i)));
            for (int j = i + 1; j < n; j++) {
                keptEdges[i][j] = edges[kept.get(i)][kept.get(j)];
            }
        }
        return new SmallGraph(keptOperations, keptEdges);
    }

    /** As a cell; edges between two nodes count once. There must be an input and an output. */
    public Cell toCell() {
        long[] rows = new long[edges.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = i + 1; j < rows.length; j++) {
                rows[i] |= edges[i][j] > 0 ? 1L << j : 0;
            }
        }
        return Cell.trusted(List.copyOf(operations), rows);
    }

    /** The orders of its nodes, regardless of their operations, that {@link CanonicalOrder} finds. */
    List<int[]> ordersOfShape() {
        return CanonicalOrder.of(new int[edges.length], edges);
    }

    /** A text that isomorphic graphs share: the operations in canonical order, and of each node, how often it leads to which. */
    public String canonicalForm() {
        if (edges.length == 0) {
            return "nothing";
        }
        int[] labels = operations.stream().mapToInt(Vocabulary::indexOf).toArray();
        int[] order = CanonicalOrder.of(labels, edges).get(0);
        StringBuilder text = new StringBuilder(64);
        for (int i = 0; i < order.length; i++) {
            text.append(i == 0 ? "" : ", ").append(operations.get(order[i]).label());
        }
        return text.append("; ").append(shape(order)).toString();
    }

    /** A text that graphs share exactly when they are isomorphic without their operations. */
    public String canonicalShape() {
        return edges.length == 0
                ? "nothing"
                : edges.length + " nodes; " + shape(ordersOfShape().get(0));
    }

    private String shape(int[] order) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < order.length; i++) {
            for (int j = i + 1; j < order.length; j++) {
                int count = edges[order[i]][order[j]];
                if (count > 0) {
                    text.append(text.isEmpty() ? "" : " ")
                            .append(i)
                            .append('-')
                            .append(j)
                            .append(count > 1 ? "x" + count : "");
                }
            }
        }
        return text.toString();
    }

    /** How many graphs of this shape there are, up to isomorphism, when each inner node has one of so many operations. */
    public BigInteger labellings(int operationCount) {
        return edges.length == 0 ? BigInteger.ONE : CanonicalOrder.labellings(ordersOfShape(), operationCount);
    }
}
