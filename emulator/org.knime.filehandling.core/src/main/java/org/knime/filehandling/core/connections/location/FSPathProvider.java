package org.knime.filehandling.core.connections.location;

import java.io.IOException;
import org.knime.filehandling.core.connections.FSPath;

/** Holds a file system open while one of its paths is in use. */
public interface FSPathProvider extends AutoCloseable {
    /** @return the path */
    FSPath getPath();

    @Override
    void close() throws IOException;
}
