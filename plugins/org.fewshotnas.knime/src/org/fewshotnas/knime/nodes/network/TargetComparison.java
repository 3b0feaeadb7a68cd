package org.fewshotnas.knime.nodes.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.dataset.Numbers;
import org.fewshotnas.knime.view.RowPictures;
import org.fewshotnas.network.file.NetworkSpec;
import org.fewshotnas.network.training.Confusion;
import org.fewshotnas.network.training.NumberErrors;
import org.fewshotnas.network.training.Score;
import org.fewshotnas.view.View;
import org.fewshotnas.view.result.PredictionsView;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.StringValue;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** Compares what a network says with the target column, where the data has it: measures, and for classes which is taken for which. */
final class TargetComparison {
    /** Numbers that are drawn. */
    private static final int MOST_VALUES = 20_000;

    private final NetworkSpec network;
    private final Optional<Integer> column;
    private final Confusion confusion;
    private final NumberErrors errors = new NumberErrors();
    private final int size;
    private final RowPictures wrong = new RowPictures();
    /** What was said, and what it is, of the first numbers. */
    private final List<float[]> values = new ArrayList<>();

    private int unknown;
    private int without;

    /** @param spec of the data */
    TargetComparison(NetworkSpec network, DataTableSpec spec) {
        this.network = network;
        int place = spec.findColumnIndex(network.target().name());
        column = place < 0 ? Optional.empty() : Optional.of(place);
        confusion = new Confusion(network.classes());
        size = Math.toIntExact(network.graph().output().size());
    }

    /** Of the table of measures. */
    static DataTableSpec measures() {
        return new DataTableSpec(Columns.text("Measure"), Columns.text("Class"), Columns.number("Value"));
    }

    /** Of the table that says which class is taken for which. */
    static DataTableSpec confusion(NetworkSpec network) {
        List<DataColumnSpec> columns = new ArrayList<>(List.of(Columns.text("True class")));
        for (String name : network.classes()) {
            DataTableSpec before = new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
            columns.add(Columns.integer(DataTableSpec.getUniqueColumnName(before, name)));
        }
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    /**
     * Takes a row of which the network said something.
     *
     * @param said what it says of examples, one after another
     * @param example the row's number among these
     */
    void add(DataRow row, float[] said, int example) {
        if (column.isEmpty()) {
            return;
        }
        DataCell cell = row.getCell(column.get());
        if (cell.isMissing()) {
            without++;
        } else if (network.classes().isEmpty()) {
            addNumbers(cell, said, example);
        } else {
            addClass(row, cell, said, example);
        }
    }

    private void addClass(DataRow row, DataCell cell, float[] said, int example) {
        String label = cell instanceof StringValue text ? text.getStringValue() : cell.toString();
        int actual = network.classes().indexOf(label);
        int largest = Score.largest(said, example, size);
        if (actual < 0) {
            unknown++;
        } else if (!Float.isNaN(said[example * size + largest])) {
            confusion.add(actual, largest);
            if (actual != largest && !wrong.isFull()) {
                String text = label + ", taken for " + network.classes().get(largest);
                row.forEach(value -> wrong.add(value, text));
            }
        }
    }

    private void addNumbers(DataCell cell, float[] said, int example) {
        float[] actual = new float[size];
        if (cell instanceof ListDataValue list) {
            if (list.size() != size) {
                without++;
                return;
            }
            Numbers.copy(list, actual, 0);
        } else if (size == 1) {
            actual[0] = Numbers.finite(cell);
        } else {
            without++;
            return;
        }
        float[] own = new float[size];
        System.arraycopy(said, example * size, own, 0, size);
        for (int i = 0; i < size; i++) {
            if (Float.isNaN(actual[i]) || Float.isNaN(own[i])) {
                without++;
                return;
            }
        }
        errors.add(own, actual, 0, size);
        for (int i = 0; i < size && values.size() < MOST_VALUES; i++) {
            values.add(new float[] {own[i], actual[i]});
        }
    }

    /** How right the network is. */
    View view(long rows) {
        if (!network.classes().isEmpty()) {
            return PredictionsView.ofClasses(rows, confusion, wrong.items(), network.graph());
        }
        return PredictionsView.ofNumbers(
                rows,
                values.stream().mapToDouble(pair -> pair[0]).toArray(),
                values.stream().mapToDouble(pair -> pair[1]).toArray(),
                network.target().unit(),
                values.isEmpty() ? Double.NaN : errors.rootMeanSquaredError(),
                values.isEmpty() ? Double.NaN : errors.determination(),
                network.graph());
    }

    /** What the user should know: sentences. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        String target = network.target().name();
        if (unknown > 0) {
            notes.add("Examples of classes that the network does not know: " + unknown
                    + ". It takes them for others; they are not counted in the measures.");
        }
        if (without > 0) {
            notes.add("Rows without a usable value in the target column \"" + target + "\": " + without
                    + ". They are predicted, and not counted in the measures.");
        }
        return notes;
    }

    /** The table of measures; empty where there was nothing to compare with. */
    BufferedDataTable measures(ExecutionContext context) {
        BufferedDataContainer rows = context.createDataContainer(measures());
        if (confusion.examples() > 0) {
            add(rows, "Examples", "", confusion.examples());
            add(rows, "Accuracy", "", confusion.accuracy());
            add(rows, "Balanced accuracy", "", confusion.balancedAccuracy());
            add(rows, "Macro F1", "", confusion.macroF1());
            for (int i = 0; i < confusion.classes().size(); i++) {
                String name = confusion.classes().get(i);
                add(rows, "Examples", name, confusion.examples(i));
                add(rows, "Recall", name, confusion.recall(i));
                add(rows, "Precision", name, confusion.precision(i));
                add(rows, "F1", name, confusion.f1(i));
            }
        } else if (errors.examples() > 0) {
            add(rows, "Examples", "", errors.examples());
            add(rows, "Mean absolute error", "", errors.meanAbsoluteError());
            add(rows, "Root mean squared error", "", errors.rootMeanSquaredError());
            add(rows, "R²", "", errors.determination());
            add(rows, "Relative L2 error", "", errors.relativeL2());
        }
        rows.close();
        return rows.getTable();
    }

    private static void add(BufferedDataContainer rows, String measure, String ofClass, double value) {
        boolean ofAll = ofClass.isEmpty();
        rows.addRowToTable(new DefaultRow(
                ofAll ? measure : measure + " of " + ofClass,
                new StringCell(measure),
                ofAll ? DataType.getMissingCell() : new StringCell(ofClass),
                Rows.number(value)));
    }

    /** How many examples of each class were taken for each class; empty where there was nothing to compare with. */
    BufferedDataTable confusion(ExecutionContext context) {
        BufferedDataContainer rows = context.createDataContainer(confusion(network));
        for (int i = 0; i < confusion.classes().size() && confusion.examples() > 0; i++) {
            DataCell[] cells = new DataCell[confusion.classes().size() + 1];
            cells[0] = new StringCell(confusion.classes().get(i));
            for (int j = 1; j < cells.length; j++) {
                cells[j] = new IntCell(confusion.count(i, j - 1));
            }
            rows.addRowToTable(new DefaultRow(confusion.classes().get(i), cells));
        }
        rows.close();
        return rows.getTable();
    }
}
