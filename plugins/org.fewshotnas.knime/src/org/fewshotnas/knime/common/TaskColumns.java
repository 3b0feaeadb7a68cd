package org.fewshotnas.knime.common;

import java.util.Arrays;
import org.fewshotnas.space.InvalidInputException;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

/** The columns of a table that hold the scores of tasks, and the search space that a row's scores are of. */
public final class TaskColumns {
    private TaskColumns() {}

    /**
     * The number columns that a setting chooses, in the order of the table.
     *
     * @param table what the user calls the input, such as "the input table"
     * @param setting title of the setting
     * @throws InvalidInputException if a column that was chosen by name is not there
     */
    public static String[] chosen(DataTableSpec spec, String table, ColumnFilter filter, String setting) {
        String[] vanished = filter.getMissingSelectedFromFullSpec(spec);
        if (vanished.length > 0) {
            throw new InvalidInputException(
                    "The columns \"" + String.join("\", \"", vanished) + "\", which are chosen under \"" + setting
                            + "\", are not in " + table + ".",
                    "Choose other columns, or look for what the earlier nodes have changed.");
        }
        return Arrays.stream(filter.filter(spec.stream()
                        .filter(column -> column.getType().isCompatible(DoubleValue.class))
                        .toList()))
                .toArray(String[]::new);
    }

    /** Where the search space stands, or -1 where the table does not name it. */
    public static int searchSpace(DataTableSpec spec) {
        int column = spec.findColumnIndex(Columns.SEARCH_SPACE);
        return column >= 0 && spec.getColumnSpec(column).getType().isCompatible(StringValue.class) ? column : -1;
    }

    /** A row's search space; empty where it is not named. */
    public static String searchSpace(DataRow row, int column) {
        return column < 0 || row.getCell(column).isMissing()
                ? ""
                : ((StringValue) row.getCell(column)).getStringValue();
    }
}
