package org.fewshotnas.network.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
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
    private final Optional<double[]> quantities;
    private ArrayShape shape;

    private NpySource(List<NpyFiles.Pair> pairs, List<String> names) throws IOException {
        this.pairs = pairs;
        List<NpyLabels> labels = new ArrayList<>();
        for (NpyFiles.Pair pair : pairs) {
            labels.add(add(pair, names));
        }
        quantities = quantities(labels);
        shape.note().ifPresent(notes::add);
        for (int i = 0; i < labels.size(); i++) {
            labels.get(i).note(pairs.get(i).labels().name()).ifPresent(notes::add);
        }
    }

    /** Those of all pairs, if all have quantities. */
    private Optional<double[]> quantities(List<NpyLabels> labels) {
        for (int i = 1; i < labels.size(); i++) {
            boolean first = labels.get(0).quantities().isPresent();
            if (labels.get(i).quantities().isPresent() != first) {
                throw new InvalidInputException(
                        "The labels in \"" + pairs.get(0).labels().name() + "\" are "
                                + (first ? "quantities" : "classes") + ", but those in \""
                                + pairs.get(i).labels().name() + "\" are "
                                + (first ? "classes" : "quantities") + ".",
                        "Store both in the same way: quantities as floating-point numbers, classes as whole numbers or texts.");
            }
        }
        return labels.stream().allMatch(one -> one.quantities().isPresent())
                ? Optional.of(labels.stream()
                        .flatMapToDouble(one -> Arrays.stream(one.quantities().orElseThrow()))
                        .toArray())
                : Optional.empty();
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
            throw damaged(String.valueOf(name), e);
        }
        return new NpySource(files.pairs(), LabelledFiles.classNames(folder));
    }

    private NpyLabels add(NpyFiles.Pair pair, List<String> names) throws IOException {
        NpyLabels labels;
        try (NpyArray array = open(pair.labels())) {
            labels = NpyLabels.read(pair.labels().name(), array, names);
        } catch (EOFException | ZipException e) {
            throw damaged(pair.labels().name(), e);
        }
        try (NpyArray array = open(pair.inputs())) {
            if (array.isText()) {
                throw new InvalidInputException(
                        "The NumPy file \"" + pair.inputs().name() + "\" holds texts; numbers were expected.",
                        "Choose the file of the examples, not that of their labels.");
            }
            ArrayShape found = ArrayShape.of(pair.inputs().name(), array.extents(), array.isBytes());
            if (shape != null && !shape.equals(found)) {
                throw new InvalidInputException(
                        "The examples in \"" + pair.inputs().name() + "\" have the shape " + found.shape()
                                + ", but those for training have the shape " + shape.shape() + ".",
                        "Store both in the same way.");
            }
            shape = found;
            if (array.extents().get(0) != labels.classes().size()) {
                throw new InvalidInputException(
                        "\"" + pair.inputs().name() + "\" holds "
                                + array.extents().get(0) + " examples, but \""
                                + pair.labels().name() + "\" holds "
                                + labels.classes().size() + " labels.",
                        "Choose files that belong together.");
            }
        } catch (EOFException | ZipException e) {
            throw damaged(pair.inputs().name(), e);
        }
        String stem = pair.inputs().name().replaceFirst("(?i)\\.npy$", "");
        for (int i = 0; i < labels.classes().size(); i++) {
            examples.add(new Example(stem + " " + i, labels.classes().get(i), pair.isTest()));
        }
        return labels;
    }

    private static NpyArray open(NpyFiles.Entry entry) throws IOException {
        InputStream bytes = entry.opening().open();
        try {
            return new NpyArray(entry.name(), bytes);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private static InvalidInputException damaged(String name, IOException e) {
        return new InvalidInputException(
                "The NumPy file \"" + name + "\" cannot be read: it ends too soon or is damaged.",
                "Copy or download it again.",
                e);
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
    public Optional<double[]> quantities() {
        return quantities;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public void read(BitSet chosen, Progress progress, Visitor visitor) throws IOException {
        int number = 0;
        for (NpyFiles.Pair pair : pairs) {
            try (NpyArray array = open(pair.inputs())) {
                int start = number;
                int end = number + array.extents().get(0);
                for (; number < end && chosen.nextSetBit(number) >= 0; number++) {
                    progress.checkCanceled();
                    if (chosen.get(number) && !isLabelled(number)) {
                        visitor.damaged(
                                number,
                                unlabelled(pair, number - start, quantities.orElseThrow()[number]));
                    }
                    if (chosen.get(number) && isLabelled(number)) {
                        visitor.example(number, content(array));
                    } else {
                        array.skipRow();
                    }
                    progress.report((double) number / examples.size(), "Example " + (number + 1));
                }
                number = end;
            } catch (EOFException | ZipException e) {
                throw damaged(pair.inputs().name(), e);
            }
        }
    }

    /** Not a number is what NumPy has for a value that is missing. */
    private boolean isLabelled(int number) {
        return quantities.isEmpty() || Double.isFinite(quantities.get()[number]);
    }

    private static InvalidInputException unlabelled(NpyFiles.Pair pair, int index, double label) {
        return new InvalidInputException(
                "The label with the index " + index + " in \"" + pair.labels().name() + "\" is " + label
                        + "; a finite number was expected.",
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
