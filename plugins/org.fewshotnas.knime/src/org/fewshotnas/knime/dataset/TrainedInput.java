package org.fewshotnas.knime.dataset;

import java.util.List;
import java.util.Optional;
import org.fewshotnas.network.file.InputKind;
import org.fewshotnas.network.file.LearnedColumns;
import org.fewshotnas.network.file.NetworkSpec;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.pictures.Fit;
import org.fewshotnas.space.base.InvalidInputException;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;

/**
 * What a network learned to see: enough to read other tables in the same way.
 *
 * @param kind what the columns held
 * @param columns their names, in the order in which they were read
 * @param shape of an example, channels first
 * @param fit how pictures were brought to it
 */
public record TrainedInput(InputKind kind, List<String> columns, TensorShape shape, Fit fit) {
    /** Copies the list. */
    public TrainedInput {
        columns = List.copyOf(columns);
    }

    /**
     * What a network learned to see.
     *
     * @throws InvalidInputException if it did not learn from a table
     */
    public static TrainedInput of(NetworkSpec network) {
        LearnedColumns learned = network.columns()
                .orElseThrow(() -> new InvalidInputException(
                        "The network does not say from which columns it learned.",
                        "Connect a network that was trained by a node of this extension."));
        return new TrainedInput(learned.kind(), learned.names(), network.graph().input(), learned.fit());
    }

    /** As it is stored with the network, whose input has the shape. */
    public LearnedColumns learnedColumns() {
        return new LearnedColumns(kind, columns, fit);
    }

    /**
     * The same columns in another table.
     *
     * @param table what the user calls the input
     * @throws InvalidInputException if one is not there, or they hold something else
     */
    public InputColumns in(DataTableSpec spec, String table) {
        return in(spec, table, columns);
    }

    /**
     * Columns of other names in another table.
     *
     * @throws InvalidInputException if one is not there, or the network learned from something else
     */
    public InputColumns in(DataTableSpec spec, String table, List<String> names) {
        List<String> missing =
                names.stream().filter(name -> !spec.containsName(name)).toList();
        if (!missing.isEmpty()) {
            throw new InvalidInputException(
                    "The network learned from the columns \"" + String.join("\", \"", columns) + "\"; of these \""
                            + String.join("\", \"", missing) + "\" " + (missing.size() == 1 ? "is" : "are")
                            + " not in " + table + ".",
                    "Name the columns as they were named in the training data, for one with the node \"Column Renamer\".");
        }
        InputColumns found = InputColumns.of(spec, table, names, fit);
        if (found.kind() != kind || names.size() != columns.size()) {
            throw new InvalidInputException(
                    "The network learned from " + words(kind, columns.size()) + ", but these are "
                            + words(found.kind(), names.size()) + ".",
                    "Choose columns of the kind that it learned from.");
        }
        if (kind == InputKind.LISTS && names.size() == 1) {
            checkShape(spec.getColumnSpec(names.get(0)), table);
        }
        return found;
    }

    /** What a column says of its lists is known before they are. */
    private void checkShape(DataColumnSpec column, String table) {
        Optional<TensorShape> found = ExampleColumns.shape(column);
        if (found.isPresent() && found.get().size() != shape.size()) {
            throw new InvalidInputException(
                    "The lists in the column \"" + column.getName() + "\" of " + table + " are of the shape "
                            + found.get() + "; the network learned from lists of the shape " + shape + ".",
                    "Connect data of the same shape as the training data, or bring it to that shape before.");
        }
    }

    private static String words(InputKind kind, int columns) {
        return switch (kind) {
            case PICTURES -> "a column of PNG images or of paths of pictures";
            case LISTS -> columns == 1 ? "a column of lists of numbers" : columns + " columns of lists of numbers";
            case NUMBERS -> columns == 1 ? "a column of numbers" : columns + " columns of numbers";
        };
    }
}
