package org.knime.core.node;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Writes a log, here by java.util.logging. */
public final class NodeLogger {
    private final Logger logger;

    private NodeLogger(Logger logger) {
        this.logger = logger;
    }

    /** @return the log of a class */
    public static NodeLogger getLogger(Class<?> c) {
        return new NodeLogger(Logger.getLogger(c.getName()));
    }

    /** Says something that might be wrong. */
    public void warn(Object o) {
        logger.log(Level.WARNING, String.valueOf(o));
    }
}
