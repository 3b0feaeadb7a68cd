package org.fewshotnas.knime.common;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Encoding;
import org.fewshotnas.space.cell.SearchSpace;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;

/**
 * The native encodings of a table: the columns {@link Columns#ARCHITECTURE} and {@link Columns#SEARCH_SPACE}. A table without the latter is
 * of one search space, which its architectures tell.
 */
public final class Architectures {
    private static final String WRITER = "Benchmark Reader";

    private final String table;
    private final int architecture;
    private final int searchSpace;
    private final Map<String, SearchSpace> spaces = new HashMap<>();
    private Encoding detected;

    /**
     * Finds the columns.
     *
     * @param table what the user calls the input, such as "input table 2"
     * @throws InvalidInputException if there are no architectures
     */
    public Architectures(DataTableSpec spec, String table) {
        this.table = table;
        architecture = Inputs.textColumn(spec, table, Columns.ARCHITECTURE, WRITER);
        searchSpace = spec.containsName(Columns.SEARCH_SPACE)
                ? Inputs.textColumn(spec, table, Columns.SEARCH_SPACE, WRITER)
                : -1;
    }

    /**
     * Finds the search space of a table that does not name it; must come before the other methods.
     *
     * @throws InvalidInputException if a row is not of the space that most are of: the message names it
     */
    public void detect(BufferedDataTable rows, Progress progress) {
        if (searchSpace >= 0) {
            return;
        }
        String message = "Detecting the search space";
        List<String> texts = new ArrayList<>();
        Rows.forEach(rows, progress.part(0, 0.3), message, (row, i) -> {
            if (i < SearchSpaces.ENOUGH_TO_DETECT) {
                texts.add(text(row));
            }
        });
        detected = SearchSpaces.detect(texts)
                .orElseThrow(() -> new InvalidInputException(
                        "The architectures of " + table + " belong to no search space that is known.",
                        "Write them as the benchmark does. " + nameSpaces()));
        Rows.forEach(rows, progress.part(0.3, 1), message, (row, i) -> check(row));
    }

    private void check(DataRow row) {
        try {
            detected.normalised(text(row));
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    "Row \"" + row.getKey().getString() + "\" of " + table + " is not of " + detected.name()
                            + ", as most of its architectures are: " + e.getMessage(),
                    "Correct it, or if it is of another search space: " + nameSpaces(),
                    e);
        }
    }

    private static String nameSpaces() {
        return "Add a text column \"" + Columns.SEARCH_SPACE + "\" with one of "
                + SearchSpaces.names(SearchSpaces.encodings()) + ".";
    }

    /**
     * The search space of a row.
     *
     * @throws InvalidInputException if there is none of that name, or its architectures are no cells
     */
    public SearchSpace space(DataRow row) {
        if (searchSpace < 0) {
            return detected.requireCells();
        }
        return spaces.computeIfAbsent(Inputs.text(row, searchSpace, Columns.SEARCH_SPACE), SearchSpaces::ofName);
    }

    /** The native encoding of a row. */
    public String text(DataRow row) {
        return Inputs.text(row, architecture, Columns.ARCHITECTURE);
    }

    /**
     * Does something with a row, and adds its key to the message if it cannot be done.
     *
     * @throws InvalidInputException what the work throws, with the row's key
     */
    public void at(DataRow row, Runnable work) {
        try {
            work.run();
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    "Row \"" + row.getKey().getString() + "\" of " + table + ": " + e.getMessage(), e.resolution(), e);
        }
    }
}
