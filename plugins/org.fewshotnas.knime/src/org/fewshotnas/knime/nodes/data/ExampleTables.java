package org.fewshotnas.knime.nodes.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.knime.dataset.ExampleColumns;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.source.LabelledSource;
import org.fewshotnas.network.source.LabelledSource.Content;
import org.fewshotnas.network.source.LabelledSource.Example;
import org.fewshotnas.network.source.LabelledSource.NumberContent;
import org.fewshotnas.network.source.LabelledSource.PictureContent;
import org.fewshotnas.space.base.InvalidInputException;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** Writes examples as they come, into a table for training and one for testing. */
final class ExampleTables implements LabelledSource.Visitor {
    private static final int NAMED = 3;

    private final List<Example> examples;
    private final Optional<TensorShape> target;
    private final boolean failing;
    private final BufferedDataContainer training;
    private final BufferedDataContainer test;
    private final List<String> damaged = new ArrayList<>();
    private int damagedCount;

    /** @param failing whether a damaged example is an error */
    ExampleTables(LabelledSource source, boolean failing, ExecutionContext exec) {
        examples = source.examples();
        target = source.target();
        this.failing = failing;
        DataTableSpec spec = new DataTableSpec(
                source.shape().map(ExampleColumns::values).orElseGet(ExampleColumns::image),
                target.map(ExampleColumns::target).orElseGet(ExampleColumns::label));
        training = exec.createDataContainer(spec);
        test = exec.createDataContainer(spec);
    }

    @Override
    public void example(int number, Content content, double[] quantities) {
        Example example = examples.get(number);
        DefaultRow row = new DefaultRow(example.name(), cell(content), label(example, quantities));
        (example.isTest() ? test : training).addRowToTable(row);
    }

    private DataCell label(Example example, double[] quantities) {
        if (target.isEmpty()) {
            return new StringCell(example.label());
        }
        return target.get().size() == 1 ? new DoubleCell(quantities[0]) : list(quantities);
    }

    private static DataCell cell(Content content) {
        if (content instanceof PictureContent picture) {
            try {
                return PNGImageCellFactory.create(picture.png());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return list(((NumberContent) content).values());
    }

    private static DataCell list(double[] values) {
        List<DoubleCell> cells = new ArrayList<>(values.length);
        for (double value : values) {
            cells.add(new DoubleCell(value));
        }
        return CollectionCellFactory.createListCell(cells);
    }

    @Override
    public void damaged(int number, InvalidInputException reason) {
        if (failing) {
            throw new InvalidInputException(
                    reason.getMessage(),
                    reason.resolution() + " To leave out all that are damaged, choose so under \"Damaged examples\".",
                    reason);
        }
        damagedCount++;
        if (damaged.size() < NAMED) {
            damaged.add(reason.getMessage());
        }
    }

    /** What was left out; empty if nothing was. */
    List<String> notes() {
        if (damagedCount == 0) {
            return List.of();
        }
        List<String> notes = new ArrayList<>();
        notes.add(damagedCount == 1 ? "An example was left out:" : damagedCount + " examples were left out, such as:");
        notes.addAll(damaged);
        return notes;
    }

    /** The table for training, and the one for testing. */
    BufferedDataTable[] close() {
        training.close();
        test.close();
        return new BufferedDataTable[] {training.getTable(), test.getTable()};
    }
}
