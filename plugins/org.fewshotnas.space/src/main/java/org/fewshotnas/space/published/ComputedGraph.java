package org.fewshotnas.space.published;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.Operation.Type;
import org.fewshotnas.space.cell.SmallGraph;

/**
 * What a cell of a fixed topology computes, as a graph of the operations that have weights or an effect of their own: a zero is dropped
 * from the sums that it is in, and an operation on nothing but zeros is a zero; a skip connection hands on the terms of the sum that it
 * reads, so that an operation may be led to by another several times; an operation that does not reach the output is dropped. Cells with
 * isomorphic graphs compute the same function of input and weights. The reverse holds but for pooling, which has no weights to tell two
 * equal branches apart by: here they count as two, whichever operation they hold.
 */
final class ComputedGraph {
    private ComputedGraph() {}

    static SmallGraph of(FixedTopologySpace space, List<Operation> operations) {
        int places = operations.size();
        int nodes = places + 2;
        int[][] tensors = new int[space.to(places - 1) + 1][];
        tensors[0] = new int[nodes];
        tensors[0][0] = 1;
        for (int t = 1; t < tensors.length; t++) {
            tensors[t] = new int[nodes];
        }
        int[][] edges = new int[nodes][nodes];
        for (int p = 0; p < places; p++) {
            int[] read = tensors[space.from(p)];
            int[] written = tensors[space.to(p)];
            if (operations.get(p).type() == Type.IDENTITY) {
                add(read, written);
            } else if (operations.get(p).type() != Type.ZERO && !isZero(read)) {
                written[p + 1] = 1;
                lead(read, edges, p + 1);
            }
        }
        lead(tensors[tensors.length - 1], edges, nodes - 1);
        List<Operation> all = new ArrayList<>(nodes);
        all.add(Operation.INPUT);
        all.addAll(operations);
        all.add(Operation.OUTPUT);
        return new SmallGraph(all, edges).pruned();
    }

    private static void add(int[] read, int[] written) {
        for (int i = 0; i < read.length; i++) {
            written[i] += read[i];
        }
    }

    private static boolean isZero(int[] tensor) {
        for (int count : tensor) {
            if (count > 0) {
                return false;
            }
        }
        return true;
    }

    private static void lead(int[] terms, int[][] edges, int node) {
        for (int i = 0; i < terms.length; i++) {
            edges[i][node] = terms[i];
        }
    }

    /**
     * How many different graphs the cells have when each place holds a zero, a skip connection or one of so many other operations: over
     * the shapes of all ways to choose between the three kinds, the ways to fill a shape up to its automorphisms.
     */
    static BigInteger count(FixedTopologySpace space, int otherOperations) {
        Map<String, BigInteger> fillings = new HashMap<>();
        List<Operation> kinds = List.of(Operation.ZEROIZE, Operation.SKIP_CONNECTION, Operation.LINEAR);
        List<Operation> pattern = new ArrayList<>(Collections.nCopies(space.places(), Operation.ZEROIZE));
        for (long number = 0; number < Math.pow(3, space.places()); number++) {
            long rest = number;
            for (int p = 0; p < pattern.size(); p++) {
                pattern.set(p, kinds.get((int) (rest % 3)));
                rest /= 3;
            }
            SmallGraph graph = of(space, pattern);
            fillings.computeIfAbsent(graph.canonicalShape(), shape -> graph.labellings(otherOperations));
        }
        return fillings.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    }
}
