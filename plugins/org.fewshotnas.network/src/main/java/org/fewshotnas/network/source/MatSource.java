package org.fewshotnas.network.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.matlab.MatFile;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * Examples and quantities in MATLAB files, the first axis of whose arrays is the examples: as those of Darcy flow (coeff and sol) and of Burgers'
 * equation (a and u) of Li et al. 2021, or x and y. MATLAB has an example's numbers far apart, so that what is chosen is held in memory.
 */
final class MatSource implements LabelledSource {
    private static final String[][] NAMES = {
        {"coeff", "sol"}, {"a", "u"}, {"x", "y"}, {"x_train", "y_train"}, {"inputs", "targets"}
    };
    private static final long MOST_VALUES = 1L << 26;

    /**
     * An array of a file whose grid is thinned out.
     *
     * @param steps of the places along each axis behind the first, every one of so many is read
     * @param extents of what is read; the first is the number of examples
     */
    private record Grid(MatFile.Variable variable, int[] steps, List<Integer> extents) {
        /** @param meaning of the whole array: its channels are not thinned out, nor numbers that are no field */
        static Grid of(MatFile.Variable variable, ArrayShape meaning, int step) {
            int[] steps = new int[variable.extents().size() - 1];
            Arrays.fill(steps, meaning.shape().dimensions() == 0 ? 1 : step);
            if (steps.length > meaning.shape().dimensions()) {
                steps[meaning.channelsLast() ? steps.length - 1 : 0] = 1;
            }
            List<Integer> thinned = new ArrayList<>(variable.extents());
            for (int i = 0; i < steps.length; i++) {
                thinned.set(i + 1, (thinned.get(i + 1) - 1) / steps[i] + 1);
            }
            return new Grid(variable, steps, thinned);
        }

        int size() {
            return extents.stream().skip(1).reduce(1, Math::multiplyExact);
        }

        /** Where a column of the file goes in an example, whose last axis runs fastest; -1 if it is left out. */
        int place(long column) {
            int[] index = new int[steps.length];
            long rest = column;
            for (int i = 0; i < steps.length; i++) {
                int extent = variable.extents().get(i + 1);
                index[i] = (int) (rest % extent);
                rest /= extent;
                if (index[i] % steps[i] != 0) {
                    return -1;
                }
            }
            int place = 0;
            for (int i = 0; i < steps.length; i++) {
                place = place * extents.get(i + 1) + index[i] / steps[i];
            }
            return place;
        }
    }

    private record Part(Path file, Grid inputs, Grid targets, boolean isTest) {
        int count() {
            return inputs.variable().extents().get(0);
        }
    }

    private final List<Part> parts = new ArrayList<>();
    private final List<Example> examples = new ArrayList<>();
    private ArrayShape shape;
    private ArrayShape target;

    private MatSource() {}

    static MatSource of(List<Path> files, boolean testing, int step) throws IOException {
        MatSource source = new MatSource();
        for (Path file : files) {
            source.add(file, testing && isTest(file), step);
        }
        source.parts.sort((a, b) -> Boolean.compare(a.isTest(), b.isTest()));
        for (Part part : source.parts) {
            String stem = part.file().getFileName().toString().replaceFirst("(?i)\\.mat$", "");
            for (int i = 0; i < part.count(); i++) {
                source.examples.add(new Example(stem + " " + i, "", part.isTest()));
            }
        }
        return source;
    }

    /** Li et al. call the file for testing smooth2. */
    private static boolean isTest(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.contains("test") || name.contains("smooth2");
    }

    private void add(Path file, boolean isTest, int step) throws IOException {
        String name = file.getFileName().toString();
        List<MatFile.Variable> variables = new MatFile(file).variables();
        for (String[] names : NAMES) {
            Optional<MatFile.Variable> inputs = MatFile.named(variables, names[0]);
            Optional<MatFile.Variable> targets = MatFile.named(variables, names[1]);
            if (inputs.isPresent() && targets.isPresent()) {
                add(file, inputs.get(), targets.get(), isTest, step);
                return;
            }
        }
        throw new InvalidInputException(
                "In the MATLAB file \"" + name + "\" there are no examples with their targets; there "
                        + (variables.isEmpty()
                                ? "are no arrays of real numbers."
                                : (variables.size() == 1 ? "is " : "are ")
                                        + String.join(
                                                ", ",
                                                variables.stream()
                                                        .map(MatFile.Variable::name)
                                                        .toList()) + "."),
                "Name the arrays x and y; the first axis of both is the examples.");
    }

    private void add(Path file, MatFile.Variable inputs, MatFile.Variable targets, boolean isTest, int step) {
        String name = file.getFileName().toString();
        if (!inputs.extents().get(0).equals(targets.extents().get(0))) {
            throw new InvalidInputException(
                    "In the MATLAB file \"" + name + "\" there are "
                            + inputs.extents().get(0) + " examples in " + inputs.name() + ", but "
                            + targets.extents().get(0) + " targets in " + targets.name() + ".",
                    "The first axis of both must be the examples. If the targets are a row of numbers, as SciPy stores a plain list, make a "
                            + "column of it: y.reshape(-1, 1), or y(:) in MATLAB.");
        }
        LabelledFiles.checkCount(name, inputs.extents().get(0));
        ArrayShape whole = ArrayShape.of(name, inputs.extents(), false);
        ArrayShape wholeTarget = ArrayShape.ofTargets(name, targets.extents(), whole);
        Part part = new Part(file, Grid.of(inputs, whole, step), Grid.of(targets, wholeTarget, step), isTest);
        ArrayShape foundShape = whole.thinned(step);
        ArrayShape foundTarget = wholeTarget.thinned(step);
        if (shape != null && !(shape.equals(foundShape) && Objects.equals(target, foundTarget))) {
            throw new InvalidInputException(
                    "The examples in \"" + name + "\" have the shape " + foundShape.shape() + " and targets of "
                            + foundTarget.shape() + ", those in \""
                            + parts.get(0).file().getFileName()
                            + "\" the shape " + shape.shape() + " and targets of " + target.shape() + ".",
                    "Choose one file, or files that belong together.");
        }
        shape = foundShape;
        target = foundTarget;
        parts.add(part);
    }

    @Override
    public List<Example> examples() {
        return examples;
    }

    @Override
    public Optional<TensorShape> shape() {
        return Optional.of(shape.shape());
    }

    @Override
    public Optional<TensorShape> target() {
        return Optional.of(target.shape());
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        shape.note().ifPresent(notes::add);
        target.targetNote().ifPresent(notes::add);
        return notes;
    }

    @Override
    public void read(BitSet chosen, Progress progress, Visitor visitor) throws IOException {
        int start = 0;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            BitSet own = chosen.get(start, start + part.count());
            Progress share = progress.part((double) i / parts.size(), (i + 1.) / parts.size());
            float[][] inputs = load(part, part.inputs(), own, share.part(0, .5));
            float[][] targets = load(part, part.targets(), own, share.part(.5, 1));
            int slot = 0;
            for (int number = own.nextSetBit(0); number >= 0; number = own.nextSetBit(number + 1)) {
                progress.checkCanceled();
                visit(start + number, inputs[slot], targets[slot], part, visitor);
                slot++;
            }
            start += part.count();
        }
    }

    private float[][] load(Part part, Grid grid, BitSet own, Progress progress) throws IOException {
        long values = (long) own.cardinality() * grid.size();
        if (values > MOST_VALUES) {
            throw new InvalidInputException(
                    own.cardinality() + " examples of \"" + part.file().getFileName() + "\" with " + grid.size()
                            + " numbers each need more memory than is taken: " + MOST_VALUES + " numbers.",
                    "Set \"Every so many points\" to 5, for one, or limit the examples.");
        }
        float[][] loaded = new float[own.cardinality()][grid.size()];
        int[] numbers = own.stream().toArray();
        long all = grid.variable().columns();
        new MatFile(part.file()).read(grid.variable(), (column, along) -> {
            progress.checkCanceled();
            int place = grid.place(column);
            for (int i = 0; place >= 0 && i < numbers.length; i++) {
                loaded[i][place] = (float) along[numbers[i]];
            }
            progress.report((double) column / all, "Reading " + grid.variable().name());
        });
        return loaded;
    }

    private void visit(int number, float[] inputs, float[] targets, Part part, Visitor visitor) {
        double[] read = target.channelsFirst(doubles(targets));
        for (double value : read) {
            if (!Double.isFinite(value)) {
                visitor.damaged(
                        number,
                        new InvalidInputException(
                                "The target of the example \""
                                        + examples.get(number).name() + "\" in "
                                        + part.targets().variable().name() + " holds " + value
                                        + "; finite numbers were expected.",
                                "Correct it, or leave out the example."));
                return;
            }
        }
        visitor.example(number, new NumberContent(shape.channelsFirst(doubles(inputs))), read);
    }

    private static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
