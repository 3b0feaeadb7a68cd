package org.fewshotnas.knime.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.file.InputKind;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;

/**
 * The examples of a table as what a network learns from.
 *
 * @param data inputs and targets
 * @param input how they were read, to read others in the same way
 * @param warnings what the user should know: rows that were left out, sizes that were changed, uneven classes
 */
public record Examples(DataSet data, TrainedInput input, List<String> warnings) {
    private static final long MOST_VALUES = 1L << 29;

    /** Copies the list. */
    public Examples {
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads a table to learn from.
     *
     * @param name what the user calls it, such as "the training data"
     * @throws InvalidInputException if nothing can be learned from it
     */
    public static Examples forTraining(
            BufferedDataTable table, String name, ExampleParameters parameters, Progress progress) {
        DataTableSpec spec = table.getDataTableSpec();
        List<String> names = parameters.inputs(spec, name);
        InputColumns inputs = InputColumns.of(spec, name, names, parameters.fit());
        requireRows(table, name);
        inputs.survey(table, row -> true, progress.part(0, .3));
        TensorShape found = inputs.shape();
        TensorShape shape = inputs.kind() == InputKind.PICTURES
                ? parameters.pictureShape(found.channels()).orElse(found)
                : found;
        TrainedInput input = new TrainedInput(inputs.kind(), names, shape, parameters.fit());
        TargetColumn target = parameters.targetColumn(spec, name, Optional.empty());
        Examples all = read(table, name, inputs, input, target, progress.part(.3, 1));
        return withoutSingles(all);
    }

    /**
     * Reads another table as one that was read before: to validate or to test with it. The same columns become the same shape, and the classes
     * are those of the other.
     *
     * @throws InvalidInputException if its columns differ, or no row can be used
     */
    public Examples another(BufferedDataTable table, String name, ExampleParameters parameters, Progress progress) {
        DataTableSpec spec = table.getDataTableSpec();
        requireRows(table, name);
        Optional<List<String>> classes =
                data.targets() instanceof Targets.Classes known ? Optional.of(known.names()) : Optional.empty();
        TargetColumn target = parameters.targetColumn(spec, name, classes);
        Examples read = read(table, name, input.in(spec, name), input, target, progress);
        if (!shape(read.data.targets()).equals(shape(data.targets()))) {
            throw new InvalidInputException(
                    "The targets in " + name + " are of another shape than those in the training data.",
                    "Make the target columns of both tables alike.");
        }
        return read;
    }

    private static Optional<TensorShape> shape(Targets targets) {
        return targets instanceof Targets.Numbers numbers ? Optional.of(numbers.shape()) : Optional.empty();
    }

    private static void requireRows(BufferedDataTable table, String name) {
        if (table.size() == 0) {
            throw new InvalidInputException(
                    "There are no rows in " + name + ".", "Connect a table with one row for each example.");
        }
    }

    private static Examples read(
            BufferedDataTable table,
            String name,
            InputColumns inputs,
            TrainedInput input,
            TargetColumn target,
            Progress progress) {
        TensorShape shape = input.shape();
        int size = (int) shape.size();
        if (table.size() > MOST_VALUES / size) {
            throw new InvalidInputException(
                    table.size() + " examples of the shape " + shape + " need " + (table.size() * size >> 28)
                            + " GiB of memory; the limit is 2 GiB.",
                    "Use fewer rows, or a smaller size of pictures.");
        }
        float[] values = new float[(int) table.size() * size];
        LeftOutRows leftOut = new LeftOutRows();
        int[] count = new int[1];
        Rows.forEach(table, progress, "Reading the examples", (row, i) -> {
            Optional<float[]> read = inputs.values(row, shape, leftOut, progress.silent());
            if (read.isPresent() && target.take(row, leftOut)) {
                System.arraycopy(read.get(), 0, values, count[0]++ * size, size);
            }
        });
        if (count[0] == 0) {
            throw new InvalidInputException(
                    "No row of " + name + " can be used. " + String.join(" ", leftOut.warnings()),
                    "Choose other columns, or mend these.");
        }
        List<String> warnings = new ArrayList<>(leftOut.warnings());
        warnings.addAll(inputs.notes(shape));
        Targets targets = target.targets(shape);
        warnings.addAll(target.notes());
        float[] used = count[0] * size == values.length ? values : Arrays.copyOf(values, count[0] * size);
        return new Examples(new DataSet(shape, used, targets), input, warnings);
    }

    /** A class of one example cannot be both learned and checked. */
    private static Examples withoutSingles(Examples all) {
        if (!(all.data.targets() instanceof Targets.Classes classes)) {
            return all;
        }
        int[] counts = new int[classes.names().size()];
        Arrays.stream(classes.classes()).forEach(number -> counts[number]++);
        int[] left = IntStream.range(0, counts.length)
                .filter(number -> counts[number] > 1)
                .toArray();
        if (left.length == counts.length) {
            return all;
        }
        List<String> single = IntStream.range(0, counts.length)
                .filter(number -> counts[number] <= 1)
                .mapToObj(number -> "\"" + classes.names().get(number) + "\"")
                .toList();
        String named =
                String.join(", ", single.subList(0, Math.min(5, single.size()))) + (single.size() > 5 ? ", ..." : "");
        if (left.length < 2) {
            throw new InvalidInputException(
                    (single.size() == 1
                                    ? "The class " + named + " has one example"
                                    : "The classes " + named + " have one example each")
                            + ", which cannot be both learned and checked; fewer than two classes are left.",
                    "Add examples of these classes, or choose another column under \"Target of the examples\".");
        }
        int[] renumbered = new int[counts.length];
        IntStream.range(0, left.length).forEach(i -> renumbered[left[i]] = i);
        int[] kept = IntStream.range(0, classes.size())
                .filter(example -> counts[classes.classes()[example]] > 1)
                .toArray();
        DataSet data = all.data.subset(kept);
        int[] numbers = Arrays.stream(((Targets.Classes) data.targets()).classes())
                .map(number -> renumbered[number])
                .toArray();
        List<String> names = Arrays.stream(left).mapToObj(classes.names()::get).toList();
        List<String> warnings = new ArrayList<>(all.warnings);
        warnings.add("Classes of a single example were left out, since it cannot be both learned and checked: " + named
                + ".");
        return new Examples(
                new DataSet(data.shape(), data.inputs(), new Targets.Classes(numbers, names)), all.input, warnings);
    }
}
