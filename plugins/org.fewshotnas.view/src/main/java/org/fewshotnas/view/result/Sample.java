package org.fewshotnas.view.result;

import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Which of many rows a picture shows: evenly spread ones, and those that it must not be without. */
public final class Sample {
    private Sample() {}

    /**
     * Row numbers in their order.
     *
     * @param rows how many there are
     * @param most how many may be shown beside the needed ones
     */
    public static int[] of(int rows, int most, Collection<Integer> needed) {
        if (rows <= most) {
            return IntStream.range(0, rows).toArray();
        }
        TreeSet<Integer> chosen = new TreeSet<>(needed);
        IntStream.range(0, most).forEach(i -> chosen.add((int) ((long) i * rows / most)));
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    /** What a picture says of a sample; empty where it shows all. */
    public static String note(int shown, int rows) {
        return shown < rows
                ? "Where single rows are drawn in great number, they are " + Say.count(shown, "row")
                        + ", evenly spread, of " + Say.count(rows, "row") + "; all numbers are of all rows."
                : "";
    }

    /** The places of the best numbers, the best first. */
    static int[] best(double[] oriented, int count) {
        return IntStream.range(0, oriented.length)
                .filter(i -> Double.isFinite(oriented[i]))
                .boxed()
                .sorted((a, b) -> Double.compare(oriented[b], oriented[a]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    static double[] oriented(double[] values, int sign) {
        return Arrays.stream(values).map(value -> sign * value).toArray();
    }
}
