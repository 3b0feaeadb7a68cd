package org.fewshotnas.knime.nodes.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.dataset.ExampleColumns;
import org.fewshotnas.network.file.NetworkSpec;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.training.Score;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;

/**
 * What a network says of an example, as columns that are named as those of KNIME's own predictors: the class and the probability of each, a
 * number, or a list of numbers.
 *
 * @param network that says it
 * @param probabilities whether those of classes are among the columns
 */
record PredictedColumns(NetworkSpec network, boolean probabilities) {
    /** How many numbers the network says of an example. */
    int outputs() {
        return Math.toIntExact(network.graph().output().size());
    }

    /** The spec of a table with the columns appended; where it has one of that name, a number is put behind. */
    DataTableSpec appendedTo(DataTableSpec spec) {
        boolean classes = !network.classes().isEmpty();
        String target = network.target().name().isEmpty()
                ? classes ? "class" : "value"
                : network.target().name();
        DataTableSpec all = append(spec, "Prediction (" + target + ")", classes ? Columns::text : this::numbers);
        if (probabilities) {
            for (String name : network.classes()) {
                all = append(all, "P (" + target + "=" + name + ")", Columns::number);
            }
        }
        return all;
    }

    private static DataTableSpec append(DataTableSpec spec, String name, Function<String, DataColumnSpec> column) {
        String unique = DataTableSpec.getUniqueColumnName(spec, name);
        return new DataTableSpecCreator(spec).addColumns(column.apply(unique)).createSpec();
    }

    private DataColumnSpec numbers(String name) {
        TensorShape shape = network.graph().output();
        if (shape.dimensions() > 0) {
            return ExampleColumns.values(name, shape);
        }
        DataType type = shape.size() == 1 ? DoubleCell.TYPE : ListCell.getCollectionType(DoubleCell.TYPE);
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    /** The cells of an example of which the network says nothing. */
    DataCell[] missing() {
        int count = probabilities && !network.classes().isEmpty() ? 1 + outputs() : 1;
        return Collections.nCopies(count, DataType.getMissingCell()).toArray(DataCell[]::new);
    }

    /**
     * The cells of an example.
     *
     * @param said what the network says of examples, one after another
     * @param example its number among these
     */
    DataCell[] cells(float[] said, int example) {
        int first = example * outputs();
        if (network.classes().isEmpty()) {
            return new DataCell[] {numbers(said, first)};
        }
        int largest = first + Score.largest(said, example, outputs());
        if (Float.isNaN(said[largest])) {
            return missing();
        }
        List<DataCell> cells =
                new ArrayList<>(List.of(new StringCell(network.classes().get(largest - first))));
        if (probabilities) {
            double sum = 0;
            for (int i = first; i < first + outputs(); i++) {
                sum += Math.exp((double) said[i] - said[largest]);
            }
            for (int i = first; i < first + outputs(); i++) {
                cells.add(new DoubleCell(Math.exp((double) said[i] - said[largest]) / sum));
            }
        }
        return cells.toArray(DataCell[]::new);
    }

    private DataCell numbers(float[] said, int first) {
        if (network.graph().output().equals(TensorShape.vector(1))) {
            return Rows.number(said[first]);
        }
        List<DataCell> numbers = new ArrayList<>();
        for (int i = first; i < first + outputs(); i++) {
            numbers.add(Rows.number(said[i]));
        }
        return CollectionCellFactory.createListCell(numbers);
    }
}
