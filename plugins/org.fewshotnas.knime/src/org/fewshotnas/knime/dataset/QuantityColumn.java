package org.fewshotnas.knime.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.InvalidInputException;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.collection.ListDataValue;

/** A target column of numbers, or of lists of numbers of one length. */
final class QuantityColumn implements TargetColumn {
    private final String name;
    private final int place;
    private final List<float[]> taken = new ArrayList<>();

    QuantityColumn(String name, int place) {
        this.name = name;
        this.place = place;
    }

    @Override
    public boolean take(DataRow row, LeftOutRows leftOut) {
        DataCell cell = row.getCell(place);
        if (cell.isMissing()) {
            leftOut.add(row, "no value in the target column \"" + name + "\"");
            return false;
        }
        float[] values = values(cell);
        boolean usable = values.length > 0;
        for (float value : values) {
            usable &= !Float.isNaN(value);
        }
        if (!usable) {
            leftOut.add(row, "a missing or infinite number in the target column \"" + name + "\"");
            return false;
        }
        if (!taken.isEmpty() && taken.get(0).length != values.length) {
            leftOut.add(
                    row,
                    "a list of another length than " + taken.get(0).length + " in the target column \"" + name + "\"");
            return false;
        }
        taken.add(values);
        return true;
    }

    private static float[] values(DataCell cell) {
        if (!(cell instanceof ListDataValue list)) {
            return new float[] {Numbers.finite(cell)};
        }
        float[] values = new float[list.size()];
        Numbers.copy(list, values, 0);
        return values;
    }

    @Override
    public Targets targets(TensorShape inputs) {
        int size = taken.get(0).length;
        float[] values = new float[Math.multiplyExact(size, taken.size())];
        boolean constant = true;
        for (int i = 0; i < taken.size(); i++) {
            System.arraycopy(taken.get(i), 0, values, i * size, size);
            constant &= Arrays.equals(taken.get(i), taken.get(0));
        }
        if (constant && taken.size() > 1) {
            throw new InvalidInputException(
                    "All examples have the same value in the target column \"" + name
                            + "\": there is nothing to learn.",
                    "Choose another column under \"" + ExampleParameters.TARGET + "\".");
        }
        return new Targets.Numbers(values, shape(inputs, size));
    }

    /** A field has one or more numbers for each place of the input. */
    private static TensorShape shape(TensorShape inputs, int size) {
        long positions = inputs.positions();
        return size > 1 && positions > 1 && size % positions == 0
                ? inputs.withChannels((int) (size / positions))
                : TensorShape.vector(size);
    }

    @Override
    public List<String> notes() {
        return List.of();
    }
}
