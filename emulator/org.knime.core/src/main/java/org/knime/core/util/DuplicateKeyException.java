package org.knime.core.util;

/** Two rows of one table have the same name. */
public class DuplicateKeyException extends RuntimeException {
    private final String key;

    /**
     * @param message what is wrong
     * @param key the name that two rows have
     */
    public DuplicateKeyException(String message, String key) {
        super(message);
        this.key = key;
    }

    /** @return the name that two rows have */
    public String getKey() {
        return key;
    }
}
