package org.fewshotnas.metad2a.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.metad2a.gradient.Tape;
import org.fewshotnas.metad2a.gradient.Value;

/** B graphs side by side, vertex by vertex: what is the same in all of them is done for all at once. */
public final class GraphBatch {
    private final List<VertexGraph> graphs;
    private final int types;
    private final int vertices;

    /** @param types that vertices may have */
    public GraphBatch(List<VertexGraph> graphs, int types) {
        this.graphs = List.copyOf(graphs);
        this.types = types;
        vertices = graphs.stream().mapToInt(VertexGraph::size).max().orElseThrow();
    }

    /** B. */
    public int size() {
        return graphs.size();
    }

    /** The vertices of the largest graph. */
    public int vertices() {
        return vertices;
    }

    /** The types of a vertex, one-hot; zeros where a graph has no such vertex: (B, types). */
    public Value types(Tape tape, int vertex) {
        float[] ones = new float[size() * types];
        for (int b = 0; b < size(); b++) {
            if (vertex < graphs.get(b).size()) {
                ones[b * types + graphs.get(b).types()[vertex]] = 1;
            }
        }
        return tape.constant(ones, size(), types);
    }

    /** The graphs that have an edge. */
    public Column edge(int from, int to) {
        boolean[] has = new boolean[size()];
        for (int b = 0; b < size(); b++) {
            has[b] = to < graphs.get(b).size() && graphs.get(b).hasEdge(from, to);
        }
        return new Column(has);
    }

    /** The graphs that have a vertex. */
    public Column present(int vertex) {
        boolean[] has = new boolean[size()];
        for (int b = 0; b < size(); b++) {
            has[b] = vertex < graphs.get(b).size();
        }
        return new Column(has);
    }

    /** The graphs of which a vertex is the last. */
    public Column last(int vertex) {
        boolean[] has = new boolean[size()];
        for (int b = 0; b < size(); b++) {
            has[b] = vertex == graphs.get(b).size() - 1;
        }
        return new Column(has);
    }

    /** Which graphs of a batch something is true of. */
    public record Column(boolean[] of) {
        /** Columns one after the other. */
        public static Column of(List<Column> columns) {
            boolean[] all = new boolean
                    [columns.stream().mapToInt(column -> column.of.length).sum()];
            int at = 0;
            for (Column column : columns) {
                System.arraycopy(column.of, 0, all, at, column.of.length);
                at += column.of.length;
            }
            return new Column(all);
        }

        /** Whether it is true of none. */
        public boolean isEmpty() {
            for (boolean one : of) {
                if (one) {
                    return false;
                }
            }
            return true;
        }

        private boolean isFull() {
            for (boolean one : of) {
                if (!one) {
                    return false;
                }
            }
            return true;
        }

        /** Ones and zeros: (B, 1). */
        public Value mask(Tape tape) {
            float[] mask = new float[of.length];
            for (int b = 0; b < of.length; b++) {
                mask[b] = of[b] ? 1 : 0;
            }
            return tape.constant(mask, of.length, 1);
        }

        /** The rows of these graphs, zeros elsewhere. */
        public Value choose(Tape tape, Value rows) {
            return isFull() ? rows : tape.multiply(rows, mask(tape));
        }

        /** A sum, and the rows of these graphs added to it. */
        public Optional<Value> addTo(Tape tape, Optional<Value> sum, Value rows) {
            if (isEmpty()) {
                return sum;
            }
            Value chosen = choose(tape, rows);
            return Optional.of(sum.map(before -> tape.add(before, chosen)).orElse(chosen));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Column column && Arrays.equals(of, column.of);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(of);
        }
    }
}
