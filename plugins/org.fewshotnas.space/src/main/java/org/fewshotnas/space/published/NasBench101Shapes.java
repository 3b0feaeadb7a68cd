package org.fewshotnas.space.published;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fewshotnas.space.cell.CanonicalOrder;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.SmallGraph;

/**
 * The graphs of NAS-Bench-101 without their operations: acyclic, at most 7 vertices and 9 edges, every vertex on a path from the input to
 * the output. One for each isomorphism class, in canonical order, with its automorphisms, which say how many cells it gives.
 */
final class NasBench101Shapes {
    static final int MAX_VERTICES = 7;
    static final int MAX_EDGES = 9;

    private static final class Holder {
        static final NasBench101Shapes INSTANCE = new NasBench101Shapes();
    }

    private final List<NasBench101Shape> shapes = new ArrayList<>();
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

    /** The matrix whose entries above the diagonal, row by row, are the bits of a number. */
    private static long[] rows(int vertices, int upper) {
        long[] rows = new long[vertices];
        int entry = 0;
        for (int i = 0; i < vertices; i++) {
            for (int j = i + 1; j < vertices; j++) {
                rows[i] |= (long) (upper >>> entry++ & 1) << j;
            }
        }
        return rows;
    }

    private void add(int vertices, long[] rows) {
        if (!isConnected(rows)) {
            return;
        }
        matrices[vertices]++;
        int[][] edges = SmallGraph.of(Cell.trusted(Collections.nCopies(vertices, Operation.INPUT), rows))
                .edges();
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
        shapes.add(new NasBench101Shape(vertices, rows, List.copyOf(orders)));
    }

    /** All shapes, those of fewer vertices first. Found when they are first asked for, in well under a second. */
    static List<NasBench101Shape> all() {
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
    static NasBench101Shape sample(int operations, RandomGenerator random) {
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
