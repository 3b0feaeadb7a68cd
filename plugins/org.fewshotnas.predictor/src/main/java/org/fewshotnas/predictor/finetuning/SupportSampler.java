package org.fewshotnas.predictor.finetuning;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;

/** Chooses the few architectures of a task that are measured, or have been: the support set. */
public final class SupportSampler {
    /** How to choose. */
    public enum Strategy {
        /** Every subset is equally likely. */
        RANDOM,
        /**
         * Spread over the space: the first at random, each next one the architecture that is farthest from all chosen ones (greedy
         * k-center; Gonzalez, "Clustering to minimize the maximum intercluster distance", 1985). The distance counts the operations and
         * the edges between operations that one architecture has more of than the other.
         */
        SPREAD
    }

    private SupportSampler() {}

    /**
     * Chooses k architectures; the same seed chooses the same ones.
     *
     * @return k distinct indices, in the order of choice
     * @throws InvalidInputException if k is below 1 or above the number of graphs
     */
    public static int[] sample(List<UnifiedGraph> graphs, int k, Strategy strategy, long seed, Progress progress) {
        check(k, graphs.size());
        RandomGenerator random = new SplittableRandom(seed);
        return strategy == Strategy.RANDOM
                ? random(graphs.size(), k, random)
                : SpreadSampler.sample(graphs, k, random, progress);
    }

    /**
     * Chooses k places spread over scores, such as predicted ones: the values in order are cut into k parts of equal size, and from each
     * one is chosen at random. Missing scores (NaN) count as the smallest.
     *
     * @return k distinct indices, the smallest score first
     * @throws InvalidInputException if k is below 1 or above the number of scores
     */
    public static int[] sampleByScore(double[] scores, int k, long seed) {
        check(k, scores.length);
        RandomGenerator random = new SplittableRandom(seed);
        // Shuffled first, so that equal scores do not fall into parts by their rows.
        int[] order = Arrays.stream(random(scores.length, scores.length, random))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> Double.isNaN(scores[i]) ? Double.NEGATIVE_INFINITY : scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        return IntStream.range(0, k)
                .map(part -> {
                    int from = (int) ((long) part * order.length / k);
                    int to = (int) ((part + 1L) * order.length / k);
                    return order[random.nextInt(from, to)];
                })
                .toArray();
    }

    static void check(int k, int n) {
        if (k < 1) {
            throw new InvalidInputException(
                    "A support set of " + k + " architectures was asked for; at least 1 is needed.",
                    "Choose 1 or more rows.");
        }
        if (k > n) {
            throw new InvalidInputException(
                    "A support set of " + k + " architectures was asked for, but there are only " + n + ".",
                    "Choose at most " + n + " rows, or give more architectures.");
        }
    }

    /** The first k of a random order (Fisher-Yates). */
    static int[] random(int n, int k, RandomGenerator random) {
        int[] order = IntStream.range(0, n).toArray();
        for (int i = 0; i < k; i++) {
            int j = random.nextInt(i, n);
            int chosen = order[j];
            order[j] = order[i];
            order[i] = chosen;
        }
        return Arrays.copyOf(order, k);
    }
}
