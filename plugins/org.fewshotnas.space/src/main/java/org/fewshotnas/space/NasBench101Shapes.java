package org.fewshotnas.space;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The graphs of NAS-Bench-101 without their operations: acyclic, at most 7 vertices and 9 edges, every vertex on a path from the input to
 * the output. One for each isomorphism class, in canonical order, with its automorphisms, which say how many cells it gives.
 */
final class NasBench101Shapes {
    static final int MAX_VERTICES = 7;
    static final int MAX_EDGES = 9;

    /**
     * One shape.
     *
     * @param vertices input and output included
     * @param rows bit j of row i: an edge from vertex i to vertex j
     * @param automorphisms each an order of the vertices that leaves the edges as they are; the identity is one of them
     */
    record Shape(int vertices, long[] rows, List<int[]> automorphisms) {
        int innerVertices() {
            return vertices - 2;
        }

        /** How many cells, up to isomorphism, have this shape. */
        BigInteger cells(int operations) {
            return CanonicalOrder.labellings(automorphisms, operations);
        }

        /** Of the fillings that the automorphisms exchange for this one, the least; this one itself if it is. */
        int[] least(int[] codes) {
            int[] least = codes;
            for (int[] automorphism : automorphisms) {
                int[] exchanged = exchange(codes, automorphism);
                if (Arrays.compare(exchanged, least) < 0) {
                    least = exchanged;
                }
            }
            return least;
        }

        /** How many automorphisms leave a filling as it is. */
        int fixing(int[] codes) {
            int fixing = 0;
            for (int[] automorphism : automorphisms) {
                fixing += Arrays.equals(exchange(codes, automorphism), codes) ? 1 : 0;
            }
            return fixing;
        }

        private static int[] exchange(int[] codes, int[] automorphism) {
            int[] exchanged = new int[codes.length];
            for (int v = 0; v < codes.length; v++) {
                exchanged[v] = codes[automorphism[v + 1] - 1];
            }
            return exchanged;
        }
    }

    private static final class Holder {
        static final NasBench101Shapes INSTANCE = new NasBench101Shapes();
    }

    private final List<Shape> shapes = new ArrayList<>();
    /** How many shapes there are of at most so many vertices. */
    private final int[] shapesUpTo = new int[MAX_VERTICES + 1];
    /** How many upper-triangular matrices there are, by number of vertices. */
    private final long[] matrices = new long[MAX_VERTICES + 1];

    private NasBench101Shapes() {
        for (int vertices = 2; vertices <= MAX_VERTICES; vertices++) {
            int entries = vertices * (vertices - 1) / 2;
            for (int upper = 0; upper < 1 << entries; upper++) {
                if (Integer.bitCount(upper) <= MAX_EDGES) {
                    add(vertices, rows(vertices, upper));
                }
            }
            shapesUpTo[vertices] = shapes.size();
        }
    }

    private static long[] rows(int vertices, int upper) {
        long[] rows = new long[vertices];
        int entries = upper;
        for (int i = vertices - 2; i >= 0; i--) {
            int length = vertices - 1 - i;
            // The last bit of the row's entries is its last column.
            rows[i] = Integer.toUnsignedLong(Integer.reverse(entries & (1 << length) - 1) >>> 32 - length) << i + 1;
            entries >>>= length;
        }
        return rows;
    }

    private void add(int vertices, long[] rows) {
        if (!isConnected(rows)) {
            return;
        }
        matrices[vertices]++;
        int[][] edges = SmallGraph.of(Cell.trusted(Collections.nCopies(vertices, Operation.INPUT), rows)).edges();
        int[] depths = CanonicalOrder.depths(edges);
        for (int v = 1; v < vertices; v++) {
            if (depths[v] < depths[v - 1]) {
                return;
            }
        }
        List<int[]> orders = CanonicalOrder.of(new int[vertices], edges);
        for (int v = 0; v < vertices; v++) {
            for (int w = v + 1; w < vertices; w++) {
                if (edges[orders.get(0)[v]][orders.get(0)[w]] != edges[v][w]) {
                    return;
                }
            }
        }
        shapes.add(new Shape(vertices, rows, List.copyOf(orders)));
    }

    /** All shapes, those of fewer vertices first. Found when they are first asked for, in well under a second. */
    static List<Shape> all() {
        return Holder.INSTANCE.shapes;
    }

    /** How many encodings have this number of operations to choose from: matrices, times the ways to fill their inner vertices. */
    static BigInteger encodings(int operations) {
        BigInteger encodings = BigInteger.ZERO;
        for (int vertices = 2; vertices <= MAX_VERTICES; vertices++) {
            encodings = encodings.add(BigInteger.valueOf(Holder.INSTANCE.matrices[vertices])
                    .multiply(BigInteger.valueOf(operations).pow(vertices - 2)));
        }
        return encodings;
    }

    /** How many cells there are up to isomorphism. */
    static BigInteger cells(int operations) {
        return all().stream().map(shape -> shape.cells(operations)).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** A shape with a probability proportional to the ways to fill its inner vertices. */
    static Shape sample(int operations, RandomGenerator random) {
        int[] upTo = Holder.INSTANCE.shapesUpTo;
        long fillings = 0;
        for (int vertices = 2, power = 1; vertices <= MAX_VERTICES; vertices++, power *= operations) {
            fillings += (long) power * (upTo[vertices] - upTo[vertices - 1]);
        }
        long chosen = random.nextLong(fillings);
        int vertices = 2;
        long power = 1;
        while (chosen >= power * (upTo[vertices] - upTo[vertices - 1])) {
            chosen -= power * (upTo[vertices] - upTo[vertices - 1]);
            vertices++;
            power *= operations;
        }
        return Holder.INSTANCE.shapes.get(upTo[vertices - 1] + (int) (chosen / power));
    }

    /** Whether every vertex is on a path from the first to the last: each but the last leads on, each but the first is led to. */
    static boolean isConnected(long[] rows) {
        long reached = 1;
        for (int v = 0; v < rows.length - 1; v++) {
            if (rows[v] == 0) {
                return false;
            }
            reached |= rows[v];
        }
        return reached == (1L << rows.length) - 1;
    }
}
