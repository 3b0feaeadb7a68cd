package org.knime.filehandling.core.connections;

import java.nio.file.Path;

/** A path in some file system; {@link FSFiles} reads it. */
public abstract class FSPath implements Path {
    /** For file systems. */
    public FSPath() {}
}
