package org.fewshotnas.knime.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.knime.core.util.FileUtil;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSFiles;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.FSPath;
import org.knime.filehandling.core.connections.location.FSPathProvider;
import org.knime.filehandling.core.connections.location.FSPathProviderFactory;

/**
 * A file or folder wherever KNIME can reach it: on this machine, relative to the workflow, or behind a URL. The path decides
 * what it is where it can, so that one flow variable of type string can hold any of them.
 */
public final class FileLocation {
    private static final int URL_TIMEOUT = 10_000;

    private final FSLocation location;

    /** @param chosen in a dialog, or by a variable */
    public FileLocation(FSLocation chosen) {
        location = corrected(chosen);
    }

    private static FSLocation corrected(FSLocation chosen) {
        String path = chosen.getPath().trim();
        boolean isUrl = path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
        if (isUrl && chosen.getFSCategory() != FSCategory.CUSTOM_URL) {
            return new FSLocation(FSCategory.CUSTOM_URL, Integer.toString(URL_TIMEOUT), path);
        }
        if (!isUrl && chosen.getFSCategory() == FSCategory.CUSTOM_URL) {
            return new FSLocation(FSCategory.LOCAL, path);
        }
        return chosen;
    }

    /** Whether nothing is chosen. */
    public boolean isEmpty() {
        return location.getPath().isBlank();
    }

    /** The file's or folder's place on this machine; empty if it is elsewhere, so that it must be copied. */
    public Optional<Path> here() {
        try {
            return resolved();
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            // It is asked for its content all the same; if that fails, this is the reason.
            return Optional.empty();
        }
    }

    private Optional<Path> resolved() throws IOException, URISyntaxException {
        if (location.getFSCategory() == FSCategory.LOCAL) {
            return Optional.of(Path.of(location.getPath()));
        }
        String url = url();
        return url.isEmpty() ? Optional.empty() : Optional.ofNullable(FileUtil.resolveToPath(FileUtil.toURL(url)));
    }

    /** Why KNIME does not say where the location is: it leaves a workflow that lies in no space, for one. */
    private Optional<String> refusal() {
        try {
            resolved();
        } catch (IOException e) {
            return Optional.ofNullable(e.getMessage());
        } catch (URISyntaxException | IllegalArgumentException e) {
            // It has no URL. Whether it is there is another question.
        }
        return Optional.empty();
    }

    /** A URL that KNIME may resolve to a place on this machine, or empty. */
    private String url() {
        String path = location.getPath();
        if (location.getFSCategory() == FSCategory.CUSTOM_URL) {
            return path.startsWith("knime:") || path.startsWith("file:") ? path : "";
        }
        if (location.getFSCategory() != FSCategory.RELATIVE) {
            return "";
        }
        String base = location.getFileSystemSpecifier().orElse("");
        // The data area has no URL of its own.
        String folder = base.equals("knime.workflow.data") ? "knime.workflow/data" : base;
        return "knime://" + folder + (path.startsWith("/") ? "" : "/") + path.replace("%", "%25");
    }

    /** What is done with a file on this machine. */
    @FunctionalInterface
    public interface Use<T> {
        /**
         * Does it.
         *
         * @throws IOException if the file cannot be read
         */
        T apply(Path file) throws IOException;
    }

    /**
     * Gives the file or folder, or a copy that is deleted afterwards, to a reader. Of a folder that is copied all files come along, also those
     * in folders within it.
     *
     * @throws InvalidInputException if there is no such file
     * @throws IOException if it cannot be read, or the disk is full
     */
    public <T> T use(Progress progress, Use<T> use) throws IOException {
        requirePossible();
        Optional<Path> here = here();
        if (here.isPresent()) {
            return useHere(here.get(), use);
        }
        Path temporary = Files.createTempDirectory("fewshotnas");
        try {
            Path copy = temporary.resolve(name());
            copy(copy, progress);
            return use.apply(copy);
        } finally {
            delete(temporary);
        }
    }

    /**
     * The folder's place on this machine, to write to.
     *
     * @throws InvalidInputException if it is elsewhere, or cannot be on this system
     */
    public Path folderHere() {
        requirePossible();
        return here().orElseThrow(() -> new InvalidInputException(
                "\"" + location.getPath() + "\" is not on this machine"
                        + refusal()
                                .map(reason -> ": " + reason.replaceFirst("\\.$", ""))
                                .orElse("") + ".",
                "Choose a folder on this machine, or one in the workflow: knime://knime.workflow/data/...."));
    }

    /** A path may have letters that this system's file names cannot have. */
    private void requirePossible() {
        try {
            if (location.getFSCategory() == FSCategory.LOCAL) {
                Path.of(location.getPath());
            }
        } catch (InvalidPathException e) {
            boolean ascii = location.getPath().chars().allMatch(c -> c < 128);
            throw new InvalidInputException(
                    "\"" + location.getPath() + "\" is no path on this system: " + e.getReason() + ".",
                    ascii
                            ? "Correct it under \"File\"."
                            : "Start KNIME where the system's language writes more than ASCII: with the environment variable LC_ALL=C.UTF-8, say;"
                                    + " or rename the file.",
                    e);
        }
    }

    /** A relative path that leads nowhere may be meant to start in the workflow's folder. */
    private static <T> T useHere(Path file, Use<T> use) throws IOException {
        try {
            return use.apply(file);
        } catch (InvalidInputException e) {
            if (file.isAbsolute() || Files.exists(file)) {
                throw e;
            }
            throw new InvalidInputException(
                    e.getMessage(),
                    e.resolution() + " \"" + file
                            + "\" starts in the working folder; in the workflow's folder it would be "
                            + "knime://knime.workflow/" + file.toString().replace('\\', '/') + ".",
                    e);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = new ArrayList<>(all.toList());
        }
        Collections.reverse(files);
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    private String name() {
        String path = location.getPath().replaceFirst("[?#].*$", "").replaceFirst("/+$", "");
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return name.isEmpty() || name.equals(".") || name.equals("..") ? "file" : name;
    }

    private void copy(Path target, Progress progress) throws IOException {
        RemoteFile remote = new RemoteFile(location.getPath());
        long[] room = {ReadLimits.defaults().maxBytes()};
        if (location.getPath().matches("(?i)https?:.*")) {
            // KNIME's file system says of every failure that there is no such file; the connection itself says what
            // happened.
            URL url = url(location.getPath());
            remote.copy(() -> open(remote, url), target, room, progress);
            return;
        }
        try (FSPathProviderFactory factory = FSPathProviderFactory.newFactory(Optional.empty(), location);
                FSPathProvider provider = factory.create(location)) {
            FSPath source = provider.getPath();
            if (location.getFSCategory() == FSCategory.CUSTOM_URL || !FSFiles.isDirectory(source)) {
                remote.copy(() -> open(remote, source), target, room, progress);
                return;
            }
            Files.createDirectory(target);
            for (FSPath file : FSFiles.getFilePathsFromFolder(source)) {
                Path copy = target;
                for (int i = source.getNameCount(); i < file.getNameCount(); i++) {
                    copy = copy.resolve(file.getName(i).toString());
                }
                Path place = copy;
                Files.createDirectories(place.getParent());
                remote.copy(() -> open(remote, file), place, room, progress);
            }
        } catch (IOException e) {
            Optional<String> refusal = refusal();
            if (refusal.isPresent()) {
                throw new InvalidInputException(
                        "\"" + location.getPath() + "\" cannot be reached: "
                                + refusal.get().replaceFirst("\\.$", "") + ".",
                        "Put the file into the folder \"data\" of the workflow and name it knime://knime.workflow/data/..., or give its "
                                + "path on this machine.",
                        e);
            }
            if (!isMissing(e)) {
                throw e;
            }
            throw new InvalidInputException(
                    "There is no file \"" + location.getPath() + "\".",
                    "Check the path. A path that begins with knime://knime.workflow/ starts in the workflow's folder.",
                    e);
        }
    }

    private static InputStream open(RemoteFile remote, URL url) {
        try {
            return FileUtil.openStreamWithTimeout(url, URL_TIMEOUT);
        } catch (IOException e) {
            throw remote.unreadable(e);
        }
    }

    /** What is missing or refused is said where the location is known. */
    private InputStream open(RemoteFile remote, FSPath source) throws IOException {
        try {
            return FSFiles.newInputStream(source);
        } catch (IOException e) {
            if (isMissing(e) || refusal().isPresent()) {
                throw e;
            }
            throw remote.unreadable(e);
        }
    }

    private static boolean isMissing(IOException e) {
        return e instanceof NoSuchFileException || e instanceof FileNotFoundException;
    }

    private static URL url(String address) {
        try {
            return FileUtil.toURL(address);
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new InvalidInputException(
                    "\"" + address + "\" is no web address: " + e.getMessage() + ".", "Correct it under \"File\".", e);
        }
    }

    @Override
    public String toString() {
        return location.getPath();
    }
}
