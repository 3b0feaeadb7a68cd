package org.fewshotnas.network.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipException;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.pictures.PngEncoder;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/** NumPy arrays of examples, each with an array of labels. */
final class NpySource implements LabelledSource {
    private final List<NpyFiles.Pair> pairs;
    private final List<Example> examples = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private ArrayShape shape;
    /** {@code null} if the examples have classes. */
    private ArrayShape target;

    private NpySource(List<NpyFiles.Pair> pairs, List<String> names) throws IOException {
        this.pairs = pairs;
        for (NpyFiles.Pair pair : pairs) {
            add(pair, names);
        }
        shape.note().ifPresent(notes::add);
        if (target != null) {
            target.targetNote().ifPresent(notes::add);
        }
    }

    /** Whether a file that begins so is an array, or an archive of arrays. */
    static boolean recognises(byte[] head) {
        return head.length > 6
                && (head[0] == (byte) 0x93 && head[1] == 'N' && head[2] == 'U' && head[3] == 'M'
                        || head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4);
    }

    static NpySource ofFolder(Path folder, List<Path> files) throws IOException {
        return of(folder.getFileName(), folder, () -> NpyFiles.ofFolder(folder, files));
    }

    static NpySource ofFile(Path file) throws IOException {
        return of(file.getFileName(), file.toAbsolutePath().getParent(), () -> NpyFiles.ofFile(file));
    }

    @FunctionalInterface
    private interface Listing {
        NpyFiles list() throws IOException;
    }

    private static NpySource of(Path name, Path folder, Listing listing) throws IOException {
        NpyFiles files;
        try {
            files = listing.list();
        } catch (ZipException e) {
            throw NpyArray.damaged(String.valueOf(name), e);
        }
        return new NpySource(files.pairs(), LabelledFiles.classNames(folder));
    }

    private void add(NpyFiles.Pair pair, List<String> names) throws IOException {
        NpyLabels labels;
        try (NpyArray array = NpyArray.open(pair.labels())) {
            labels = NpyLabels.read(pair.labels().name(), array, names);
        }
        try (NpyArray array = NpyArray.open(pair.inputs())) {
            addShape(pair.inputs().name(), array);
            if (array.extents().get(0) != labels.count()) {
                throw new InvalidInputException(
                        "\"" + pair.inputs().name() + "\" holds "
                                + array.extents().get(0) + " examples, but \""
                                + pair.labels().name() + "\" holds "
                                + labels.count() + " labels.",
                        "Choose files that belong together.");
            }
        }
        addTarget(pair, labels);
        labels.note(pair.labels().name()).ifPresent(notes::add);
        String stem = pair.inputs().name().replaceFirst("(?i)\\.npy$", "");
        for (int i = 0; i < labels.count(); i++) {
            String label = labels.classes().isPresent() ? labels.classes().get().get(i) : "";
            examples.add(new Example(stem + " " + i, label, pair.isTest()));
        }
    }

    private void addShape(String name, NpyArray array) {
        if (array.isText()) {
            throw new InvalidInputException(
                    "The NumPy file \"" + name + "\" holds texts; numbers were expected.",
                    "Choose the file of the examples, not that of their labels.");
        }
        ArrayShape found = ArrayShape.of(name, array.extents(), array.isBytes());
        if (shape != null && !shape.equals(found)) {
            throw new InvalidInputException(
                    "The examples in \"" + name + "\" have the shape " + found.shape()
                            + ", but those for training have the shape " + shape.shape() + ".",
                    "Store both in the same way.");
        }
        shape = found;
    }

    /** All pairs have classes, or quantities of one shape. */
    private void addTarget(NpyFiles.Pair pair, NpyLabels labels) {
        String name = pair.labels().name();
        ArrayShape found = labels.classes().isPresent() ? null : ArrayShape.ofTargets(name, labels.extents(), shape);
        if (!examples.isEmpty() && !Objects.equals(target, found)) {
            throw new InvalidInputException(
                    "The labels in \"" + pairs.get(0).labels().name() + "\" are " + words(target) + ", but those in \""
                            + name + "\" are " + words(found) + ".",
                    "Store both in the same way: quantities as floating-point numbers, classes as whole numbers or texts.");
        }
        target = found;
    }

    private static String words(ArrayShape target) {
        return target == null ? "classes" : "quantities of the shape " + target.shape();
    }

    @Override
    public List<Example> examples() {
        return examples;
    }

    @Override
    public Optional<TensorShape> shape() {
        return shape.isPicture() ? Optional.empty() : Optional.of(shape.shape());
    }

    @Override
    public Optional<TensorShape> target() {
        return Optional.ofNullable(target).map(ArrayShape::shape);
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public void read(BitSet chosen, Progress progress, Visitor visitor) throws IOException {
        int number = 0;
        for (NpyFiles.Pair pair : pairs) {
            try (NpyArray inputs = NpyArray.open(pair.inputs());
                    NpyArray labels = NpyArray.open(pair.labels())) {
                int start = number;
                int end = number + inputs.extents().get(0);
                for (; number < end && chosen.nextSetBit(number) >= 0; number++) {
                    progress.checkCanceled();
                    if (chosen.get(number)) {
                        visit(
                                number,
                                number - start,
                                inputs,
                                labels,
                                pair.labels().name(),
                                visitor);
                    } else {
                        inputs.skipRow();
                        if (target != null) {
                            labels.skipRow();
                        }
                    }
                    progress.report((double) number / examples.size(), "Example " + (number + 1));
                }
                number = end;
            }
        }
    }

    /** Not a number is what NumPy has for a value that is missing. */
    private void visit(int number, int index, NpyArray inputs, NpyArray labels, String labelFile, Visitor visitor)
            throws IOException {
        double[] read = target == null ? NO_TARGET : target.channelsFirst(labels.numbers(labels.row()));
        for (double value : read) {
            if (!Double.isFinite(value)) {
                inputs.skipRow();
                visitor.damaged(number, unlabelled(labelFile, index, value, read.length));
                return;
            }
        }
        visitor.example(number, content(inputs), read);
    }

    private static InvalidInputException unlabelled(String file, int index, double value, int count) {
        return new InvalidInputException(
                "The label with the index " + index + " in \"" + file + "\" "
                        + (count == 1
                                ? "is " + value + "; a finite number was"
                                : "holds " + value + "; finite numbers were")
                        + " expected.",
                "Correct it, or remove the example from both arrays.");
    }

    private Content content(NpyArray array) throws IOException {
        byte[] row = array.row();
        if (!shape.isPicture()) {
            return new NumberContent(shape.channelsFirst(array.numbers(row)));
        }
        TensorShape picture = shape.shape();
        return new PictureContent(PngEncoder.encode(
                picture.extents().get(0), picture.extents().get(1), picture.channels(), shape.channelsLast(row)));
    }
}
