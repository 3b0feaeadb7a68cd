package org.knime.filehandling.core.connections;

/** A connection to a file system; here there is none. */
public interface FSConnection extends AutoCloseable {
    @Override
    void close();
}
