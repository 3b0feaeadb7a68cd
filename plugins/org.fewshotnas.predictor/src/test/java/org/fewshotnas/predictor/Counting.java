package org.fewshotnas.predictor;

import java.util.Arrays;

/** Rank correlations by their definitions, each pair counted out. */
public final class Counting {
    private Counting() {}

    public static double spearman(double[] x, double[] y) {
        double[] a = ranks(x);
        double[] b = ranks(y);
        double mean = (x.length + 1) / 2.0;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < x.length; i++) {
            ab += (a[i] - mean) * (b[i] - mean);
            aa += (a[i] - mean) * (a[i] - mean);
            bb += (b[i] - mean) * (b[i] - mean);
        }
        return ab / Math.sqrt(aa * bb);
    }

    public static double kendall(double[] x, double[] y) {
        double agreement = 0;
        double ofX = 0;
        double ofY = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                agreement += Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]);
                ofX += x[i] == x[j] ? 0 : 1;
                ofY += y[i] == y[j] ? 0 : 1;
            }
        }
        return agreement / Math.sqrt(ofX * ofY);
    }

    private static double[] ranks(double[] values) {
        return Arrays.stream(values)
                .map(value -> Arrays.stream(values)
                                .filter(other -> other < value)
                                .count()
                        + (Arrays.stream(values).filter(other -> other == value).count() + 1) / 2.0)
                .toArray();
    }
}
