package org.knime.core.node;

/** The user stopped the execution. */
public class CanceledExecutionException extends Exception {
    /** Without a message of its own. */
    public CanceledExecutionException() {
        this("Execution canceled");
    }

    /** @param s what to say */
    public CanceledExecutionException(String s) {
        super(s);
    }
}
