package org.fewshotnas.knime.dataset;

import java.util.List;
import java.util.Optional;
import org.fewshotnas.network.file.InputKind;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.Progress;
import org.knime.core.data.DataRow;

/** Columns of numbers, in the order of the table the steps of a series of one channel. */
final class NumberColumns implements InputColumns {
    private final List<String> names;
    private final int[] places;

    NumberColumns(List<String> names, int[] places) {
        this.names = names;
        this.places = places;
    }

    @Override
    public InputKind kind() {
        return InputKind.NUMBERS;
    }

    @Override
    public void survey(DataRow row, Progress progress) {
        // The columns are the shape.
    }

    @Override
    public TensorShape shape() {
        return TensorShape.series(1, places.length);
    }

    @Override
    public Optional<float[]> values(DataRow row, TensorShape shape, LeftOutRows leftOut, Progress progress) {
        float[] values = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            values[i] = Numbers.finite(row.getCell(places[i]));
            if (Float.isNaN(values[i])) {
                leftOut.add(row, "a missing or infinite number in the column \"" + names.get(i) + "\"");
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    @Override
    public List<String> notes(TensorShape shape) {
        return List.of();
    }
}
