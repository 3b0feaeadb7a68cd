package org.fewshotnas.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.space.Metric;

/**
 * Which column of a unified table each column of the tables to unify goes to. Columns of one name become one column where they measure
 * the same thing; otherwise the later one gets a number behind its name.
 *
 * @param metrics the columns of the unified table, in the order of their first appearance
 * @param targets for every table, for each of its columns: the index in {@code metrics}
 */
public record UnifiedColumns(List<Metric> metrics, List<int[]> targets) {
    /** The columns that these tables' columns unify to. */
    public static UnifiedColumns of(List<List<Metric>> tables) {
        List<Metric> unified = new ArrayList<>();
        List<int[]> targets = new ArrayList<>();
        for (List<Metric> table : tables) {
            int[] target = new int[table.size()];
            for (int i = 0; i < target.length; i++) {
                target[i] = place(table.get(i), unified);
            }
            targets.add(target);
        }
        return new UnifiedColumns(List.copyOf(unified), List.copyOf(targets));
    }

    private static int place(Metric metric, List<Metric> unified) {
        Metric named = metric;
        for (int number = 2; ; number++) {
            int at = indexOfName(named.name(), unified);
            if (at < 0) {
                unified.add(named);
                return unified.size() - 1;
            }
            if (measureTheSame(unified.get(at), named)) {
                unified.set(at, merge(unified.get(at), named));
                return at;
            }
            named = metric.withName(metric.name() + " (" + number + ")");
        }
    }

    private static int indexOfName(String name, List<Metric> metrics) {
        for (int i = 0; i < metrics.size(); i++) {
            if (metrics.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean measureTheSame(Metric a, Metric b) {
        return a.withSeeds("").withSource("", "").equals(b.withSeeds("").withSource("", ""));
    }

    private static Metric merge(Metric a, Metric b) {
        Metric merged = a.withSeeds(a.seeds().equals(b.seeds()) ? a.seeds() : "");
        boolean sameSource = a.source().equals(b.source()) && a.sourceSha256().equals(b.sourceSha256());
        // Several files have no common hash, and a name that lists many would only grow.
        return sameSource ? merged : merged.withSource("", "");
    }
}
