package org.fewshotnas.space.published;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.fewshotnas.space.cell.CanonicalOrder;

/**
 * A graph of NAS-Bench-101 without its operations, in canonical order (see {@link NasBench101Shapes}).
 *
 * @param vertices input and output included
 * @param rows bit j of row i: an edge from vertex i to vertex j
 * @param automorphisms each an order of the vertices that leaves the edges as they are; the identity is one of them
 */
record NasBench101Shape(int vertices, long[] rows, List<int[]> automorphisms) {
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

    /** The ways to fill the inner vertices, of those that the automorphisms exchange the least one. */
    Stream<int[]> fillings(int operations) {
        return LongStream.range(0, (long) Math.pow(operations, innerVertices()))
                .mapToObj(number -> digits(number, operations))
                .filter(codes -> least(codes) == codes);
    }

    private int[] digits(long number, int base) {
        int[] digits = new int[innerVertices()];
        long rest = number;
        for (int v = digits.length - 1; v >= 0; v--) {
            digits[v] = (int) (rest % base);
            rest /= base;
        }
        return digits;
    }

    private static int[] exchange(int[] codes, int[] automorphism) {
        int[] exchanged = new int[codes.length];
        for (int v = 0; v < codes.length; v++) {
            exchanged[v] = codes[automorphism[v + 1] - 1];
        }
        return exchanged;
    }
}
