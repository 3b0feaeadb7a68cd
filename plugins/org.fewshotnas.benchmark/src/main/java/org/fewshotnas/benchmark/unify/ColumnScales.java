package org.fewshotnas.benchmark.unify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * Whether columns that several tables have under one name, and that are to become one, are on one scale: a fraction is not joined with a
 * percentage, nor seconds with milliseconds, nor an error with an accuracy. Where two tables have scores of the same architectures, these
 * show it: a constant factor between them is another unit, and opposite ranks are another direction. Otherwise the ranges show it.
 */
final class ColumnScales {
    /** So many architectures of both tables are sure evidence. */
    private static final int ENOUGH = 3;

    /** Two measurements of one thing may differ by so much, as a factor. */
    private static final double SAME_UNIT = 1.5;

    /** A unit differs from another one by at least this, as a factor: percent and fraction by 100, seconds and milliseconds by 1,000. */
    private static final double OTHER_UNIT = 20;

    /** A factor is the same for all architectures if those of most lie within this of their median, relatively. */
    private static final double CONSTANT = 0.05;

    /** Ranges of a few scores are said to meet where they are no further apart than this, in shares of the whole. */
    private static final double NEAR = 0.05;

    /** Kendall's tau of two columns that run against each other, and how many architectures it takes to say so. */
    private static final double OPPOSITE = -0.8;

    private static final int ENOUGH_TO_RANK = 4;

    /** The scores of one table in one unified column, by architecture. */
    private record TableScores(int table, Map<String, Double> scores) {}

    private final UnifiedColumns columns;
    private final Map<Integer, List<TableScores>> shared = new HashMap<>();

    ColumnScales(UnifiedColumns columns) {
        this.columns = columns;
        for (int column = 0; column < columns.metrics().size(); column++) {
            List<TableScores> tables = new ArrayList<>();
            for (int table = 0; table < columns.targets().size(); table++) {
                int target = column;
                if (Arrays.stream(columns.targets().get(table)).anyMatch(place -> place == target)) {
                    tables.add(new TableScores(table, new HashMap<>()));
                }
            }
            if (tables.size() > 1) {
                shared.put(column, tables);
            }
        }
    }

    /** Takes notice of a score. */
    void add(int table, int column, String architecture, double score) {
        for (TableScores one : shared.getOrDefault(column, List.of())) {
            if (one.table == table) {
                one.scores.putIfAbsent(architecture, score);
            }
        }
    }

    /**
     * Compares the tables' columns.
     *
     * @throws InvalidInputException if two of them are on different scales, or run against each other: the message shows both ranges
     */
    void requireAlike() {
        shared.forEach((column, tables) -> {
            for (int i = 1; i < tables.size(); i++) {
                for (int j = 0; j < i; j++) {
                    boolean vague = columns.vague().contains(column);
                    String difference = difference(tables.get(j).scores, tables.get(i).scores, vague);
                    if (!difference.isEmpty()) {
                        throw new InvalidInputException(
                                "The column \"" + columns.metrics().get(column).name() + "\" of input table "
                                        + (tables.get(j).table + 1) + range(tables.get(j)) + " and that of input table "
                                        + (tables.get(i).table + 1) + range(tables.get(i)) + " " + difference
                                        + ": they should not become one column.",
                                "Bring them to one unit and direction, rename one of them, or choose what becomes of columns of one name.");
                    }
                }
            }
        });
    }

    private static String range(TableScores one) {
        double[] sorted = sorted(one.scores);
        return sorted.length == 0
                ? " (no values)"
                : String.format(Locale.ROOT, " (%.4g to %.4g)", sorted[0], sorted[sorted.length - 1]);
    }

    /** @param vague whether not both say which direction is better */
    private static String difference(Map<String, Double> a, Map<String, Double> b, boolean vague) {
        List<double[]> pairs = new ArrayList<>();
        a.forEach((architecture, score) -> {
            Double other = b.get(architecture);
            if (other != null) {
                pairs.add(new double[] {score, other});
            }
        });
        return pairs.size() >= ENOUGH ? differenceOf(pairs) : differenceOfRanges(sorted(a), sorted(b), vague);
    }

    private static String differenceOf(List<double[]> pairs) {
        double[] factors = pairs.stream()
                .filter(pair -> pair[0] != 0 && pair[1] != 0)
                .mapToDouble(pair -> pair[1] / pair[0])
                .sorted()
                .toArray();
        if (factors.length >= ENOUGH) {
            double factor = factors[factors.length / 2];
            long near = Arrays.stream(factors)
                    .filter(f -> Math.abs(f / factor - 1) < CONSTANT)
                    .count();
            if ((factor > SAME_UNIT || factor < 1 / SAME_UNIT) && near * 2 > factors.length) {
                return String.format(
                        Locale.ROOT,
                        "differ by a factor of %.4g for the same architectures",
                        factor > 1 ? factor : 1 / factor);
            }
        }
        return pairs.size() >= ENOUGH_TO_RANK && concordance(pairs) <= OPPOSITE
                ? "rank the same architectures the other way round"
                : "";
    }

    /** Kendall's tau of pairs, of the first thousand at most. */
    private static double concordance(List<double[]> pairs) {
        List<double[]> few = pairs.subList(0, Math.min(1000, pairs.size()));
        double agreeing = 0;
        double compared = 0;
        for (int i = 0; i < few.size(); i++) {
            for (int j = 0; j < i; j++) {
                double sign = Math.signum(few.get(i)[0] - few.get(j)[0]) * Math.signum(few.get(i)[1] - few.get(j)[1]);
                agreeing += sign;
                compared += Math.abs(sign);
            }
        }
        return compared < ENOUGH ? 0 : agreeing / compared;
    }

    private static String differenceOfRanges(double[] a, double[] b, boolean vague) {
        if (a.length == 0 || b.length == 0) {
            return "";
        }
        boolean apart = a[a.length - 1] < b[0] || b[b.length - 1] < a[0];
        double factor = Math.abs(b[b.length / 2] / a[a.length / 2]);
        boolean far = factor > OTHER_UNIT || factor < 1 / OTHER_UNIT;
        if (apart && far) {
            return "have nothing in common";
        }
        boolean unlike = factor > SAME_UNIT || factor < 1 / SAME_UNIT;
        return apart && unlike && vague && (complement(a, b, 1) || complement(a, b, 100))
                ? "seem to be an accuracy and its error, as not both say which direction is better"
                : "";
    }

    /** Whether what is missing from one to the whole is in the range of the other, as an error is what an accuracy is not. */
    private static boolean complement(double[] a, double[] b, double whole) {
        double[] ends = {a[0], a[a.length - 1], b[0], b[b.length - 1]};
        return Arrays.stream(ends).allMatch(end -> end >= 0 && end <= whole)
                && whole - ends[3] <= ends[1] + NEAR * whole
                && whole - ends[2] >= ends[0] - NEAR * whole;
    }

    private static double[] sorted(Map<String, Double> scores) {
        return scores.values().stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }
}
