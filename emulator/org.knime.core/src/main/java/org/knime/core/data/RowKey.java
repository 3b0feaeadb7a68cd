package org.knime.core.data;

import java.util.Objects;

/** The name of a row, unique within its table. */
public final class RowKey {
    private final String id;

    /** @param id the name */
    public RowKey(String id) {
        this.id = Objects.requireNonNull(id, "Row key must not be null.");
    }

    /** @return the name */
    public String getString() {
        return id;
    }

    @Override
    public String toString() {
        return id;
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof RowKey other && id.equals(other.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
