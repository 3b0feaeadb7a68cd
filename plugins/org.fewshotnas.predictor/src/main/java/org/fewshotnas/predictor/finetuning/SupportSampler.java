package org.fewshotnas.predictor.finetuning;

import java.util.Arrays;
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
