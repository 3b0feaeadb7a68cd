package org.fewshotnas.knime.common;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;

/** Finds columns in input tables and reads their cells, with errors that name table, row and column. */
public final class Inputs {
    /** Numbers of the tables of searches and trainings that are no scores of the architecture in their row. */
    private static final Set<String> BESIDE_SCORES = Set.of(
            Columns.RANK,
            Columns.PROPOSED,
            Columns.QUERY,
            Columns.STEP,
            Columns.BEST_SCORE,
            Columns.SCORE_SPREAD,
            Columns.SCORE_ERROR,
            Columns.EPOCHS,
            Columns.SECONDS,
            Columns.PARAMETERS,
            Columns.MULTIPLY_ACCUMULATES);

    private Inputs() {}

    /**
     * The place of a number column that the user has chosen.
     *
     * @param table what the user calls the input, such as "the input table"
     * @param column its name
     * @param setting title of the setting that names it
     * @throws InvalidInputException if none is chosen, it is not there, or it does not hold numbers
     */
    public static int numberColumn(DataTableSpec spec, String table, String column, String setting) {
        if (column == null || column.isEmpty()) {
            throw new InvalidInputException(
                    "No column is chosen under \"" + setting + "\".",
                    "Open the node's dialog and choose a number column of " + table + ".");
        }
        int index = spec.findColumnIndex(column);
        if (index < 0) {
            throw new InvalidInputException(
                    "The column \"" + column + "\", which is chosen under \"" + setting + "\", is not in " + table
                            + ".",
                    "Choose another column, or look for what the earlier nodes have changed.");
        }
        checkType(spec.getColumnSpec(index), DoubleValue.class, "numbers", table);
        return index;
    }

    /**
     * The place of a text column that the nodes of this extension write.
     *
     * @throws InvalidInputException if it is not there, or does not hold text
     */
    public static int textColumn(DataTableSpec spec, String table, String column, String writer) {
        return column(spec, table, column, StringValue.class, "text", writer);
    }

    static int column(
            DataTableSpec spec,
            String table,
            String column,
            Class<? extends DataValue> type,
            String content,
            String writer) {
        int index = spec.findColumnIndex(column);
        if (index < 0) {
            throw new InvalidInputException(
                    "The column \"" + column + "\" is not in " + table + ".",
                    "Connect a table that comes from the " + writer + ".");
        }
        checkType(spec.getColumnSpec(index), type, content, table);
        return index;
    }

    private static void checkType(
            DataColumnSpec column, Class<? extends DataValue> type, String content, String table) {
        if (!column.getType().isCompatible(type)) {
            throw new InvalidInputException(
                    "The column \"" + column.getName() + "\" of " + table + " is of the type "
                            + column.getType().getName() + "; " + content + " are needed.",
                    "Choose another column, or convert this one.");
        }
    }

    /**
     * A number of a row.
     *
     * @return the number, or NaN where it is missing
     * @throws InvalidInputException if the cell holds NaN or an infinite number
     */
    public static double number(DataRow row, int column, String name) {
        DataCell cell = row.getCell(column);
        if (cell.isMissing()) {
            return Double.NaN;
        }
        double number = ((DoubleValue) cell).getDoubleValue();
        if (!Double.isFinite(number)) {
            throw new InvalidInputException(
                    "Row \"" + row.getKey().getString() + "\" has " + number + " in the column \"" + name
                            + "\"; a finite number is needed.",
                    "Correct the number, or make it a missing value if it was not measured: missing values are left out.");
        }
        return number;
    }

    /**
     * A text of a row.
     *
     * @throws InvalidInputException if it is missing
     */
    public static String text(DataRow row, int column, String name) {
        DataCell cell = row.getCell(column);
        if (cell.isMissing()) {
            throw new InvalidInputException(
                    "Row \"" + row.getKey().getString() + "\" has no value in the column \"" + name + "\".",
                    "Fill the column, or filter such rows out.");
        }
        return ((StringValue) cell).getStringValue();
    }

    private static Direction direction(DirectionChoice choice, DataColumnSpec column, String setting) {
        Direction direction =
                switch (choice) {
                    case COLUMN -> Columns.metric(column).direction();
                    case MAXIMIZE -> Direction.MAXIMIZE;
                    case MINIMIZE -> Direction.MINIMIZE;
                };
        if (!direction.isKnown()) {
            throw new InvalidInputException(
                    "Neither the name nor the properties of the column \"" + column.getName()
                            + "\" say whether larger or smaller numbers are better.",
                    "Choose it under \"" + setting + "\".");
        }
        return direction;
    }

    /**
     * What the numbers of a column are, with the direction that is chosen for it.
     *
     * @param setting title of the setting that chooses the direction
     * @throws InvalidInputException if the direction is to be what the column says, and the column does not say it
     */
    public static Metric metric(DataColumnSpec column, DirectionChoice choice, String setting) {
        return Columns.metric(column).withDirection(direction(choice, column, setting));
    }

    /**
     * A first choice where there is no other: the only number column that does not hold predictions, is none that a search or a training writes
     * beside the scores, and fulfils this; empty where there is none or several, so that the user is asked.
     */
    public static String onlyNumber(NodeParametersInput input, int port, Predicate<DataColumnSpec> possible) {
        List<String> names = ColumnSelectionUtil.getCompatibleColumns(input, port, DoubleValue.class).stream()
                .filter(possible)
                .map(DataColumnSpec::getName)
                .filter(name -> !name.startsWith(Columns.PREDICTED_SCORE)
                        && !name.startsWith(Columns.PREDICTED_RANK)
                        && !BESIDE_SCORES.contains(name))
                .toList();
        return names.size() == 1 ? names.get(0) : "";
    }
}
