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

    /** Says something in detail. */
    public void debug(Object o) {
        logger.log(Level.FINE, String.valueOf(o));
    }

    /** Says something of interest. */
    public void info(Object o) {
        logger.log(Level.INFO, String.valueOf(o));
    }

    /** Says something that might be wrong. */
    public void warn(Object o) {
        logger.log(Level.WARNING, String.valueOf(o));
    }

    /** Says something that might be wrong, and why. */
    public void warn(Object o, Throwable t) {
        logger.log(Level.WARNING, String.valueOf(o), t);
    }

    /** Says something that is wrong. */
    public void error(Object o) {
        logger.log(Level.SEVERE, String.valueOf(o));
    }

    /** Says something that is wrong, and why. */
    public void error(Object o, Throwable t) {
        logger.log(Level.SEVERE, String.valueOf(o), t);
    }
}
