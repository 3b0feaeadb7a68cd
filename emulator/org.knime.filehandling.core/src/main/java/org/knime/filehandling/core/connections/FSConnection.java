package org.knime.filehandling.core.connections;

import java.io.IOException;

/** A connection to a file system; here there is none. */
public interface FSConnection extends AutoCloseable {
    @Override
    default void close() throws IOException {}
}
