package org.fewshotnas.network.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.fewshotnas.network.matlab.MatFile;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/** Opens labelled examples, whatever files they are in: what a file is, its first bytes say. */
public final class LabelledFiles {
    /** More examples are not read. */
    static final int MAX_EXAMPLES = 5_000_000;

    private static final int HEAD = 16;
    private static final String ADVICE =
            "Choose a folder with one folder of pictures for each class, the folder or the images file of an IDX data set (the MNIST family), "
                    + "the folder, the file x_train.npy or the .npz file of a NumPy data set, the folder of CIFAR's binary version, or the "
                    + "folder or a .ts or .tsv file of a data set of the UEA or UCR archive, or a MATLAB file with the arrays x and y.";

    private LabelledFiles() {}

    /**
     * Opens a file or folder.
     *
     * @throws InvalidInputException if there are no labelled examples
     * @throws IOException if it cannot be read
     */
    public static LabelledSource open(Path path, Reading reading, Progress progress) throws IOException {
        if (!Files.exists(path)) {
            throw new InvalidInputException(
                    "There is no file or folder \"" + path.toAbsolutePath() + "\".", "Check the path.");
        }
        return Files.isDirectory(path) ? openFolder(path, reading, progress) : openFile(path, reading, progress);
    }

    /** What a folder may hold beside pictures, as the user is told. */
    private enum Format {
        IDX("IDX"),
        ARRAYS("NumPy"),
        CIFAR("CIFAR"),
        SERIES("series"),
        MATLAB("MATLAB");

        private final String title;

        Format(String title) {
            this.title = title;
        }

        /** Of a file within a folder; empty if it is none of these. */
        static Optional<Format> of(Path file, byte[] head) throws IOException {
            if (IdxSource.recognises(head)) {
                return Optional.of(IDX);
            }
            if (NpySource.recognises(head) && (head[0] != 'P' || file.toString().endsWith(".npz"))) {
                return Optional.of(ARRAYS);
            }
            if (CifarSource.recognises(file)) {
                return Optional.of(CIFAR);
            }
            if (SeriesSource.recognises(file, head)) {
                return Optional.of(SERIES);
            }
            return MatFile.recognises(head) ? Optional.of(MATLAB) : Optional.empty();
        }
    }

    private static LabelledSource openFolder(Path folder, Reading reading, Progress progress) throws IOException {
        Map<Format, List<Path>> found = new EnumMap<>(Format.class);
        Optional<InvalidInputException> unread = Optional.empty();
        for (Path file : files(folder)) {
            byte[] head = head(file);
            Optional<Format> format = Format.of(file, head);
            format.ifPresent(
                    one -> found.computeIfAbsent(one, key -> new ArrayList<>()).add(file));
            unread = unread.isPresent() ? unread : OtherFormats.known(file, head);
        }
        int classes = FolderSource.foldersOfPictures(folder);
        if (found.size() > 1 || found.size() == 1 && classes > 1) {
            throw several(folder, found, classes);
        }
        if (found.isEmpty()) {
            if (classes == 0 && unread.isPresent()) {
                throw unread.get();
            }
            return FolderSource.open(folder, reading.longestSide(), progress);
        }
        Format format = found.keySet().iterator().next();
        List<Path> files = found.get(format);
        return switch (format) {
            case IDX -> IdxSource.ofFolder(folder, files);
            case ARRAYS -> NpySource.ofFolder(folder, files);
            case CIFAR -> CifarSource.ofFolder(folder, files, reading.coarse(), progress);
            case SERIES -> SeriesSource.ofFolder(folder, files, reading.fillGaps(), progress);
            case MATLAB -> MatSource.of(files, true, reading.step());
        };
    }

    /** Which of them is meant, only the user knows. */
    private static InvalidInputException several(Path folder, Map<Format, List<Path>> found, int classes) {
        List<String> words = new ArrayList<>();
        found.forEach((format, files) -> words.add(
                format.title + " (" + files.get(0).getFileName() + (files.size() > 1 ? " and others" : "") + ")"));
        if (classes > 1) {
            words.add("pictures in " + classes + " folders");
        }
        return new InvalidInputException(
                "The folder \"" + folder.getFileName() + "\" holds data of several kinds: " + String.join(", ", words)
                        + ".",
                "Choose a file instead of the folder, or put what belongs together into a folder of its own.");
    }

    private static LabelledSource openFile(Path file, Reading reading, Progress progress) throws IOException {
        byte[] head = head(file);
        if (IdxSource.recognises(head)) {
            return IdxSource.ofImages(file);
        }
        if (NpySource.recognises(head)) {
            return NpySource.ofFile(file);
        }
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".bin")) {
            return CifarSource.ofFile(file, reading.coarse(), progress);
        }
        if (SeriesSource.recognises(file, head)) {
            return SeriesSource.ofFile(file, reading.fillGaps(), progress);
        }
        if (MatFile.recognises(head)) {
            return MatSource.of(List.of(file), false, reading.step());
        }
        throw OtherFormats.refused(file, head, ADVICE);
    }

    /** The files that lie in a folder, by name; hidden ones are none. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> Files.isRegularFile(file) && !isHidden(file))
                    .sorted()
                    .toList();
        }
    }

    /** What the system or an archiver has put there, not the user. */
    static boolean isHidden(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".")
                || name.startsWith("__MACOSX")
                || name.equalsIgnoreCase("Thumbs.db")
                || name.equalsIgnoreCase("desktop.ini");
    }

    /** The first bytes of a file, unpacked. */
    static byte[] head(Path file) throws IOException {
        return head(file, HEAD);
    }

    /** So many of them, or as many as can be unpacked. */
    static byte[] head(Path file, int bytes) throws IOException {
        byte[] head = new byte[bytes];
        int count = 0;
        try (InputStream in = Unpacked.open(file)) {
            for (int read = 0; read >= 0 && count < bytes; count += Math.max(read, 0)) {
                // Little at once: what comes with an exception is lost.
                read = in.read(head, count, Math.min(HEAD, bytes - count));
            }
        } catch (ZipException | EOFException e) {
            // Whoever reads on says that the file is damaged.
        }
        return Arrays.copyOf(head, count);
    }

    /**
     * The names of classes in a text file beside the data, one in each line by their numbers: {@code classes.txt}, or else that of the data
     * set; empty if there is none.
     *
     * @param published as the data set calls the file
     * @throws IOException if it cannot be read
     */
    static List<String> classNames(Path folder, String... published) throws IOException {
        for (String name :
                Stream.concat(Stream.of("classes.txt"), Stream.of(published)).toList()) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file) && Files.size(file) <= 1 << 20) {
                return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
            }
        }
        return List.of();
    }

    static void checkCount(String file, long examples) {
        if (examples > MAX_EXAMPLES) {
            throw new InvalidInputException(
                    "\"" + file + "\" says that it holds " + examples + " examples; more than " + MAX_EXAMPLES
                            + " are not read.",
                    "Check that it is the right file and not damaged. If it is, divide it.");
        }
    }
}
