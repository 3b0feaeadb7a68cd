package org.fewshotnas.view.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fewshotnas.view.Point;

/** Histograms: counts of values in bins of one round width. */
final class Bins {
    private static final int MOST = 40;

    private Bins() {}

    /**
     * The bars of some values, whose width fits all of them (Sturges, "The choice of a class interval", 1926, rounded to 1, 2 or 5 times a
     * power of ten).
     *
     * @param values NaN does not count
     * @param all what the width is chosen for, such as the values of several histograms in one picture
     */
    static List<Point> of(double[] values, double[] all) {
        double[] finite = Arrays.stream(all).filter(Double::isFinite).toArray();
        if (finite.length == 0) {
            return List.of();
        }
        double low = Arrays.stream(finite).min().orElseThrow();
        double high = Arrays.stream(finite).max().orElseThrow();
        if (!Double.isFinite(high - low)) {
            return List.of();
        }
        double wanted = Math.min(MOST, 2 * (1 + Math.log(finite.length) / Math.log(2)));
        double width = high > low ? round((high - low) / wanted) : Math.max(1e-9, Math.abs(low) / 10);
        long first = (long) Math.floor(low / width);
        int count = (int) ((long) Math.floor(high / width) - first) + 1;
        int[] counts = new int[count];
        for (double value : values) {
            if (Double.isFinite(value)) {
                counts[Math.max(0, Math.min(count - 1, (int) ((long) Math.floor(value / width) - first)))]++;
            }
        }
        List<Point> bars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bars.add(Point.bin((first + i) * width, (first + i + 1) * width, counts[i]));
        }
        return bars;
    }

    private static double round(double width) {
        double power = Math.pow(10, Math.floor(Math.log10(width)));
        double lead = width / power;
        return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    }
}
