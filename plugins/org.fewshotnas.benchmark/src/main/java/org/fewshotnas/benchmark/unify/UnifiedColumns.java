package org.fewshotnas.benchmark.unify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;

/**
 * Which column of a unified table each column of the tables to unify goes to. Columns of one name become one column where they measure
 * the same thing; otherwise the later one gets a number behind its name.
 *
 * @param metrics the columns of the unified table, in the order of their first appearance
 * @param targets for every table, for each of its columns: the index in {@code metrics}
 * @param vague indices of columns that are joined though not all of the tables say which direction is better
 */
public record UnifiedColumns(List<Metric> metrics, List<int[]> targets, Set<Integer> vague) {
    /**
     * The columns that these tables' columns unify to.
     *
     * @param join whether columns of several tables become one at all
     */
    public static UnifiedColumns of(List<List<Metric>> tables, boolean join) {
        List<Metric> unified = new ArrayList<>();
        List<int[]> targets = new ArrayList<>();
        for (List<Metric> table : tables) {
            int[] target = new int[table.size()];
            for (int i = 0; i < target.length; i++) {
                target[i] = place(table.get(i), unified, join);
            }
            targets.add(target);
        }
        Set<Integer> vague = new HashSet<>();
        for (int table = 0; table < tables.size(); table++) {
            for (int i = 0; i < tables.get(table).size(); i++) {
                if (!tables.get(table).get(i).direction().isKnown()) {
                    vague.add(targets.get(table)[i]);
                }
            }
        }
        return new UnifiedColumns(List.copyOf(unified), List.copyOf(targets), Set.copyOf(vague));
    }

    private static int place(Metric metric, List<Metric> unified, boolean join) {
        Metric named = metric;
        for (int number = 2; ; number++) {
            int at = indexOfName(named.name(), unified);
            if (at < 0) {
                unified.add(named);
                return unified.size() - 1;
            }
            if (join && measureTheSame(unified.get(at), named)) {
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
        // A column that does not say its direction may have either.
        Direction direction = a.direction().isKnown() ? b.direction() : a.direction();
        boolean compatible = !direction.isKnown() || a.direction() == b.direction();
        return compatible
                && a.withSeeds("")
                        .withSource("", "")
                        .withDirection(direction)
                        .equals(b.withSeeds("").withSource("", "").withDirection(direction));
    }

    private static Metric merge(Metric a, Metric b) {
        Metric merged = a.withSeeds(a.seeds().equals(b.seeds()) ? a.seeds() : "");
        Set<Metric.Source> sources = new LinkedHashSet<>(a.sources());
        sources.addAll(b.sources());
        Direction direction = a.direction().isKnown() ? a.direction() : b.direction();
        return merged.withSources(sources).withDirection(direction);
    }
}
