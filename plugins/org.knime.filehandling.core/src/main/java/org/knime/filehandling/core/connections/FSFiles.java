package org.knime.filehandling.core.connections;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;

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
}
