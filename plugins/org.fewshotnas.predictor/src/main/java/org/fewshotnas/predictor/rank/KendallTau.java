package org.fewshotnas.predictor.rank;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Kendall's tau-b by Knight, "A computer method for calculating Kendall's tau with ungrouped data", JASA 61 (1966). */
final class KendallTau {
    private KendallTau() {}

    /** Of arrays of the same length without NaN; NaN where one is constant. */
    static double tauB(double[] x, double[] y) {
        int n = x.length;
        double[] sorted = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> x[i] + 0.0).thenComparingDouble(i -> y[i] + 0.0))
                .mapToDouble(i -> y[i])
                .toArray();
        double[] xSorted = x.clone();
        Arrays.sort(xSorted);
        long tiedInBoth = 0;
        for (int from = 0, to; from < n; from = to) {
            to = from + 1;
            while (to < n && xSorted[to] == xSorted[from] && sorted[to] == sorted[from]) {
                to++;
            }
            tiedInBoth += pairs(to - from);
        }
        long tiedInX = tiedPairs(xSorted);
        // The pairs that x has in order and y has not are the exchanges that sorting by y takes.
        long discordant = exchanges(sorted, 0, n, new double[n]);
        long tiedInY = tiedPairs(sorted);
        double all = pairs(n);
        double difference = all - tiedInX - tiedInY + tiedInBoth - 2.0 * discordant;
        double tau = difference / Math.sqrt(all - tiedInX) / Math.sqrt(all - tiedInY);
        return Double.isNaN(tau) ? tau : Math.max(-1, Math.min(1, tau));
    }

    private static long pairs(long count) {
        return count * (count - 1) / 2;
    }

    private static long tiedPairs(double[] sorted) {
        long tied = 0;
        for (int from = 0, to; from < sorted.length; from = to) {
            to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            tied += pairs(to - from);
        }
        return tied;
    }

    /** Sorts a part by merging, and counts the neighbours that a bubble sort would exchange. */
    private static long exchanges(double[] values, int from, int to, double[] buffer) {
        if (to - from < 2) {
            return 0;
        }
        int middle = (from + to) >>> 1;
        long count = exchanges(values, from, middle, buffer) + exchanges(values, middle, to, buffer);
        for (int left = from, right = middle, out = from; out < to; out++) {
            if (right >= to || left < middle && values[left] <= values[right]) {
                buffer[out] = values[left++];
            } else {
                buffer[out] = values[right++];
                count += middle - left;
            }
        }
        System.arraycopy(buffer, from, values, from, to - from);
        return count;
    }
}
