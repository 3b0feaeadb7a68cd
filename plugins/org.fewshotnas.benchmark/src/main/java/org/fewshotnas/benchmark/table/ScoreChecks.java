package org.fewshotnas.benchmark.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.fewshotnas.benchmark.columns.Bookkeeping;
import org.fewshotnas.space.metric.Metric;

/**
 * Looks at the numbers of a table that a user made, once they are all there: places in a list are no scores, -1 and 999 often stand for
 * what was not measured, and fractions and percent get mixed.
 */
public final class ScoreChecks {
    private static final Set<Double> SENTINELS =
            Set.of(-1.0, -99.0, -999.0, -9999.0, -99999.0, 999.0, 9999.0, 99999.0, 999999.0);
    /** A sentinel is this many times further from the others than they are from each other. */
    private static final double FAR = 3;

    private static final double SHARE = 0.05;

    private final ArchitectureTable table;
    private final List<String> notes = new ArrayList<>();

    private ScoreChecks(ArchitectureTable table) {
        this.table = table;
    }

    /**
     * The table after the checks.
     *
     * @param byDefault whether columns were not chosen by name, so that those that hold no scores are left out
     */
    public static ArchitectureTable check(ArchitectureTable table, boolean byDefault) {
        return new ScoreChecks(table).checked(byDefault);
    }

    private ArchitectureTable checked(boolean byDefault) {
        List<Metric> metrics = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        List<String> places = new ArrayList<>();
        for (int i = 0; i < table.metrics().size(); i++) {
            Metric metric = table.metrics().get(i);
            double[] scores = table.scores(i);
            if (byDefault && Bookkeeping.holdsPlaces(scores)) {
                places.add(metric.name());
                continue;
            }
            clearSentinels(metric, scores);
            warnOfMixture(metric, scores);
            metrics.add(metric);
            columns.add(scores);
        }
        if (!places.isEmpty()) {
            notes.add("Left out as no scores: \"" + String.join("\", \"", places)
                    + "\", which only count the rows. They are read when they are chosen by name.");
        }
        return table.with(metrics, columns.toArray(double[][]::new)).withNotes(notes);
    }

    private void clearSentinels(Metric metric, double[] scores) {
        for (double sentinel : SENTINELS) {
            long count =
                    Arrays.stream(scores).filter(score -> score == sentinel).count();
            double[] others = Arrays.stream(scores)
                    .filter(score -> !Double.isNaN(score) && !SENTINELS.contains(score))
                    .toArray();
            if (count == 0 || others.length == 0) {
                continue;
            }
            String found = "\"" + metric.name() + "\" holds " + text(sentinel) + " in " + count
                    + (count == 1 ? " row" : " rows");
            if (isImpossible(metric, sentinel, others)) {
                for (int i = 0; i < scores.length; i++) {
                    scores[i] = scores[i] == sentinel ? Double.NaN : scores[i];
                }
                notes.add(found + ", which cannot be measured and counts as not measured.");
            } else if (isFar(sentinel, others)) {
                notes.add(
                        found + ", far from all others: if it means that nothing was measured, leave the cells empty.");
            }
        }
    }

    /** Accuracies are from 0 to 100, and costs not negative; so is whatever else is in percent. */
    private static boolean isImpossible(Metric metric, double sentinel, double[] others) {
        boolean share = metric.quantity().endsWith("accuracy") || metric.unit().equals("%");
        boolean within = Arrays.stream(others).allMatch(score -> score >= 0 && (score <= 100 || !share));
        return within && (share && (sentinel < 0 || sentinel > 100) || metric.isCost() && sentinel < 0);
    }

    private static boolean isFar(double sentinel, double[] others) {
        double least = Arrays.stream(others).min().orElseThrow();
        double most = Arrays.stream(others).max().orElseThrow();
        return sentinel < least - FAR * (most - least) || sentinel > most + FAR * (most - least);
    }

    private static String text(double whole) {
        return String.valueOf((long) whole);
    }

    /** Percent and fractions of one quantity leave a gap between them, and are in the same range once they are in one unit. */
    private void warnOfMixture(Metric metric, double[] scores) {
        double[] small =
                Arrays.stream(scores).filter(score -> score >= 0 && score <= 1).toArray();
        double[] large = Arrays.stream(scores).filter(score -> score > 1).toArray();
        int n = small.length + large.length;
        if (small.length < SHARE * n || large.length < SHARE * n || small.length < 2 || large.length < 2) {
            return;
        }
        double gap = Arrays.stream(large).min().orElseThrow();
        double most = Arrays.stream(large).max().orElseThrow();
        double median =
                Arrays.stream(small).sorted().skip(small.length / 2).findFirst().orElseThrow();
        if (most <= 100 && gap >= 5 && median * 100 >= gap / 2) {
            notes.add(
                    "\"" + metric.name() + "\" seems to mix fractions (" + small.length + " rows up to 1) and percent ("
                            + large.length + " rows from " + gap + "): write all its scores in one unit.");
        }
    }
}
