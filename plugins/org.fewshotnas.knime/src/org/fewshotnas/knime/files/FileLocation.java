package org.fewshotnas.knime.files;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
import org.knime.filehandling.core.connections.FSLocation;

/**
 * A file or folder wherever KNIME can reach it: on this machine, relative to the workflow, or behind a URL. The path decides
 * what it is where it can, so that one flow variable of type string can hold any of them.
 */
public final class FileLocation {
    /** The specifier of the file system of this machine, where a connection leads to it. */
    private static final String THIS_MACHINE = "local";

    private final FSLocation location;

    /** @param chosen in a dialog, by a variable, or by a cell of a table; {@link FSLocation#NULL} is none */
    public FileLocation(FSLocation chosen) {
        location = chosen == FSLocation.NULL ? new FSLocation(FSCategory.LOCAL, "") : corrected(chosen);
    }

    private static FSLocation corrected(FSLocation chosen) {
        if (chosen.getFSCategory() == FSCategory.CONNECTED) {
            return chosen.getFileSystemSpecifier().filter(THIS_MACHINE::equals).isPresent()
                    ? new FSLocation(FSCategory.LOCAL, chosen.getPath())
                    : chosen;
        }
        String path = chosen.getPath().trim();
        boolean isUrl = path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
        if (isUrl && chosen.getFSCategory() != FSCategory.CUSTOM_URL) {
            return new FSLocation(FSCategory.CUSTOM_URL, Integer.toString(LocationCopy.TIMEOUT_MS), path);
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
        return here.isPresent()
                ? useHere(here.get(), use)
                : useCopy(ReadLimits.defaults().maxBytes(), true, progress, use);
    }

    /**
     * Gives a file, or a copy that is deleted afterwards, to a reader; a folder is refused.
     *
     * @param most bytes that a copy may have
     * @throws InvalidInputException if there is no such file, it is a folder, it cannot be reached, or the copy would be larger: with a
     *     message that names it
     * @throws IOException if it cannot be read, or the disk is full
     */
    public <T> T useFile(long most, Progress progress, Use<T> use) throws IOException {
        requirePossible();
        Optional<Path> here = here();
        if (here.isEmpty()) {
            return useCopy(most, false, progress, use);
        }
        Path file = here.get();
        if (Files.isDirectory(file)) {
            throw LocationCopy.isFolder(location);
        }
        if (!Files.exists(file)) {
            throw new InvalidInputException(
                    "There is no file \"" + file + "\""
                            + (file.isAbsolute() ? "." : ": the path starts in the folder in which KNIME runs."),
                    "Check the path.");
        }
        return use.apply(file);
    }

    private <T> T useCopy(long most, boolean folders, Progress progress, Use<T> use) throws IOException {
        Path temporary = Files.createTempDirectory("fewshotnas");
        try {
            Path copy = temporary.resolve(name());
            new LocationCopy(location, refusal()).make(copy, most, folders, progress);
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

    @Override
    public String toString() {
        return location.getPath();
    }
}
