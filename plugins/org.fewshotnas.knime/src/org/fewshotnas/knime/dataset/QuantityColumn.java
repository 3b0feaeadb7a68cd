package org.fewshotnas.knime.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.InvalidInputException;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.collection.ListDataValue;

/** A target column of numbers, or of lists of numbers of one length. */
final class QuantityColumn implements TargetColumn {
    /** So few different whole numbers may be meant to be classes. */
    private static final int FEW = 10;

    private final String name;
    private final int place;
    private final Optional<TensorShape> known;
    private final boolean guessed;
    private final List<float[]> taken = new ArrayList<>();

    /**
     * @param known what the column's properties say of the shape of its lists
     * @param guessed whether its type alone says that these are quantities, and not the user
     */
    QuantityColumn(String name, int place, Optional<TensorShape> known, boolean guessed) {
        this.guessed = guessed;
        this.name = name;
        this.place = place;
        this.known = known;
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

    /** By the column's properties; where they say nothing, a field has one or more numbers for each place of the input. */
    private TensorShape shape(TensorShape inputs, int size) {
        Optional<TensorShape> said = known.filter(shape -> shape.size() == size);
        if (said.isPresent()) {
            return checked(said.get(), inputs);
        }
        long positions = inputs.positions();
        return size > 1 && positions > 1 && size % positions == 0
                ? inputs.withChannels((int) (size / positions))
                : TensorShape.vector(size);
    }

    private TensorShape checked(TensorShape shape, TensorShape inputs) {
        if (shape.dimensions() > 0 && !shape.extents().equals(inputs.extents())) {
            throw new InvalidInputException(
                    "The target column \"" + name + "\" holds fields of the shape " + shape
                            + ", but the network sees examples of the shape " + inputs
                            + "; a network says something of each place that it sees.",
                    inputs.dimensions() == 2
                            ? "Bring both to the same height and width; for pictures, under \"Size of pictures\"."
                            : "Bring both to the same number of steps.");
        }
        return shape;
    }

    @Override
    public List<String> notes() {
        Set<Float> different = new TreeSet<>();
        for (float[] values : taken) {
            if (values.length > 1 || values[0] != Math.rint(values[0]) || different.size() > FEW) {
                return List.of();
            }
            different.add(values[0]);
        }
        return !guessed || 2 * different.size() > taken.size() || different.size() > FEW
                ? List.of()
                : List.of(
                        "All numbers in the target column \"" + name + "\" are whole, and only " + different.size()
                                + " different ones, but they are floating-point numbers, so that they were taken as quantities. If they are classes, "
                                + "convert the column with the node \"Double to Integer\"; if not, choose numbers under \"Meaning of the target\".");
    }
}
