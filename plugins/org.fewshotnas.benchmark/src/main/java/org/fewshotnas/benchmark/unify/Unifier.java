package org.fewshotnas.benchmark.unify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.cell.UnifiedGraph;

/**
 * Joins architecture tables of any search spaces into one: one row an architecture, all scores side by side, NaN where one was not
 * measured. Rows that are about the same architecture are joined; how scores that differ and cells that are isomorphic are handled is the
 * user's choice.
 *
 * <pre>{@code
 * Unifier unifier = new Unifier(UnifiedColumns.of(List.of(metrics), true), Duplicates.MEAN, Isomorphs.KEEP, true);
 * unifier.add(0, "NAS-Bench-201", "|nor_conv_3x3~0|+...", scores);
 * Unifier.Result result = unifier.finish(progress);
 * }</pre>
 */
public final class Unifier {
    /** What becomes of several scores of one architecture in one column. */
    public enum Duplicates {
        /** Their mean. */
        MEAN,
        /** The first of them. */
        FIRST,
        /** An error, if they differ. */
        FAIL
    }

    /** What becomes of different encodings that compute the same function. */
    public enum Isomorphs {
        /** Each stays a row of its own. */
        KEEP,
        /** One row, under the first encoding, with the mean of their scores. */
        MEAN,
        /** One row, under the first encoding, with the first score of each column. */
        FIRST
    }

    /**
     * A row of the unified table.
     *
     * @param space the architecture's search space
     * @param architecture its native encoding
     * @param graph its unified graph
     * @param scores one a column, NaN where not measured
     */
    public record Row(SearchSpace space, String architecture, UnifiedGraph graph, double[] scores) {}

    /**
     * The unified table and what was done to get it.
     *
     * @param rows in the order of their first appearance
     * @param joined rows that were joined with an earlier row of the same encoding
     * @param differing scores that met an earlier, different score of the same encoding and column
     * @param isomorphs rows whose cell is isomorphic to that of an earlier row with another encoding, kept or not
     */
    public record Result(List<Row> rows, int joined, int differing, int isomorphs) {}

    private final UnifiedColumns columns;
    private final Duplicates duplicates;
    private final Isomorphs isomorphs;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, SearchSpace> spaces = new HashMap<>();
    private final Optional<ColumnScales> scales;
    private int joined;
    private int differing;

    /**
     * @param checked whether columns that become one must be on one scale; see {@link #finish}
     */
    public Unifier(UnifiedColumns columns, Duplicates duplicates, Isomorphs isomorphs, boolean checked) {
        scales = checked ? Optional.of(new ColumnScales(columns)) : Optional.empty();
        this.columns = columns;
        this.duplicates = duplicates;
        this.isomorphs = isomorphs;
    }

    /** An architecture and its scores. */
    private static final class Entry {
        final SearchSpace space;
        final String architecture;
        final Cell cell;
        final Mean[] scores;

        Entry(SearchSpace space, String architecture, Cell cell, int columns) {
            this.space = space;
            this.architecture = architecture;
            this.cell = cell;
            scores = new Mean[columns];
        }

        double score(int column) {
            return scores[column] == null ? Double.NaN : scores[column].value();
        }
    }

    /** The mean of one or more numbers; of equal ones it is exactly that number. */
    private static final class Mean {
        private final double first;
        private double sum;
        private int count;
        private boolean same = true;

        Mean(double first) {
            this.first = first;
            sum = first;
            count = 1;
        }

        void add(double number) {
            sum += number;
            count++;
            same &= number == first;
        }

        double value() {
            return same ? first : sum / count;
        }
    }

    /**
     * Adds a row of a table.
     *
     * @param table which one, in the order of {@link UnifiedColumns#targets}
     * @param searchSpace name of the architecture's search space
     * @param architecture its native encoding
     * @param scores one for each of the table's columns; NaN where not measured
     * @throws InvalidInputException if there is no such search space, the architecture is not of it, or its scores differ from earlier
     *     ones and shall not
     */
    public void add(int table, String searchSpace, String architecture, double[] scores) {
        SearchSpace space = spaces.computeIfAbsent(searchSpace, SearchSpaces::ofName);
        Cell cell = space.parse(architecture);
        String encoding = space.print(cell);
        String key = key(space, space.isKnownByForm() ? space.canonicalForm(cell) : encoding);
        Entry entry = entries.get(key);
        if (entry == null) {
            entry = new Entry(space, encoding, cell, columns.metrics().size());
            entries.put(key, entry);
        } else {
            joined++;
        }
        int[] targets = columns.targets().get(table);
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isNaN(scores[i])) {
                int column = targets[i];
                double score = scores[i];
                scales.ifPresent(known -> known.add(table, column, key, score));
                add(entry, column, score);
            }
        }
    }

    private void add(Entry entry, int column, double score) {
        Mean known = entry.scores[column];
        if (known == null) {
            entry.scores[column] = new Mean(score);
            return;
        }
        if (known.value() != score) {
            differing++;
            if (duplicates == Duplicates.FAIL) {
                throw new InvalidInputException(
                        "The architecture \"" + entry.architecture + "\" of " + entry.space.name()
                                + " has two different values of \""
                                + columns.metrics().get(column).name() + "\": " + known.value() + " and " + score + ".",
                        "Remove one of the two rows, or choose another way to handle scores that are there several times.");
            }
        }
        if (duplicates == Duplicates.MEAN) {
            known.add(score);
        }
    }

    /**
     * The unified table of all rows that were added.
     *
     * @throws InvalidInputException if columns that are to become one are on different scales, such as percent and fraction, or run against
     *     each other
     * @throws java.util.concurrent.CancellationException if the user cancels
     */
    public Result finish(Progress progress) {
        scales.ifPresent(ColumnScales::requireAlike);
        Map<String, List<Entry>> classes = new LinkedHashMap<>();
        int number = 0;
        for (Map.Entry<String, Entry> known : entries.entrySet()) {
            Entry entry = known.getValue();
            if (number++ % 256 == 0) {
                progress.checkCanceled();
                progress.report((double) number / entries.size(), "Looking for isomorphic architectures");
            }
            String form = entry.space.isKnownByForm()
                    ? known.getKey()
                    : key(entry.space, entry.space.canonicalForm(entry.cell));
            classes.computeIfAbsent(form, any -> new ArrayList<>(1)).add(entry);
        }
        List<Row> rows = new ArrayList<>();
        if (isomorphs == Isomorphs.KEEP) {
            entries.values().forEach(entry -> rows.add(row(List.of(entry))));
        } else {
            classes.values().forEach(isomorphic -> rows.add(row(isomorphic)));
        }
        return new Result(rows, joined, differing, entries.size() - classes.size());
    }

    private Row row(List<Entry> isomorphic) {
        Entry first = isomorphic.get(0);
        double[] scores = new double[columns.metrics().size()];
        for (int column = 0; column < scores.length; column++) {
            Mean mean = null;
            for (Entry entry : isomorphic) {
                double score = entry.score(column);
                if (Double.isNaN(score)) {
                    continue;
                }
                if (mean == null) {
                    mean = new Mean(score);
                } else if (isomorphs == Isomorphs.MEAN) {
                    mean.add(score);
                }
            }
            scores[column] = mean == null ? Double.NaN : mean.value();
        }
        return new Row(first.space, first.architecture, UnifiedGraph.of(first.cell), scores);
    }

    private static String key(SearchSpace space, String text) {
        return space.name() + '\n' + text;
    }
}
