package org.fewshotnas.network.source;

/** Fills what is missing in a series. */
final class Gaps {
    private Gaps() {}

    /** Between two numbers on the straight line between them, at the ends the nearest number; zeros where there is none at all. */
    static void fill(double[] values, int from, int to) {
        int last = -1;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(values[i])) {
                for (int j = last < 0 ? from : last + 1; j < i; j++) {
                    double share = last < 0 ? 1 : (double) (j - last) / (i - last);
                    values[j] = last < 0 ? values[i] : values[last] + share * (values[i] - values[last]);
                }
                last = i;
            }
        }
        for (int j = last < 0 ? from : last + 1; j < to; j++) {
            values[j] = last < 0 ? 0 : values[last];
        }
    }
}
