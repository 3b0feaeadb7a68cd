package org.fewshotnas.knime.common;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
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

    /**
     * What the numbers of task columns are. Of those that do not say which direction is better larger is taken to be, and a warning says so.
     *
     * @param warnings where to say it
     */
    public static List<Metric> metrics(DataTableSpec spec, String[] columns, List<String> warnings) {
        List<Metric> metrics = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String name : columns) {
            Metric metric = Columns.metric(spec.getColumnSpec(name));
            if (!metric.direction().isKnown()) {
                unknown.add(name);
            }
            metrics.add(metric.direction().isKnown() ? metric : metric.withDirection(Direction.MAXIMIZE));
        }
        if (!unknown.isEmpty()) {
            warnings.add(
                    "Taken as the larger the better, since neither name nor properties say it: \""
                            + String.join("\", \"", unknown)
                            + "\". Where that is wrong, choose \"Lower is better\" in the Benchmark Reader or the Search-Space Unifier.");
        }
        return metrics;
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
