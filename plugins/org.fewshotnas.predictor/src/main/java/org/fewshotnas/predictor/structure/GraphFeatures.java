package org.fewshotnas.predictor.structure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.cell.Vocabulary;

/**
 * Numbers of a cell <em>as it is written</em>, nothing left out that computes nothing, over the operations of a vocabulary: how often each
 * operation stands in the cell, how often on a live path, and the logarithm of one plus the sum of the kernels' areas; then, for subsets of
 * the operations, each operation alone first, of the nodes that hold one of them (Kadlecová et al., 2024, "Surprisingly strong performance
 * prediction with neural graph features"): how many they are; of the paths from the input to the output through such nodes alone one over the
 * shortest's length (0 where there is none), the longest's length, and their number; how many are led to by the input, and how many lead to
 * the output.
 *
 * <p>Subsets are all of a vocabulary of at most {@value #MOST_FOR_ALL_SUBSETS} operations; of a larger one those of one or two, and all
 * together. Immutable.
 */
public final class GraphFeatures {
    /** What the numbers are, and in which order; another definition has another name. */
    public static final String DEFINITION = "graph features 1";

    private static final int MOST_FOR_ALL_SUBSETS = 5;
    private static final int OF_A_SUBSET = 6;
    /** Each is a bit of a number. */
    private static final int MOST_OPERATIONS = 30;

    /** The node after the global one; the last node is the output. */
    private static final int INPUT = 1;

    private final List<Operation> operations;
    /** Bit i: the operation i of the vocabulary. */
    private final int[] subsets;

    /**
     * Features over these operations.
     *
     * @param operations cell operations, at least one
     * @throws InvalidInputException if one of them is none that a cell can choose, or is there twice, or they are more than {@value #MOST_OPERATIONS}
     */
    public GraphFeatures(List<Operation> operations) {
        this.operations = List.copyOf(operations);
        boolean different = new HashSet<>(operations).size() == operations.size();
        if (operations.isEmpty()
                || operations.size() > MOST_OPERATIONS
                || !operations.stream().allMatch(Operation::isOfCells)
                || !different) {
            throw new InvalidInputException(
                    "Graph features over the operations "
                            + operations.stream().map(Operation::label).toList() + " were asked for.",
                    "Give different operations of cells, at most " + MOST_OPERATIONS + ".");
        }
        int all = (1 << operations.size()) - 1;
        List<Integer> masks = new ArrayList<>();
        for (int alone = 1; alone <= all; alone <<= 1) {
            masks.add(alone);
        }
        for (int mask = 1; mask <= all; mask++) {
            int size = Integer.bitCount(mask);
            if (size > 1 && (operations.size() <= MOST_FOR_ALL_SUBSETS || size == 2 || mask == all)) {
                masks.add(mask);
            }
        }
        subsets = masks.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Features over the operations that occur in these graphs, in the unified vocabulary's order, the first of them if they are very many; over Zeroize if
     * none does. */
    public static GraphFeatures of(Collection<UnifiedGraph> graphs) {
        Set<Operation> occurring = new HashSet<>();
        graphs.forEach(graph -> occurring.addAll(graph.operations()));
        List<Operation> found = Vocabulary.operations().stream()
                .filter(operation -> operation.isOfCells() && occurring.contains(operation))
                .limit(MOST_OPERATIONS)
                .toList();
        return new GraphFeatures(found.isEmpty() ? List.of(Operation.ZEROIZE) : found);
    }

    public List<Operation> operations() {
        return operations;
    }

    /**
     * How many features come first that a target may be a weighted sum of: those of an operation by itself, and the area, which comes behind
     * {@link #countCount} counts.
     */
    public int linearCount() {
        return countCount() + 1 + OF_A_SUBSET * operations.size();
    }

    /** Of each operation, as written and live. */
    int countCount() {
        return 2 * operations.size();
    }

    /** How many features there are. */
    public int count() {
        return countCount() + 1 + OF_A_SUBSET * subsets.length;
    }

    /** The first {@link #linearCount} features of a cell. */
    public double[] linear(UnifiedGraph graph) {
        return of(graph, operations.size());
    }

    /** All {@link #count} features of a cell. */
    public double[] of(UnifiedGraph graph) {
        return of(graph, subsets.length);
    }

    private double[] of(UnifiedGraph graph, int subsetCount) {
        int m = operations.size();
        int first = countCount() + 1;
        double[] features = new double[first + OF_A_SUBSET * subsetCount];
        boolean[] live = Structure.live(graph);
        int[] bits = new int[graph.nodeCount()];
        double area = 0;
        for (int node = INPUT + 1; node < bits.length - 1; node++) {
            Operation operation = graph.operation(node);
            area += operation.parameterArea();
            int place = operations.indexOf(operation);
            if (place >= 0) {
                bits[node] = 1 << place;
                features[place]++;
                features[m + place] += live[node] ? 1 : 0;
            }
        }
        features[countCount()] = Math.log1p(area);
        long[] sources = sources(graph);
        for (int s = 0; s < subsetCount; s++) {
            describe(sources, bits, subsets[s], features, first + OF_A_SUBSET * s);
        }
        return features;
    }

    /** Of every node the nodes that lead to it, bit by bit; the global node left out. */
    private static long[] sources(UnifiedGraph graph) {
        long[] sources = new long[graph.nodeCount()];
        for (int to = INPUT + 1; to < sources.length; to++) {
            for (int from = INPUT; from < to; from++) {
                sources[to] |= graph.hasEdge(from, to) ? 1L << from : 0;
            }
        }
        return sources;
    }

    /** Writes the six numbers of one subset. */
    private static void describe(long[] sources, int[] bits, int subset, double[] features, int at) {
        int output = sources.length - 1;
        double[] paths = new double[sources.length];
        int[] shortest = new int[sources.length];
        int[] longest = new int[sources.length];
        paths[INPUT] = 1;
        for (int node = INPUT + 1; node <= output; node++) {
            if (node < output && (bits[node] & subset) == 0) {
                continue;
            }
            int length = node < output ? 1 : 0;
            shortest[node] = Integer.MAX_VALUE;
            for (long left = sources[node]; left != 0; left &= left - 1) {
                int from = Long.numberOfTrailingZeros(left);
                if (paths[from] > 0) {
                    paths[node] += paths[from];
                    shortest[node] = Math.min(shortest[node], shortest[from] + length);
                    longest[node] = Math.max(longest[node], longest[from] + length);
                }
            }
            if (node < output) {
                features[at]++;
                features[at + 4] += sources[node] >>> INPUT & 1;
                features[at + 5] += sources[output] >>> node & 1;
            }
        }
        features[at + 1] = paths[output] > 0 ? 1.0 / Math.max(1, shortest[output]) : 0;
        features[at + 2] = longest[output];
        features[at + 3] = paths[output];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GraphFeatures features && operations.equals(features.operations);
    }

    @Override
    public int hashCode() {
        return operations.hashCode();
    }
}
