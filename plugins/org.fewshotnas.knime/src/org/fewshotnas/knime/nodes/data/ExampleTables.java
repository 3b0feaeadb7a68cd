package org.fewshotnas.knime.nodes.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.knime.dataset.ExampleColumns;
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
    private final Optional<double[]> quantities;
    private final boolean failing;
    private final BufferedDataContainer training;
    private final BufferedDataContainer test;
    private final List<String> damaged = new ArrayList<>();
    private int damagedCount;

    /** @param failing whether a damaged example is an error */
    ExampleTables(LabelledSource source, boolean failing, ExecutionContext exec) {
        examples = source.examples();
        quantities = source.quantities();
        this.failing = failing;
        DataTableSpec spec = new DataTableSpec(
                source.shape().map(ExampleColumns::values).orElseGet(ExampleColumns::image),
                quantities.isPresent() ? ExampleColumns.target() : ExampleColumns.label());
        training = exec.createDataContainer(spec);
        test = exec.createDataContainer(spec);
    }

    @Override
    public void example(int number, Content content) {
        Example example = examples.get(number);
        DataCell label =
                quantities.isPresent() ? new DoubleCell(quantities.get()[number]) : new StringCell(example.label());
        DefaultRow row = new DefaultRow(example.name(), cell(content), label);
        (example.isTest() ? test : training).addRowToTable(row);
    }

    private static DataCell cell(Content content) {
        if (content instanceof PictureContent picture) {
            try {
                return PNGImageCellFactory.create(picture.png());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        List<DoubleCell> cells = new ArrayList<>();
        for (double value : ((NumberContent) content).values()) {
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
