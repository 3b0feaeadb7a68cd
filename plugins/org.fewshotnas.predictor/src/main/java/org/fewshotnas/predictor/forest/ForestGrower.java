package org.fewshotnas.predictor.forest;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Grows a {@link Forest}. A split is the one that lowers the sum of squared errors most, half-way between two values of a feature; among
 * equals, which are many where examples are few, one at random.
 */
public final class ForestGrower {
    /** How many trees a forest has. */
    public static final int TREES = 100;
    /** A tree sees at most so many examples: more make it no better, only slower. */
    private static final int MOST_IN_BAG = 1000;
    /** By how much of the squared errors a split must be better than another to count as better. */
    private static final double TIE = 1e-9;

    private final BinnedFeatures features;
    private final double[] labels;
    /** The weights of all examples up to each; empty where all weigh the same. */
    private final double[] cumulated;

    private final SplittableRandom random;
    private float[] nodes = new float[1024];
    private int count = TREES;

    /**
     * What was grown.
     *
     * @param outOfBag for every example the mean prediction of the trees that have not seen it; the mean of the other labels where all have
     */
    public record Grown(Forest forest, double[] outOfBag) {}

    private ForestGrower(double[][] examples, double[] labels, double[] weights, long seed) {
        features = new BinnedFeatures(examples);
        this.labels = labels;
        cumulated = Arrays.stream(weights).allMatch(weight -> weight == weights[0]) ? new double[0] : weights.clone();
        Arrays.parallelPrefix(cumulated, Double::sum);
        random = new SplittableRandom(seed);
    }

    /**
     * Grows a forest.
     *
     * @param examples (n, features), n at least 1
     * @param labels one an example
     */
    public static Grown grow(double[][] examples, double[] labels, long seed) {
        return grow(examples, labels, new double[labels.length], seed);
    }

    /**
     * Grows a forest from examples of which some are less certain.
     *
     * @param examples (n, features), n at least 1
     * @param labels one an example
     * @param weights how likely each is to be drawn into a bag, beside the others, above 0; all the same for an ordinary forest
     */
    public static Grown grow(double[][] examples, double[] labels, double[] weights, long seed) {
        return new ForestGrower(examples, labels, weights, seed).grow(examples);
    }

    private int[] bag(int n) {
        int count = Math.min(n, MOST_IN_BAG);
        if (cumulated.length == 0) {
            return random.ints(count, 0, n).toArray();
        }
        return random.doubles(count, 0, cumulated[n - 1])
                .mapToInt(drawn -> {
                    int at = Arrays.binarySearch(cumulated, drawn);
                    return Math.min(n - 1, at < 0 ? -at - 1 : at + 1);
                })
                .toArray();
    }

    private Grown grow(double[][] examples) {
        int n = labels.length;
        boolean[][] seen = new boolean[TREES][n];
        for (int tree = 0; tree < TREES; tree++) {
            int[] bag = bag(n);
            for (int example : bag) {
                seen[tree][example] = true;
            }
            growTree(tree, bag);
        }
        Forest forest = new Forest(TREES, Arrays.copyOf(nodes, count * Forest.OF_A_NODE), examples[0].length);
        double sum = Arrays.stream(labels).sum();
        double[] outOfBag = IntStream.range(0, n)
                .mapToDouble(i -> IntStream.range(0, TREES)
                        .filter(tree -> !seen[tree][i])
                        .mapToDouble(tree -> forest.value(tree, examples[i]))
                        .average()
                        .orElse(n > 1 ? (sum - labels[i]) / (n - 1) : 0))
                .toArray();
        return new Grown(forest, outOfBag);
    }

    /** A node to be grown, and its part of the bag. */
    private record Part(int node, int from, int to) {}

    private void growTree(int root, int[] bag) {
        Deque<Part> parts = new ArrayDeque<>();
        parts.push(new Part(root, 0, bag.length));
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            Split split = split(bag, part);
            int at = part.node * Forest.OF_A_NODE;
            if (nodes.length < (count + 2) * Forest.OF_A_NODE) {
                nodes = Arrays.copyOf(nodes, Math.max(2 * nodes.length, (count + 2) * Forest.OF_A_NODE));
            }
            if (split == null) {
                nodes[at] = -1;
                nodes[at + 3] = (float) mean(bag, part);
                continue;
            }
            nodes[at] = split.feature;
            nodes[at + 1] = (float) features.threshold(split.feature, split.bin, split.next);
            nodes[at + 2] = count;
            int middle = partition(bag, part, split);
            parts.push(new Part(count, part.from, middle));
            parts.push(new Part(count + 1, middle, part.to));
            count += 2;
        }
    }

    private double mean(int[] bag, Part part) {
        double sum = 0;
        for (int i = part.from; i < part.to; i++) {
            sum += labels[bag[i]];
        }
        return sum / (part.to - part.from);
    }

    /** Examples whose bin is at most one go left of the others, whose lowest is the next. */
    private record Split(int feature, int bin, int next) {}

    /** The best split, or null where none lowers the error. */
    private Split split(int[] bag, Part part) {
        int n = part.to - part.from;
        double mean = mean(bag, part);
        double total = 0;
        for (int i = part.from; i < part.to; i++) {
            total += (labels[bag[i]] - mean) * (labels[bag[i]] - mean);
        }
        if (n < 2 || !(total > 0)) {
            return null;
        }
        Split best = null;
        double most = TIE * total;
        int[] order = features.varying();
        int start = random.nextInt(Math.max(1, order.length));
        int stride = features.stride(random);
        int[] counts = new int[BinnedFeatures.MOST_BINS];
        double[] sums = new double[BinnedFeatures.MOST_BINS];
        for (int f = 0; f < order.length; f++) {
            int feature = order[(int) ((start + (long) f * stride) % order.length)];
            byte[] bins = features.bins(feature);
            int binCount = features.binCount(feature);
            Arrays.fill(counts, 0, binCount, 0);
            Arrays.fill(sums, 0, binCount, 0);
            for (int i = part.from; i < part.to; i++) {
                int bin = bins[bag[i]];
                counts[bin]++;
                sums[bin] += labels[bag[i]] - mean;
            }
            int left = 0;
            double sum = 0;
            int last = -1;
            for (int bin = 0; bin < binCount; bin++) {
                if (counts[bin] == 0) {
                    continue;
                }
                // The deviations from the mean sum to zero: what is left of the split is minus what is right.
                double gain = last < 0 ? 0 : sum * sum * n / ((double) left * (n - left));
                if (gain > most * (1 + TIE)) {
                    most = gain;
                    best = new Split(feature, last, bin);
                }
                left += counts[bin];
                sum += sums[bin];
                last = bin;
            }
        }
        return best;
    }

    private int partition(int[] bag, Part part, Split split) {
        byte[] bins = features.bins(split.feature);
        int middle = part.from;
        for (int i = part.from; i < part.to; i++) {
            if (bins[bag[i]] <= split.bin) {
                int swapped = bag[i];
                bag[i] = bag[middle];
                bag[middle++] = swapped;
            }
        }
        return middle;
    }
}
