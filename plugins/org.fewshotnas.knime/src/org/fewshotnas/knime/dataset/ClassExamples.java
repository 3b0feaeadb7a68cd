package org.fewshotnas.knime.dataset;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.file.InputKind;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.pictures.Fit;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;

/**
 * Some examples of each class of a table: enough to see what the data set is like, whatever its size. Pictures are read only where they were
 * drawn.
 */
public final class ClassExamples {
    private final BufferedDataTable table;
    private final InputColumns inputs;
    private final TensorShape shape;
    private final TensorShape original;
    private final BitSet chosen;
    private final Map<Integer, String> labels;
    private final int examples;
    private LeftOutRows leftOut = new LeftOutRows();
    private final List<String> notes = new ArrayList<>();

    /** What is done with each of the examples. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Sees an example.
         *
         * @param values channel by channel
         */
        void example(DataRow row, String label, float[] values);
    }

    private ClassExamples(
            BufferedDataTable table,
            InputColumns inputs,
            TensorShape shape,
            TensorShape original,
            BitSet chosen,
            Map<Integer, String> labels,
            int examples) {
        this.table = table;
        this.inputs = inputs;
        this.shape = shape;
        this.original = original;
        this.chosen = chosen;
        this.labels = labels;
        this.examples = examples;
    }

    /**
     * Draws examples.
     *
     * @param name what the user calls the table, such as "the data"
     * @param side pixels along each side to which pictures are brought
     * @param perClass of each class as many at most
     * @param seed the same one draws the same
     * @throws InvalidInputException if the target is not classes, or nothing can be read
     */
    public static ClassExamples draw(
            BufferedDataTable table,
            String name,
            ExampleParameters parameters,
            int side,
            int perClass,
            long seed,
            Progress progress) {
        DataTableSpec spec = table.getDataTableSpec();
        checkClasses(spec, name, parameters);
        List<String> columns = parameters.inputs(spec, name);
        InputColumns inputs = InputColumns.of(spec, name, columns, Fit.STRETCH);
        TargetColumn target = parameters.targetColumn(spec, name, Optional.empty());
        LeftOutRows withoutClass = new LeftOutRows();
        BitSet rows = new BitSet();
        Rows.forEach(table, progress.part(0, .3), "Looking at the classes", (row, i) -> {
            if (target.take(row, withoutClass)) {
                rows.set(i);
            }
        });
        if (rows.isEmpty()) {
            throw new InvalidInputException(
                    "There is no row with a class in " + name + ". " + String.join(" ", withoutClass.warnings()),
                    "Connect a table with one row for each example.");
        }
        // The shape matters to fields of numbers alone.
        Targets.Classes classes = (Targets.Classes) target.targets(TensorShape.image(1, 1, 1));
        Map<Integer, String> labels = new LinkedHashMap<>();
        BitSet chosen = new BitSet();
        choose(classes, rows, perClass, seed, chosen, labels);
        inputs.survey(table, chosen::get, progress.part(.3, 1));
        TensorShape found = inputs.shape();
        TensorShape shape =
                inputs.kind() == InputKind.PICTURES ? TensorShape.image(found.channels(), side, side) : found;
        ClassExamples drawn = new ClassExamples(table, inputs, shape, found, chosen, labels, rows.cardinality());
        drawn.notes.addAll(withoutClass.warnings());
        drawn.noteFew(classes, perClass);
        return drawn;
    }

    /** @throws InvalidInputException if the target of a table is not classes */
    public static void checkClasses(DataTableSpec spec, String name, ExampleParameters parameters) {
        parameters.check(spec, name);
        if (!parameters.learnsClasses(spec, name)) {
            throw new InvalidInputException(
                    "The column \"" + parameters.target(spec, name) + "\" of " + name
                            + " holds quantities; what a data set is like is told by its classes.",
                    "Choose a column of classes (text or whole numbers) under \"" + ExampleParameters.TARGET + "\".");
        }
    }

    /** Each as likely as any other of its class, whatever the order of the rows. */
    private static void choose(
            Targets.Classes classes, BitSet rows, int perClass, long seed, BitSet chosen, Map<Integer, String> labels) {
        Random random = new Random(seed);
        int[] seen = new int[classes.names().size()];
        int[][] kept = new int[seen.length][perClass];
        int row = -1;
        for (int number : classes.classes()) {
            row = rows.nextSetBit(row + 1);
            int place = seen[number] < perClass ? seen[number] : random.nextInt(seen[number] + 1);
            seen[number]++;
            if (place < perClass) {
                kept[number][place] = row;
            }
        }
        for (int number = 0; number < seen.length; number++) {
            for (int i = 0; i < Math.min(seen[number], perClass); i++) {
                chosen.set(kept[number][i]);
                labels.put(kept[number][i], classes.names().get(number));
            }
        }
    }

    private void noteFew(Targets.Classes classes, int perClass) {
        int[] counts = new int[classes.names().size()];
        for (int number : classes.classes()) {
            counts[number]++;
        }
        List<String> few = new ArrayList<>();
        for (int number = 0; number < counts.length; number++) {
            if (counts[number] < perClass) {
                few.add("\"" + classes.names().get(number) + "\" (" + counts[number] + ")");
            }
        }
        if (!few.isEmpty()) {
            notes.add("Fewer than " + perClass + " examples, of which all were taken, have "
                    + (few.size() == 1 ? "the class " : few.size() + " classes, such as ")
                    + String.join(", ", few.subList(0, Math.min(3, few.size()))) + ".");
        }
    }

    /** How many examples with a class there are in all. */
    public int examples() {
        return examples;
    }

    /** The size that most pictures have, at most 64 pixels; else the same as {@link #shape}. */
    public TensorShape original() {
        return original;
    }

    /** Of an example, channels first. */
    public TensorShape shape() {
        return shape;
    }

    /** Whether they are pictures, whose values are 0 to 1. */
    public boolean arePictures() {
        return inputs.kind() == InputKind.PICTURES;
    }

    /** How many were drawn. */
    public int drawn() {
        return chosen.cardinality();
    }

    /** Visits those that were drawn, in the order of the table; what cannot be read is left out. */
    public void forEach(Progress progress, Visitor visitor) {
        int[] done = new int[1];
        leftOut = new LeftOutRows();
        Rows.forEach(table, progress.silent(), "", (row, i) -> {
            if (chosen.get(i)) {
                progress.checkCanceled();
                progress.report((double) done[0] / drawn(), "Example " + ++done[0] + " of " + drawn());
                inputs.values(row, shape, leftOut, progress.silent())
                        .ifPresent(values -> visitor.example(row, labels.get(i), values));
            }
        });
    }

    /** What could not be read when the examples were last visited. */
    public LeftOutRows leftOut() {
        return leftOut;
    }

    /** What the user should know. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(notes);
        warnings.addAll(leftOut.warnings());
        // That small pictures of one size are brought to another one is what always happens.
        if (!inputs.notes(original).isEmpty()) {
            warnings.addAll(inputs.notes(shape));
        }
        return warnings;
    }
}
