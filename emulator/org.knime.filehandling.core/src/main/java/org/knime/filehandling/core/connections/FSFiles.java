package org.knime.filehandling.core.connections;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;

/** Reads files of all file systems. */
public final class FSFiles {
    private FSFiles() {}

    /**
     * Opens a file.
     *
     * @throws IOException if it cannot be read
     */
    public static InputStream newInputStream(Path path, OpenOption... options) throws IOException {
        return path instanceof HostPath p ? p.open(options) : Files.newInputStream(path, options);
    }

    /**
     * @return whether it is a folder
     * @throws AccessDeniedException if it must not be looked at
     */
    public static boolean isDirectory(Path path, LinkOption... linkOptions) throws AccessDeniedException {
        return path instanceof HostPath p ? p.isDirectory() : Files.isDirectory(path, linkOptions);
    }

    /**
     * @return the files of a folder and of those in it, in the order of their names
     * @throws IOException if it cannot be read
     */
    public static List<FSPath> getFilePathsFromFolder(FSPath source) throws IOException {
        return ((HostPath) source).files();
    }
}
