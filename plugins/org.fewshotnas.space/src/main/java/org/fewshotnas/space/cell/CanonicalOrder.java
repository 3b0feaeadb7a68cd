package org.fewshotnas.space.cell;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The order of a small acyclic graph's nodes that every isomorphic graph agrees on: nodes by their depth (the longest path that leads to
 * them, so that the order is topological), then as a colour refinement tells them apart, and among nodes that it cannot tell apart, the
 * order with the least edges and then the least labels, read row by row. Labels decide last, so that graphs that differ in nothing but
 * labels get one arrangement of edges.
 */
public final class CanonicalOrder {
    private final int nodes;
    private final int[] labels;
    private final int[][] edges;
    private final int[] depths;
    private final long[] colours;
    private final int[] sorted;

    private final List<int[]> best = new ArrayList<>();
    private int[] bestCode;

    private CanonicalOrder(int[] labels, int[][] edges) {
        this.nodes = labels.length;
        this.labels = labels;
        this.edges = edges;
        this.depths = depths(edges);
        this.colours = colours();
        this.sorted = sorted();
        place(new int[nodes], 0, 0);
    }

    /**
     * All orders of the nodes that are canonical: one, and one more for every further automorphism. An order has the node at its
     * position 0 first.
     *
     * @param labels of the nodes
     * @param edges how many edges lead from node i to a later node j
     */
    public static List<int[]> of(int[] labels, int[][] edges) {
        return new CanonicalOrder(labels, edges).best;
    }

    /**
     * How many graphs, up to isomorphism, come from giving each inner node one of so many labels, by Burnside's lemma: the mean over the
     * automorphisms of labels^(cycles of the automorphism among the inner nodes).
     *
     * @param orders all canonical orders of the graph without labels
     */
    public static BigInteger labellings(List<int[]> orders, int labels) {
        BigInteger fixed = BigInteger.ZERO;
        for (int[] order : orders) {
            fixed = fixed.add(BigInteger.valueOf(labels).pow(innerCycles(orders.get(0), order)));
        }
        return fixed.divide(BigInteger.valueOf(orders.size()));
    }

    /** The cycles of the permutation that takes one order to the other, without those of the input and the output. */
    private static int innerCycles(int[] from, int[] to) {
        int[] image = new int[from.length];
        for (int position = 0; position < from.length; position++) {
            image[from[position]] = to[position];
        }
        int cycles = -2;
        int seen = 0;
        for (int start = 0; start < image.length; start++) {
            if ((seen >>> start & 1) == 0) {
                cycles++;
                for (int v = start; (seen >>> v & 1) == 0; v = image[v]) {
                    seen |= 1 << v;
                }
            }
        }
        return cycles;
    }

    /** The longest path that leads to each node. */
    public static int[] depths(int[][] edges) {
        int[] depths = new int[edges.length];
        for (int j = 1; j < depths.length; j++) {
            for (int i = 0; i < j; i++) {
                if (edges[i][j] > 0) {
                    depths[j] = Math.max(depths[j], depths[i] + 1);
                }
            }
        }
        return depths;
    }

    /** Three rounds of colour refinement. A collision of two colours costs time, not correctness: it is one more tie to try out. */
    private long[] colours() {
        long[] colours = new long[nodes];
        for (int i = 0; i < nodes; i++) {
            colours[i] = mix(depths[i]);
        }
        for (int round = 0; round < 3; round++) {
            long[] next = new long[nodes];
            for (int i = 0; i < nodes; i++) {
                next[i] += mix(colours[i]);
                for (int j = i + 1; j < nodes; j++) {
                    if (edges[i][j] > 0) {
                        next[i] += mix(colours[j] + 2L * edges[i][j]);
                        next[j] += mix(colours[i] + 2L * edges[i][j] + 1);
                    }
                }
            }
            colours = next;
        }
        return colours;
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long value) {
        long z = (value + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    private int[] sorted() {
        int[] order = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            int at = i;
            for (; at > 0 && compare(i, order[at - 1]) < 0; at--) {
                order[at] = order[at - 1];
            }
            order[at] = i;
        }
        return order;
    }

    private int compare(int i, int j) {
        return depths[i] != depths[j] ? Integer.compare(depths[i], depths[j]) : Long.compare(colours[i], colours[j]);
    }

    /** Tries every node that ties with the one at this position. */
    private void place(int[] order, int position, int used) {
        if (position == nodes) {
            compareWithBest(order);
            return;
        }
        for (int i = 0; i < nodes; i++) {
            if ((used >>> i & 1) == 0 && compare(i, sorted[position]) == 0) {
                order[position] = i;
                place(order, position + 1, used | 1 << i);
            }
        }
    }

    private void compareWithBest(int[] order) {
        int[] code = new int[nodes * (nodes - 1) / 2 + nodes];
        int at = 0;
        for (int i = 0; i < nodes; i++) {
            for (int j = i + 1; j < nodes; j++) {
                code[at++] = edges[order[i]][order[j]];
            }
        }
        for (int node : order) {
            code[at++] = labels[node];
        }
        int comparison = bestCode == null ? -1 : Arrays.compare(code, bestCode);
        if (comparison < 0) {
            bestCode = code;
            best.clear();
        }
        if (comparison <= 0) {
            best.add(order.clone());
        }
    }
}
