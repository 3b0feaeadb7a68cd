package org.fewshotnas.knime.nodes.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.dataset.InputColumns;
import org.fewshotnas.knime.dataset.LeftOutRows;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.training.LoadedNetwork;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataContainer;

/** Takes rows, applies the network to as many as it computes at once, and writes them with what it says of them. */
final class RowPredictions {
    private static final int MOST_WAITING = 4_000;

    private final LoadedNetwork network;
    private final TensorShape shape;
    private final InputColumns inputs;
    private final PredictedColumns columns;
    private final boolean failing;
    private final TargetComparison comparison;
    private final BufferedDataContainer written;
    private final LeftOutRows unusable = LeftOutRows.withoutPrediction();
    private final List<DataRow> waiting = new ArrayList<>();
    private final List<Boolean> usable = new ArrayList<>();
    private final float[] examples;
    private int count;
    private boolean anyUsable;

    /**
     * @param inputs of the table that the rows are of
     * @param failing whether a row that cannot be used is an error
     */
    RowPredictions(
            LoadedNetwork network,
            InputColumns inputs,
            PredictedColumns columns,
            boolean failing,
            TargetComparison comparison,
            BufferedDataContainer written) {
        this.network = network;
        this.shape = columns.network().graph().input();
        this.inputs = inputs;
        this.columns = columns;
        this.failing = failing;
        this.comparison = comparison;
        this.written = written;
        examples = new float[Math.toIntExact(Math.multiplyExact(network.batch(), shape.size()))];
    }

    /** @throws InvalidInputException if the row cannot be used, and that is an error */
    void add(DataRow row, Progress progress) {
        Optional<float[]> values = inputs.values(row, shape, unusable, progress.silent());
        if (values.isEmpty() && failing) {
            throw new InvalidInputException(
                    String.join(" ", unusable.warnings()),
                    "Mend the row or filter it out, or choose missing predictions under \"Rows that cannot be used\".");
        }
        values.ifPresent(example -> System.arraycopy(example, 0, examples, count++ * example.length, example.length));
        waiting.add(row);
        usable.add(values.isPresent());
        if (count == network.batch() || waiting.size() == MOST_WAITING) {
            write(progress);
        }
    }

    /** Writes what is waiting. */
    void write(Progress progress) {
        float[] said = network.predict(Arrays.copyOf(examples, count * (int) shape.size()), progress);
        int example = 0;
        for (int i = 0; i < waiting.size(); i++) {
            DataRow row = waiting.get(i);
            DataCell[] cells = columns.missing();
            if (usable.get(i)) {
                comparison.add(row, said, example);
                cells = columns.cells(said, example++);
            }
            written.addRowToTable(new DefaultRow(row.getKey(), Rows.append(row, cells)));
        }
        anyUsable |= count > 0;
        waiting.clear();
        usable.clear();
        count = 0;
    }

    /**
     * What the user should know of the rows.
     *
     * @throws InvalidInputException if none of them could be used
     */
    List<String> notes() {
        if (!anyUsable && unusable.count() > 0) {
            throw new InvalidInputException(
                    "No row can be used. " + String.join(" ", unusable.warnings()),
                    "Connect data of the same kind and size as the training data.");
        }
        List<String> notes = new ArrayList<>(unusable.warnings());
        notes.addAll(inputs.notes(shape));
        notes.addAll(comparison.notes());
        return notes;
    }
}
