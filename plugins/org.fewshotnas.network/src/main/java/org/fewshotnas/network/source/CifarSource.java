package org.fewshotnas.network.source;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.pictures.PngEncoder;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * CIFAR-10 and CIFAR-100 in their binary version (Krizhevsky 2009): for each picture a byte for its class, or two for the coarse and the fine
 * class, then 1,024 bytes each for red, green and blue.
 */
final class CifarSource implements LabelledSource {
    private static final ArrayShape PIXELS = new ArrayShape(TensorShape.image(3, 32, 32), false, true);
    private static final int PIXEL_BYTES = 3 * 32 * 32;
    private static final int LOOKED_AT = 100;

    private enum Kind {
        TEN("CIFAR-10", 10),
        HUNDRED("CIFAR-100", 20, 100);

        private final String title;
        /** How many classes each of the bytes before the pixels tells apart. */
        private final int[] classes;

        Kind(String title, int... classes) {
            this.title = title;
            this.classes = classes;
        }

        int bytes() {
            return classes.length + PIXEL_BYTES;
        }

        boolean fits(byte[] labels) {
            for (int i = 0; i < classes.length; i++) {
                if ((labels[i] & 0xff) >= classes[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Path> files;
    private final List<Example> examples = new ArrayList<>();
    private final Kind kind;
    /** Which of the bytes before the pixels is the class. */
    private final int labelByte;

    private CifarSource(List<Path> files, Kind kind, boolean coarse, boolean testing, Progress progress)
            throws IOException {
        this.files = files;
        this.kind = kind;
        labelByte = kind == Kind.HUNDRED && !coarse ? 1 : 0;
        Path folder = files.get(0).toAbsolutePath().getParent();
        List<String> names = LabelledFiles.classNames(
                folder,
                kind == Kind.TEN ? "batches.meta.txt" : coarse ? "coarse_label_names.txt" : "fine_label_names.txt");
        for (Path file : files) {
            progress.checkCanceled();
            add(file, names, testing && isTest(file));
        }
    }

    /** Whether a file holds such pictures: it has a whole number of them, and the classes of the first ones are classes. */
    static boolean recognises(Path file) throws IOException {
        return name(file).endsWith(".bin") && (kind(file).isPresent() || hasName(file));
    }

    /** As the data sets call their files, so that a damaged one is named. */
    private static boolean hasName(Path file) {
        return name(file).matches("(data_batch_\\d+|test_batch)\\.bin")
                || name(file).matches("(train|test)\\.bin")
                        && Files.exists(file.resolveSibling("fine_label_names.txt"));
    }

    private static String name(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isTest(Path file) {
        return name(file).contains("test");
    }

    private static Optional<Kind> kind(Path file) throws IOException {
        long size = Files.size(file);
        for (Kind kind : Kind.values()) {
            if (size > 0 && size % kind.bytes() == 0 && begins(file, kind)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static boolean begins(Path file, Kind kind) throws IOException {
        try (DataInputStream in = open(file)) {
            long count = Math.min(LOOKED_AT, Files.size(file) / kind.bytes());
            for (int i = 0; i < count; i++) {
                if (!kind.fits(in.readNBytes(kind.classes.length))) {
                    return false;
                }
                in.skipNBytes(PIXEL_BYTES);
            }
            return true;
        }
    }

    private static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    static CifarSource ofFolder(Path folder, List<Path> files, boolean coarse, Progress progress) throws IOException {
        List<Path> sorted = new ArrayList<>(files);
        // Training pictures first.
        sorted.sort((a, b) -> Boolean.compare(isTest(a), isTest(b)));
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (Path file : sorted) {
            kinds.add(kind(file).orElseThrow(() -> damaged(file)));
        }
        if (kinds.size() > 1) {
            throw new InvalidInputException(
                    "The folder \"" + folder.getFileName() + "\" holds pictures of both CIFAR-10 and CIFAR-100.",
                    "Put each data set into a folder of its own, or choose one file.");
        }
        return new CifarSource(sorted, kinds.iterator().next(), coarse, true, progress);
    }

    /** All examples are for training then. */
    static CifarSource ofFile(Path file, boolean coarse, Progress progress) throws IOException {
        Kind kind = kind(file).orElseThrow(() -> damaged(file));
        return new CifarSource(List.of(file), kind, coarse, false, progress);
    }

    private static InvalidInputException damaged(Path file) {
        long size = file.toFile().length();
        return new InvalidInputException(
                "The file \"" + file.getFileName() + "\" has " + size
                        + " bytes, which are no pictures of CIFAR-10 (3,073 bytes each, the first a class from 0 to 9) or CIFAR-100 (3,074 bytes "
                        + "each, the first two a coarse class from 0 to 19 and a fine one from 0 to 99).",
                size == 0
                        ? "It is empty: download it again."
                        : "If it is one of these data sets, it is damaged: download it again.");
    }

    private void add(Path file, List<String> names, boolean isTest) throws IOException {
        long count = Files.size(file) / kind.bytes();
        LabelledFiles.checkCount(file.getFileName().toString(), count);
        String stem = file.getFileName().toString().replaceFirst("(?i)\\.bin$", "");
        try (DataInputStream in = open(file)) {
            for (int i = 0; i < count; i++) {
                byte[] labels = in.readNBytes(kind.classes.length);
                if (!kind.fits(labels)) {
                    throw new InvalidInputException(
                            "The picture with the index " + i + " in the file \"" + file.getFileName()
                                    + "\" has the class " + (labels[labels.length - 1] & 0xff) + "; " + kind.title
                                    + " has classes up to " + (kind.classes[labels.length - 1] - 1) + ".",
                            "The file is damaged: download it again.");
                }
                in.skipNBytes(PIXEL_BYTES);
                int label = labels[labelByte];
                String name = label < names.size() ? names.get(label) : Integer.toString(label);
                examples.add(new Example(stem + " " + i, name, isTest));
            }
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
        for (Path file : files) {
            long count = Files.size(file) / kind.bytes();
            try (DataInputStream in = open(file)) {
                long end = number + count;
                for (; number < end && chosen.nextSetBit(number) >= 0; number++) {
                    progress.checkCanceled();
                    progress.report((double) number / examples.size(), "Picture " + (number + 1));
                    in.skipNBytes(kind.classes.length);
                    if (!chosen.get(number)) {
                        in.skipNBytes(PIXEL_BYTES);
                        continue;
                    }
                    byte[] pixels = new byte[PIXEL_BYTES];
                    in.readFully(pixels);
                    visitor.example(
                            number,
                            new PictureContent(PngEncoder.encode(32, 32, 3, PIXELS.channelsLast(pixels))),
                            NO_TARGET);
                }
                number = (int) end;
            } catch (EOFException e) {
                throw damaged(file);
            }
        }
    }
}
