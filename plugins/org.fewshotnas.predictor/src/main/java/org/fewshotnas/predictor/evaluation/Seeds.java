package org.fewshotnas.predictor.evaluation;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Random numbers that depend on what they are for, so that a longer list of targets, learners or shots changes no other row. */
public final class Seeds {
    private Seeds() {}

    /** A seed for one purpose: texts and numbers that say which. */
    static long derive(long seed, Object... purpose) {
        long derived = seed;
        for (Object part : purpose) {
            derived = new SplittableRandom(31 * derived + part.hashCode()).nextLong();
        }
        return derived;
    }

    /** The numbers below n in a random order (Fisher and Yates). */
    static int[] order(int n, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int[] order = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int other = order[j];
            order[j] = order[i];
            order[i] = other;
        }
        return order;
    }
}
