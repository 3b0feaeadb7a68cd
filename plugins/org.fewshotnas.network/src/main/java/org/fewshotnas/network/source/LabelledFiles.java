package org.fewshotnas.network.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/** Opens labelled examples, whatever files they are in: what a file is, its first bytes say. */
public final class LabelledFiles {
    /** More examples are not read. */
    static final int MAX_EXAMPLES = 5_000_000;

    private static final int HEAD = 16;
    private static final String ADVICE =
            "Choose a folder with one folder of pictures for each class, the folder or the images file of an IDX data set (the MNIST family), "
                    + "or the folder, the file x_train.npy or the .npz file of a NumPy data set.";

    private LabelledFiles() {}

    /**
     * Opens a file or folder.
     *
     * @param largest pixels along a side; larger pictures are shrunk when they are read
     * @throws InvalidInputException if there are no labelled examples
     * @throws IOException if it cannot be read
     */
    public static LabelledSource open(Path path, int largest, Progress progress) throws IOException {
        if (!Files.exists(path)) {
            throw new InvalidInputException(
                    "There is no file or folder \"" + path.toAbsolutePath() + "\".", "Check the path.");
        }
        return Files.isDirectory(path) ? openFolder(path, largest, progress) : openFile(path);
    }

    private static LabelledSource openFolder(Path folder, int largest, Progress progress) throws IOException {
        List<Path> idx = new ArrayList<>();
        List<Path> arrays = new ArrayList<>();
        for (Path file : files(folder)) {
            byte[] head = head(file);
            if (IdxSource.recognises(head)) {
                idx.add(file);
            } else if (NpySource.recognises(head)
                    && (head[0] != 'P' || file.toString().endsWith(".npz"))) {
                arrays.add(file);
            }
        }
        if (!idx.isEmpty()) {
            return IdxSource.ofFolder(folder, idx);
        }
        return arrays.isEmpty() ? FolderSource.open(folder, largest, progress) : NpySource.ofFolder(folder, arrays);
    }

    private static LabelledSource openFile(Path file) throws IOException {
        byte[] head = head(file);
        if (IdxSource.recognises(head)) {
            return IdxSource.ofImages(file);
        }
        if (NpySource.recognises(head)) {
            return NpySource.ofFile(file);
        }
        throw new InvalidInputException(
                "The file \"" + file.getFileName() + "\" holds no labelled examples in a format that is known.",
                ADVICE);
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
        try (InputStream in = Unpacked.open(file)) {
            return in.readNBytes(HEAD);
        } catch (ZipException | EOFException e) {
            return new byte[0];
        }
    }

    /**
     * The names of classes in a file {@code classes.txt} beside the data, one in each line by their numbers; empty if there is none.
     *
     * @throws IOException if it cannot be read
     */
    static List<String> classNames(Path folder) throws IOException {
        Path file = folder.resolve("classes.txt");
        if (!Files.isRegularFile(file) || Files.size(file) > 1 << 20) {
            return List.of();
        }
        return Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
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
