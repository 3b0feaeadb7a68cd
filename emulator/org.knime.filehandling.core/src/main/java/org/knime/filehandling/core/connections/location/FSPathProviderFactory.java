package org.knime.filehandling.core.connections.location;

import java.io.IOException;
import java.util.Optional;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSConnection;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.FSLocationSpec;
import org.knime.filehandling.core.connections.FSPath;
import org.knime.filehandling.core.connections.HostPath;

/** Turns locations into paths. */
public abstract class FSPathProviderFactory implements AutoCloseable {
    /** For file systems. */
    public FSPathProviderFactory() {}

    /**
     * @param portObjectConnection the file system that a port connects, if there is one
     * @param fsLocationSpec the file system
     * @return what turns locations in this file system into paths
     * @throws IllegalArgumentException if it needs a connection and there is none, or there is no such kind of file system
     */
    public static FSPathProviderFactory newFactory(
            Optional<FSConnection> portObjectConnection, FSLocationSpec fsLocationSpec) {
        if (fsLocationSpec.getFSCategory() == FSCategory.CONNECTED && portObjectConnection.isEmpty()) {
            throw new IllegalArgumentException(
                    "No FSConnection was provided although FSLocationSpec indicates a CONNECTED_FS");
        }
        return new FSPathProviderFactory() {
            @Override
            public FSPathProvider create(FSLocation fsLocation) {
                FSPath path = HostPath.lazily(fsLocation);
                return new FSPathProvider() {
                    @Override
                    public FSPath getPath() {
                        return path;
                    }

                    @Override
                    public void close() {
                        // nothing is held open
                    }
                };
            }

            @Override
            public void close() {
                // nothing is held open
            }
        };
    }

    /** @return the path of a location; one that makes no sense here says so when it is opened */
    public abstract FSPathProvider create(FSLocation fsLocation);

    @Override
    public abstract void close() throws IOException;
}
