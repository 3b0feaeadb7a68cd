package org.fewshotnas.network.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fewshotnas.network.data.IdxFile;
import org.fewshotnas.network.data.IdxStream;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.pictures.PngEncoder;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/** Images and labels in IDX files, as MNIST has them: the labels lie beside the images and are named as they are. */
final class IdxSource implements LabelledSource {
    private record Pair(Path images, Path labels, boolean isTest) {}

    private final List<Pair> pairs;
    private final List<Example> examples = new ArrayList<>();

    private IdxSource(List<Pair> pairs, List<String> names) throws IOException {
        this.pairs = pairs;
        for (Pair pair : pairs) {
            add(pair, names);
        }
    }

    /** Whether a file that begins so is one of images or labels. */
    static boolean recognises(byte[] head) {
        return head.length > 7 && head[0] == 0 && head[1] == 0 && head[2] == 8 && (head[3] == 1 || head[3] == 3);
    }

    private static boolean isImages(Path file) throws IOException {
        return LabelledFiles.head(file)[3] == 3;
    }

    static IdxSource ofFolder(Path folder, List<Path> files) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (Path file : files) {
            if (isImages(file)) {
                pairs.add(new Pair(file, labels(file), isTest(file)));
            }
        }
        long tests = pairs.stream().filter(Pair::isTest).count();
        if (pairs.isEmpty() || tests > 1 || pairs.size() - tests > 1) {
            throw new InvalidInputException(
                    "The folder \"" + folder.getFileName() + "\" holds "
                            + (pairs.isEmpty()
                                    ? "labels in IDX format, but no images."
                                    : "the images of several data sets: "
                                            + pairs.stream()
                                                    .map(pair -> pair.images()
                                                            .getFileName()
                                                            .toString())
                                                    .collect(Collectors.joining(", "))
                                            + "."),
                    pairs.isEmpty() ? "Put the images beside them." : "Choose the file of one of them.");
        }
        pairs.sort((a, b) -> Boolean.compare(a.isTest(), b.isTest()));
        return new IdxSource(pairs, LabelledFiles.classNames(folder));
    }

    /** All examples are for training then. */
    static IdxSource ofImages(Path file) throws IOException {
        if (!isImages(file)) {
            throw new InvalidInputException(
                    "The file \"" + file.getFileName() + "\" holds labels; the images were expected.",
                    "Choose the file of the images, or the folder.");
        }
        return new IdxSource(
                List.of(new Pair(file, labels(file), false)),
                LabelledFiles.classNames(file.toAbsolutePath().getParent()));
    }

    private static boolean isTest(Path images) {
        String name = images.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.contains("t10k") || name.contains("test");
    }

    private static Path labels(Path images) {
        String name = images.getFileName().toString();
        String stem = name.replace("images", "labels").replace("idx3", "idx1").replaceFirst("\\.gz$", "");
        for (String labels :
                List.of(stem + ".gz", stem, stem.replace("labels-", "labels."), stem.replace("labels.", "labels-"))) {
            Path file = images.resolveSibling(labels);
            if (!labels.equals(name) && Files.isRegularFile(file)) {
                return file;
            }
        }
        throw new InvalidInputException(
                "The labels of the images in \"" + name + "\" are not beside them: there is no file \"" + stem + "\".",
                "Put it beside the images, or choose another file.");
    }

    private void add(Pair pair, List<String> names) throws IOException {
        IdxFile labels = IdxFile.read(pair.labels(), LabelledFiles.MAX_EXAMPLES);
        int count;
        try (IdxStream images = IdxStream.open(pair.images())) {
            count = images.extents().get(0);
            images.require(3, "images");
        }
        LabelledFiles.checkCount(pair.images().getFileName().toString(), count);
        if (labels.extents().size() != 1 || labels.values().length != count) {
            throw new InvalidInputException(
                    "\"" + pair.images().getFileName() + "\" holds " + count + " images, but \""
                            + pair.labels().getFileName() + "\" holds " + labels.values().length + " labels.",
                    "Choose files that belong together.");
        }
        String stem = pair.images().getFileName().toString().replaceFirst("[-.]?images.*$", "");
        for (int i = 0; i < count; i++) {
            int label = labels.values()[i] & 0xff;
            String name = label < names.size() ? names.get(label) : Integer.toString(label);
            examples.add(new Example(stem.isEmpty() ? "image " + i : stem + " " + i, name, pair.isTest()));
        }
    }

    @Override
    public List<Example> examples() {
        return examples;
    }

    @Override
    public Optional<TensorShape> shape() {
        return Optional.empty();
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public void read(BitSet chosen, Progress progress, Visitor visitor) throws IOException {
        int number = 0;
        for (Pair pair : pairs) {
            try (IdxStream images = IdxStream.open(pair.images())) {
                int height = images.extents().get(1);
                int width = images.extents().get(2);
                int end = number + images.extents().get(0);
                for (; number < end && chosen.nextSetBit(number) >= 0; number++) {
                    progress.checkCanceled();
                    progress.report((double) number / examples.size(), "Image " + (number + 1));
                    byte[] pixels = images.next();
                    if (chosen.get(number)) {
                        visitor.example(
                                number, new PictureContent(PngEncoder.encode(height, width, 1, pixels)), NO_TARGET);
                    }
                }
                number = end;
            }
        }
    }
}
