package org.fewshotnas.benchmark.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.space.base.InvalidInputException;

/** A folder of files that make one benchmark. */
public final class BenchmarkFolder {
    private static final int MOST_FILES = 200_000;
    private static final int LISTED = 8;
    private static final int HEAD = 256;
    /** How browsers and other programs name what they have not finished. */
    private static final List<String> PARTS =
            List.of(".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp", ".aria2", "~");

    private BenchmarkFolder() {}

    /** The benchmark's files in a folder, in the order of their names; of a file, the file. */
    public static List<Path> files(Path path) throws IOException {
        return Files.isDirectory(path) ? content(path).files() : List.of(path);
    }

    /** What a user should know of files in a folder that are none of a benchmark: a sentence. */
    public static Optional<String> foreign(Path path) throws IOException {
        List<String> foreign = Files.isDirectory(path) ? content(path).foreign() : List.of();
        return foreign.isEmpty()
                ? Optional.empty()
                : Optional.of("Files in the folder that are none of the benchmark were left out: "
                        + Excerpts.listed(foreign, LISTED) + ".");
    }

    /** What a folder holds but for hidden files. */
    private record Content(List<Path> files, List<String> foreign) {}

    private static Content content(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (FileInput.name(entry).startsWith(".") || !Files.isRegularFile(entry)) {
                    continue;
                }
                if (isForeign(entry)) {
                    foreign.add(FileInput.name(entry));
                } else {
                    files.add(entry);
                }
                if (files.size() + foreign.size() > MOST_FILES) {
                    throw new InvalidInputException(
                            "The folder \"" + FileInput.name(folder) + "\" holds more than " + MOST_FILES + " files.",
                            "Choose the folder of one benchmark.");
                }
            }
        }
        files.sort(null);
        foreign.sort(null);
        // A folder of nothing but such files is what a user chose by mistake; the message then names one of them.
        return files.isEmpty()
                ? new Content(foreign.stream().map(folder::resolve).toList(), List.of())
                : new Content(files, foreign);
    }

    /** A download that is not finished, or a file that does not begin as a pickle does, be it packed. */
    private static boolean isForeign(Path file) throws IOException {
        String name = FileInput.name(file).toLowerCase(Locale.ROOT);
        if (PARTS.stream().anyMatch(name::endsWith)) {
            return true;
        }
        byte[] head = new byte[HEAD];
        int length;
        try (InputStream in = Files.newInputStream(file)) {
            length = in.readNBytes(head, 0, HEAD);
        }
        byte[] bytes = Arrays.copyOf(head, length);
        return !FileInput.isPacked(bytes) && !PickleFile.looksLikePickle(new FileHead(bytes, false));
    }
}
