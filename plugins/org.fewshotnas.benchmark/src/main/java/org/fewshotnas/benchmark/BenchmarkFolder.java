package org.fewshotnas.benchmark;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.space.InvalidInputException;

/** A folder of files that make one benchmark. */
final class BenchmarkFolder {
    private static final int MOST_FILES = 200_000;

    private BenchmarkFolder() {}

    /** The files of a folder in the order of their names, but for hidden ones; of a file, the file. */
    static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                if (!FileInput.name(entry).startsWith(".") && Files.isRegularFile(entry)) {
                    files.add(entry);
                    if (files.size() > MOST_FILES) {
                        throw new InvalidInputException(
                                "The folder \"" + FileInput.name(path) + "\" holds more than " + MOST_FILES + " files.",
                                "Choose the folder of one benchmark.");
                    }
                }
            }
        }
        files.sort(null);
        return files;
    }
}
