package org.fewshotnas.knime.dataset;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.network.file.InputKind;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.pictures.Fit;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;

/** The columns of a table that hold what a network sees of an example. */
public sealed interface InputColumns permits PictureColumn, ListColumns, NumberColumns {
    /** What they hold. */
    InputKind kind();

    /**
     * Looks at a row, before the shape of all examples is decided. A row that cannot be read is passed over.
     *
     * @param progress by which a file that takes long is given up
     */
    void survey(DataRow row, Progress progress);

    /**
     * Looks at rows of a table.
     *
     * @param wanted which: the number of a row, from 0
     * @param progress of which this is all
     */
    default void survey(BufferedDataTable table, IntPredicate wanted, Progress progress) {
        Rows.forEach(table, progress, "Looking at the examples", (row, i) -> {
            if (wanted.test(i)) {
                survey(row, progress.silent());
            }
        });
    }

    /**
     * The shape to which the rows seen so far are best brought.
     *
     * @throws InvalidInputException if they are too unlike, or there is none that can be read
     */
    TensorShape shape();

    /**
     * What a network sees of a row.
     *
     * @param shape of the result: channels first
     * @param leftOut where a row that cannot be used is named, with the reason
     * @param progress by which a file that takes long is given up
     * @return empty if it cannot be used
     */
    Optional<float[]> values(DataRow row, TensorShape shape, LeftOutRows leftOut, Progress progress);

    /** What the user should know of how the rows were read. */
    List<String> notes(TensorShape shape);

    /**
     * Columns by their names.
     *
     * @param table what the user calls the input, such as "the input table"
     * @param fit how pictures come to one size
     * @throws InvalidInputException if one is not there, or they do not hold what can be read together
     */
    static InputColumns of(DataTableSpec spec, String table, List<String> names, Fit fit) {
        if (names.isEmpty()) {
            throw new InvalidInputException(
                    "No columns of " + table + " are chosen as inputs of the network.",
                    "Choose a column of PNG images or of paths of pictures, columns of lists of numbers, or columns of numbers.");
        }
        for (String name : names) {
            DataColumnSpec column = spec.getColumnSpec(name);
            if (column == null) {
                throw new InvalidInputException(
                        "The column \"" + name + "\" is not in " + table + ".",
                        "Choose other columns, or look for what the earlier nodes have changed.");
            }
            if (!ReadableColumns.isInput(column)) {
                throw new InvalidInputException(
                        "The column \"" + name + "\" of " + table + " is of the type "
                                + column.getType().getName()
                                + "; PNG images, paths of pictures, lists of numbers, or numbers are needed.",
                        ReadableColumns.conversion(column));
            }
        }
        List<DataColumnSpec> columns = names.stream().map(spec::getColumnSpec).toList();
        int[] places = names.stream().mapToInt(spec::findColumnIndex).toArray();
        if (columns.size() == 1 && ReadableColumns.isPicture(columns.get(0))) {
            return new PictureColumn(PictureSource.PNG, places[0], fit);
        }
        if (columns.size() == 1 && ReadableColumns.isPath(columns.get(0))) {
            return new PictureColumn(PictureSource.PATH, places[0], fit);
        }
        if (columns.stream().allMatch(ReadableColumns::isNumbers)) {
            return new ListColumns(
                    names, places, columns.size() == 1 ? ExampleColumns.shape(columns.get(0)) : Optional.empty());
        }
        if (columns.stream().allMatch(ReadableColumns::isNumber)) {
            return new NumberColumns(names, places);
        }
        throw new InvalidInputException(
                "The columns \"" + String.join("\", \"", names) + "\" of " + table
                        + " cannot be the inputs of one network together.",
                "Choose one column of PNG images or of paths, or only columns of lists of numbers, or only columns of numbers.");
    }
}
