package org.fewshotnas.knime.nodes.reader;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.fewshotnas.benchmark.ReadLimits;
import org.fewshotnas.space.InvalidInputException;
import org.fewshotnas.space.Progress;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSFiles;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.location.FSPathProvider;
import org.knime.filehandling.core.connections.location.FSPathProviderFactory;

/**
 * A benchmark file wherever KNIME can reach it: on this machine, relative to the workflow, or behind a URL. The path decides what it is
 * where it can, so that one flow variable of type string can hold any of them.
 */
final class BenchmarkLocation {
    private static final String URL_TIMEOUT_MS = "10000";

    private final FSLocation location;

    BenchmarkLocation(FSLocation chosen) {
        location = corrected(chosen);
    }

    private static FSLocation corrected(FSLocation chosen) {
        String path = chosen.getPath().trim();
        boolean isUrl = path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
        if (isUrl && chosen.getFSCategory() != FSCategory.CUSTOM_URL) {
            return new FSLocation(FSCategory.CUSTOM_URL, URL_TIMEOUT_MS, path);
        }
        if (!isUrl && chosen.getFSCategory() == FSCategory.CUSTOM_URL) {
            return new FSLocation(FSCategory.LOCAL, path);
        }
        return chosen;
    }

    boolean isEmpty() {
        return location.getPath().isBlank();
    }

    /** Whether looking into the file is quick enough for a dialog. */
    boolean isNear() {
        return !location.getPath().startsWith("http");
    }

    /** What is done with a file on this machine. */
    @FunctionalInterface
    interface Use<T> {
        T apply(Path file) throws IOException;
    }

    /**
     * Gives the file, or a copy that is deleted afterwards, to a reader.
     *
     * @throws InvalidInputException if there is no such file
     * @throws IOException if it cannot be read, or the disk is full
     */
    <T> T use(Progress progress, Use<T> use) throws IOException {
        if (location.getFSCategory() == FSCategory.LOCAL) {
            return use.apply(Path.of(location.getPath()));
        }
        Path folder = Files.createTempDirectory("fewshotnas");
        Path copy = folder.resolve(fileName());
        try {
            copy(copy, progress);
            return use.apply(copy);
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(folder);
        }
    }

    private String fileName() {
        String path = location.getPath().replaceFirst("[?#].*$", "");
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return name.isEmpty() || name.equals(".") || name.equals("..") ? "benchmark" : name;
    }

    private void copy(Path target, Progress progress) throws IOException {
        long limit = ReadLimits.defaults().maxBytes();
        try (FSPathProviderFactory factory = FSPathProviderFactory.newFactory(Optional.empty(), location);
                FSPathProvider provider = factory.create(location);
                InputStream in = FSFiles.newInputStream(provider.getPath());
                OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[1 << 16];
            long copied = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                progress.checkCanceled();
                copied += n;
                if (copied > limit) {
                    throw new InvalidInputException(
                            "The file \"" + fileName() + "\" has more than " + limit + " bytes.",
                            "Check that it is the right file.");
                }
                out.write(buffer, 0, n);
            }
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new InvalidInputException(
                    "There is no file \"" + location.getPath() + "\".",
                    "Check the path. A path that begins with knime://knime.workflow/ starts in the workflow's folder.",
                    e);
        }
    }

    @Override
    public String toString() {
        return location.getPath();
    }
}
