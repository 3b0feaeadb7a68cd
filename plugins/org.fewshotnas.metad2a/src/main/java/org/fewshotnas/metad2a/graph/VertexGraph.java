package org.fewshotnas.metad2a.graph;

import java.util.Arrays;

/**
 * A directed acyclic graph as D-VAE and MetaD2A see it: vertices in a topological order, each of a type. Immutable.
 *
 * @param types of the vertices: {@link #START} the first, {@link #END} the last, operations from 2 on between them
 * @param edges bit j of row i: an edge from vertex i to vertex j
 */
public record VertexGraph(int[] types, long[] edges) {
    /** The type of the vertex that reads the input. */
    public static final int START = 0;
    /** The type of the vertex that gives the output. */
    public static final int END = 1;

    /** How many vertices there are. */
    public int size() {
        return types.length;
    }

    /** Whether an edge leads from one vertex to another. */
    public boolean hasEdge(int from, int to) {
        return (edges[from] >>> to & 1) != 0;
    }

    /**
     * Whether it is what MetaD2A calls valid: one start, one end, and no other vertex of these types; every vertex but the start has an
     * input, every one but the end an output. (That edges lead forward is so by construction.)
     */
    public boolean isValid() {
        long reached = 0;
        for (int i = 0; i < size(); i++) {
            boolean fits = types[i] == (i == 0 ? START : i == size() - 1 ? END : Math.max(2, types[i]));
            if (!fits || i > 0 && (reached >>> i & 1) == 0 || i < size() - 1 && edges[i] == 0) {
                return false;
            }
            reached |= edges[i];
        }
        return size() >= 2;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VertexGraph graph
                && Arrays.equals(types, graph.types)
                && Arrays.equals(edges, graph.edges);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(types) + Arrays.hashCode(edges);
    }

    @Override
    public String toString() {
        return Arrays.toString(types) + " " + Arrays.toString(edges);
    }
}
