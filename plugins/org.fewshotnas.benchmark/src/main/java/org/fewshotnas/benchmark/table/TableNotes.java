package org.fewshotnas.benchmark.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.space.metric.Metric;

/** Collects what the user should know of how a table was read. */
public final class TableNotes {
    private static final int LISTED = 6;

    private final List<String> notes = new ArrayList<>();
    private final Map<String, List<String>> columnsByRemark = new LinkedHashMap<>();
    private int repeated;
    private int infinite;
    private int empty;
    private int pruned;

    /** Adds a whole sentence. */
    void add(String sentence) {
        notes.add(sentence);
    }

    /** Adds what there is to know of a column: each in words that fit behind its name. */
    public void addColumn(String column, List<String> remarks) {
        remarks.forEach(remark -> columnsByRemark
                .computeIfAbsent(remark, key -> new ArrayList<>())
                .add(column));
    }

    /** Counts a row that repeats an earlier one. */
    void countRepeated() {
        repeated++;
    }

    /** Counts a score that is infinite. */
    void countInfinite() {
        infinite++;
    }

    /** Counts a row of nothing. */
    void countEmpty() {
        empty++;
    }

    /** Counts a cell of which so many vertices were taken away because they have no effect. */
    public void countPruned(int vertices) {
        pruned += vertices > 0 ? 1 : 0;
    }

    /** All that there is to say, in whole sentences. */
    List<String> finish(ForeignCells foreign, List<Metric> metrics, double[][] columns) {
        foreign.note().ifPresent(notes::add);
        addColumns();
        if (pruned > 0) {
            notes.add(pruned + (pruned == 1 ? " cell has" : " cells have")
                    + " vertices on no path from input to output, which were taken away, as NAS-Bench-101 does.");
        }
        if (empty > 0) {
            notes.add(empty + (empty == 1 ? " row has" : " rows have") + " neither an architecture nor a score.");
        }
        if (repeated > 0) {
            notes.add(repeated + (repeated == 1 ? " row repeats" : " rows repeat")
                    + " an earlier architecture without adding a score, and " + (repeated == 1 ? "was" : "were")
                    + " left out.");
        }
        if (infinite > 0) {
            notes.add(
                    infinite + " infinite " + (infinite == 1 ? "score counts" : "scores count") + " as not measured.");
        }
        for (int i = 0; i < columns.length; i++) {
            if (Arrays.stream(columns[i]).allMatch(Double::isNaN)) {
                notes.add("The column \"" + metrics.get(i).name() + "\" holds no score at all.");
            }
        }
        return notes;
    }

    private void addColumns() {
        int listed = 0;
        for (Map.Entry<String, List<String>> note : columnsByRemark.entrySet()) {
            if (listed++ == LISTED) {
                notes.add("So it is with " + (columnsByRemark.size() - LISTED) + " more cases.");
                return;
            }
            List<String> columns = note.getValue();
            notes.add("\"" + String.join("\", \"", columns.subList(0, Math.min(LISTED, columns.size()))) + "\""
                    + (columns.size() > LISTED ? " and others" : "") + ": " + note.getKey() + ".");
        }
    }
}
