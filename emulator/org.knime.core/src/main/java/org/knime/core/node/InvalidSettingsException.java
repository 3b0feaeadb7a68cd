package org.knime.core.node;

/** Settings that a node cannot work with, or that cannot be read. */
public class InvalidSettingsException extends Exception {
    /** @param message what is wrong, for the user */
    public InvalidSettingsException(String message) {
        super(message);
    }

    /** @param cause what went wrong below */
    public InvalidSettingsException(Throwable cause) {
        super(cause);
    }

    /**
     * @param message what is wrong, for the user
     * @param cause what went wrong below
     */
    public InvalidSettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
