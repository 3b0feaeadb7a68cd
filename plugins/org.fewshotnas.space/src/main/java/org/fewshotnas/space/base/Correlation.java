package org.fewshotnas.space.base;

import java.util.Arrays;

/** How much two rows of numbers go together. */
public final class Correlation {
    /** Differences that are smaller than this, beside the numbers themselves, are rounding. */
    private static final double ROUNDING = 1e-12;

    private Correlation() {}

    /**
     * Pearson's correlation of two arrays of finite numbers, -1 to 1.
     *
     * @return NaN if one of them is constant, up to rounding, or empty
     * @throws IllegalArgumentException if they differ in length
     */
    public static double pearson(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(a.length + " and " + b.length + " numbers");
        }
        double[] awayA = centred(a);
        double[] awayB = centred(b);
        double scale = Math.sqrt(product(awayA, awayA) * product(awayB, awayB));
        return scale > 0 ? Math.max(-1, Math.min(1, product(awayA, awayB) / scale)) : Double.NaN;
    }

    /** Without their mean; zeros where nothing but rounding is left. */
    private static double[] centred(double[] numbers) {
        double mean = Arrays.stream(numbers).average().orElse(0);
        double largest = Arrays.stream(numbers).map(Math::abs).max().orElse(0);
        double[] away = Arrays.stream(numbers).map(number -> number - mean).toArray();
        boolean constant = Arrays.stream(away).allMatch(one -> Math.abs(one) <= ROUNDING * largest);
        return constant ? new double[numbers.length] : away;
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
