package org.fewshotnas.knime.dataset;

import java.util.List;
import java.util.Optional;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.InvalidInputException;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;

/** Collects the targets of examples, row by row. */
sealed interface TargetColumn permits ClassColumn, QuantityColumn {
    /** Takes a row's target; false if the row cannot be used, which is then named. */
    boolean take(DataRow row, LeftOutRows leftOut);

    /**
     * All that were taken, as the targets of a network for inputs of this shape.
     *
     * @throws InvalidInputException if nothing can be learned from them
     */
    Targets targets(TensorShape inputs);

    /** What the user should know of them. */
    List<String> notes();

    /**
     * A column of targets.
     *
     * @param table what the user calls the input
     * @param classes the names that there may be, in their order; empty if the rows decide
     * @throws InvalidInputException if it holds neither classes nor numbers
     */
    static TargetColumn of(
            DataTableSpec spec, String table, String name, TargetChoice choice, Optional<List<String>> classes) {
        DataColumnSpec column = spec.getColumnSpec(name);
        int place = spec.findColumnIndex(name);
        boolean quantity = ReadableColumns.isNumber(column) || ReadableColumns.isNumbers(column);
        boolean named = ReadableColumns.isText(column) || ReadableColumns.isWhole(column);
        if (!quantity && !named) {
            throw new InvalidInputException(
                    "The target column \"" + name + "\" of " + table + " is of the type "
                            + column.getType().getName()
                            + "; text, whole numbers, numbers or lists of numbers are needed.",
                    "Choose another column under \"" + ExampleParameters.TARGET + "\".");
        }
        boolean wanted = choice == TargetChoice.CLASSES || choice == TargetChoice.AUTOMATIC && named;
        if (wanted && !named) {
            throw new InvalidInputException(
                    "The target column \"" + name + "\" of " + table + " is of the type "
                            + column.getType().getName() + ", which cannot be classes.",
                    "Convert it with the node \"Number to String\" or \"Double to Integer\", or choose numbers under \"Meaning of the target\".");
        }
        if (!wanted && !quantity) {
            throw new InvalidInputException(
                    "The target column \"" + name + "\" of " + table + " is text, which cannot be quantities.",
                    "Convert it with the node \"String to Number\", or choose classes under \"Meaning of the target\".");
        }
        return wanted
                ? new ClassColumn(name, place, classes, ReadableColumns.isWhole(column))
                : new QuantityColumn(name, place, ExampleColumns.shape(column), choice == TargetChoice.AUTOMATIC);
    }
}
