package org.fewshotnas.predictor.forest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Examples with the number of a bin in place of every value: a bin for each value that differs, or where there are more than
 * {@value #MOST_BINS}, bins of equally many examples. Features that are the same for all examples are left out, and of features that order
 * all examples alike one stays.
 */
final class BinnedFeatures {
    static final int MOST_BINS = 64;

    private final byte[][] bins;
    /** The lowest and the highest value in every bin of a feature. */
    private final double[][] lowest;

    private final double[][] highest;
    private final int[] varying;

    BinnedFeatures(double[][] examples) {
        int count = examples[0].length;
        bins = new byte[count][];
        lowest = new double[count][];
        highest = new double[count][];
        List<Integer> kept = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (int feature = 0; feature < count; feature++) {
            int f = feature;
            double[] values =
                    Arrays.stream(examples).mapToDouble(example -> example[f]).toArray();
            bin(feature, values);
            if (lowest[feature].length > 1 && known.add(Arrays.toString(bins[feature]))) {
                kept.add(feature);
            }
        }
        varying = kept.stream().mapToInt(Integer::intValue).toArray();
    }

    private void bin(int feature, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] distinct = Arrays.stream(sorted).distinct().toArray();
        double[] starts = distinct;
        if (distinct.length > MOST_BINS) {
            double[] quantiles = new double[MOST_BINS];
            for (int b = 0; b < MOST_BINS; b++) {
                quantiles[b] = sorted[(int) ((long) b * sorted.length / MOST_BINS)];
            }
            starts = Arrays.stream(quantiles).distinct().toArray();
        }
        lowest[feature] = starts.clone();
        highest[feature] = starts.clone();
        bins[feature] = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            int found = Arrays.binarySearch(starts, values[i]);
            int bin = found >= 0 ? found : -found - 2;
            bins[feature][i] = (byte) bin;
            highest[feature][bin] = Math.max(highest[feature][bin], values[i]);
        }
    }

    /** The features that tell examples apart. */
    int[] varying() {
        return varying;
    }

    /** A step that leads through all {@link #varying} features before it comes back to the first: prime to their number. */
    int stride(SplittableRandom random) {
        int n = varying.length;
        if (n < 3) {
            return 1;
        }
        int stride;
        do {
            stride = random.nextInt(1, n);
        } while (greatestCommonDivisor(stride, n) > 1);
        return stride;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    byte[] bins(int feature) {
        return bins[feature];
    }

    int binCount(int feature) {
        return lowest[feature].length;
    }

    /** Half-way between the values of two bins. */
    double threshold(int feature, int bin, int next) {
        return (highest[feature][bin] + lowest[feature][next]) / 2;
    }
}
