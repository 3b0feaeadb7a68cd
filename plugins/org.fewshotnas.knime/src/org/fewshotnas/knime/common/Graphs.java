package org.fewshotnas.knime.common;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;

/** The unified graphs of a table: the columns {@link Columns#OPERATIONS} and {@link Columns#ADJACENCY}. */
public final class Graphs {
    private static final IntCell ZERO = new IntCell(0);
    private static final IntCell ONE = new IntCell(1);
    private static final String WRITER = "Search-Space Unifier";

    private final int operations;
    private final int adjacency;

    /**
     * Finds the columns.
     *
     * @param table what the user calls the input, such as "the input table"
     * @throws InvalidInputException if one is not there or of another type
     */
    public Graphs(DataTableSpec spec, String table) {
        operations = list(spec, table, Columns.OPERATIONS, StringValue.class, "lists of text");
        adjacency = list(spec, table, Columns.ADJACENCY, IntValue.class, "lists of whole numbers");
    }

    private static int list(
            DataTableSpec spec, String table, String column, Class<? extends DataValue> element, String content) {
        int index = Inputs.column(spec, table, column, ListDataValue.class, content, WRITER);
        if (!spec.getColumnSpec(index).getType().getCollectionElementType().isCompatible(element)) {
            throw new InvalidInputException(
                    "The column \"" + column + "\" of " + table + " does not hold " + content + ".",
                    "Connect a table that comes from the " + WRITER + ".");
        }
        return index;
    }

    /**
     * The graph of a row.
     *
     * @throws InvalidInputException if its cells do not hold one: the message names the row
     */
    public UnifiedGraph read(DataRow row) {
        try {
            ListDataValue labels = list(row.getCell(operations), Columns.OPERATIONS);
            ListDataValue entries = list(row.getCell(adjacency), Columns.ADJACENCY);
            List<String> operationLabels = new ArrayList<>(labels.size());
            for (int i = 0; i < labels.size(); i++) {
                operationLabels.add(((StringValue) present(labels.get(i), Columns.OPERATIONS)).getStringValue());
            }
            int[] numbers = new int[entries.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = ((IntValue) present(entries.get(i), Columns.ADJACENCY)).getIntValue();
            }
            return UnifiedGraph.of(operationLabels, numbers);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    "Row \"" + row.getKey().getString() + "\": " + e.getMessage(), e.resolution(), e);
        }
    }

    private static ListDataValue list(DataCell cell, String column) {
        return (ListDataValue) present(cell, column);
    }

    private static DataCell present(DataCell cell, String column) {
        if (cell.isMissing()) {
            throw new InvalidInputException(
                    "A value is missing in the column \"" + column + "\".",
                    "Filter such rows out, or unify the tables again.");
        }
        return cell;
    }

    /** The cell of the column {@link Columns#OPERATIONS}. */
    public static DataCell operationsCell(UnifiedGraph graph) {
        return CollectionCellFactory.createListCell(graph.operations().stream()
                .map(operation -> new StringCell(operation.label()))
                .toList());
    }

    /** The cell of the column {@link Columns#ADJACENCY}. */
    public static DataCell adjacencyCell(UnifiedGraph graph) {
        List<IntCell> cells = new ArrayList<>();
        for (int entry : graph.adjacency()) {
            cells.add(entry == 0 ? ZERO : ONE);
        }
        return CollectionCellFactory.createListCell(cells);
    }
}
