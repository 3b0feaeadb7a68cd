package org.fewshotnas.benchmark.columns;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.benchmark.dialect.CellCoding;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.space.metric.Direction;

/**
 * What to read from a benchmark file.
 *
 * @param searchSpace name of the search space, or empty to detect it
 * @param architectureColumn name of the column that holds the architectures, or empty to detect it
 * @param metrics names of the metric columns to read, in this order; empty for all that are read by default
 * @param directions of columns, by name, where the guess from the name is not right
 * @param limits on the file's size
 * @param coding of cells that are written as six numbers, where their scores do not tell it
 * @param selection by what columns are, where {@code metrics} is empty; and which epoch and seeds count
 */
public record ReadOptions(
        String searchSpace,
        String architectureColumn,
        List<String> metrics,
        Map<String, Direction> directions,
        ReadLimits limits,
        Selection selection,
        Optional<CellCoding> coding) {

    /** Codings of cells by six numbers told by their scores. */
    public ReadOptions(
            String searchSpace,
            String architectureColumn,
            List<String> metrics,
            Map<String, Direction> directions,
            ReadLimits limits,
            Selection selection) {
        this(searchSpace, architectureColumn, metrics, directions, limits, selection, Optional.empty());
    }

    /** With the default selection. */
    public ReadOptions(
            String searchSpace,
            String architectureColumn,
            List<String> metrics,
            Map<String, Direction> directions,
            ReadLimits limits) {
        this(searchSpace, architectureColumn, metrics, directions, limits, Selection.defaults());
    }

    public ReadOptions {
        metrics = List.copyOf(metrics);
        directions = Map.copyOf(directions);
    }

    /** Everything detected, all metrics. */
    public static ReadOptions defaults() {
        return new ReadOptions("", "", List.of(), Map.of(), ReadLimits.defaults());
    }

    public ReadOptions withSearchSpace(String name) {
        return new ReadOptions(name, architectureColumn, metrics, directions, limits, selection, coding);
    }

    public ReadOptions withArchitectureColumn(String name) {
        return new ReadOptions(searchSpace, name, metrics, directions, limits, selection, coding);
    }

    public ReadOptions withMetrics(List<String> names) {
        return new ReadOptions(searchSpace, architectureColumn, names, directions, limits, selection, coding);
    }

    public ReadOptions withDirections(Map<String, Direction> byName) {
        return new ReadOptions(searchSpace, architectureColumn, metrics, byName, limits, selection, coding);
    }

    public ReadOptions withSelection(Selection newSelection) {
        return new ReadOptions(searchSpace, architectureColumn, metrics, directions, limits, newSelection, coding);
    }

    public ReadOptions withLimits(ReadLimits newLimits) {
        return new ReadOptions(searchSpace, architectureColumn, metrics, directions, newLimits, selection, coding);
    }

    public ReadOptions withCoding(CellCoding newCoding) {
        return new ReadOptions(
                searchSpace, architectureColumn, metrics, directions, limits, selection, Optional.of(newCoding));
    }
}
