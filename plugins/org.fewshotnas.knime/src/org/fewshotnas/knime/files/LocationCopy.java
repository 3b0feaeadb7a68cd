package org.fewshotnas.knime.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.knime.core.util.FileUtil;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSFiles;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.FSPath;
import org.knime.filehandling.core.connections.location.FSPathProvider;
import org.knime.filehandling.core.connections.location.FSPathProviderFactory;

/** Copies what is not on this machine, by whichever of KNIME's file systems it is in. */
final class LocationCopy {
    static final int TIMEOUT_MS = 10_000;

    private final FSLocation location;
    private final Optional<String> refusal;

    /** @param refusal why KNIME does not say where the location is, if it refuses to */
    LocationCopy(FSLocation location, Optional<String> refusal) {
        this.location = location;
        this.refusal = refusal;
    }

    static InvalidInputException isFolder(FSLocation location) {
        return new InvalidInputException(
                "\"" + location.getPath() + "\" is a folder; a file is needed.", "Give the path of a file.");
    }

    /**
     * Makes the copy.
     *
     * @param most bytes of all files
     * @param folders whether a folder may be copied, with what is in it
     * @throws InvalidInputException if there is nothing, a folder where none may be, or more than may be; or it cannot be reached
     * @throws IOException if it cannot be read, or the copy cannot be written
     */
    void make(Path target, long most, boolean folders, Progress progress) throws IOException {
        RemoteFile remote = new RemoteFile(location.getPath());
        long[] room = {most};
        if (location.getPath().matches("(?i)https?:.*")) {
            // KNIME's file system says of every failure that there is no such file; the connection itself says what
            // happened.
            URL url = url(location.getPath());
            remote.copy(() -> open(remote, url), target, room, progress);
            return;
        }
        try (FSPathProviderFactory factory = fileSystem();
                FSPathProvider provider = factory.create(location)) {
            FSPath source = provider.getPath();
            if (location.getFSCategory() == FSCategory.CUSTOM_URL || !FSFiles.isDirectory(source)) {
                remote.copy(() -> open(remote, source), target, room, progress);
                return;
            }
            if (!folders) {
                throw isFolder(location);
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

    /** What a connector node connects, and what KNIME does not know or reach, says so in its own words. */
    private FSPathProviderFactory fileSystem() {
        if (location.getFSCategory() == FSCategory.CONNECTED) {
            throw new InvalidInputException(
                    "\"" + location.getPath() + "\" is in a file system that only a connector node reaches ("
                            + location.getFileSystemSpecifier().orElse("without a name") + ").",
                    "Copy the files to this machine with the node \"Transfer Files\", and use the paths that they have here.");
        }
        try {
            return FSPathProviderFactory.newFactory(Optional.empty(), location);
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            throw new InvalidInputException(
                    "The file system of \"" + location.getPath() + "\" cannot be reached: "
                            + String.valueOf(e.getMessage()).replaceFirst("\\.$", "") + ".",
                    "Copy the files to this machine, and use the paths that they have here.",
                    e);
        }
    }

    private static InputStream open(RemoteFile remote, URL url) {
        try {
            return FileUtil.openStreamWithTimeout(url, TIMEOUT_MS);
        } catch (IOException e) {
            throw remote.unreadable(e);
        }
    }

    /** What is missing or refused is said where the location is known. */
    private InputStream open(RemoteFile remote, FSPath source) throws IOException {
        try {
            return FSFiles.newInputStream(source);
        } catch (IOException e) {
            if (isMissing(e) || refusal.isPresent()) {
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
}
