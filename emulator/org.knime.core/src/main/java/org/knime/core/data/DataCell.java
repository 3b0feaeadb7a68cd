package org.knime.core.data;

import java.io.Serializable;
import org.knime.core.data.collection.CollectionDataValue;

/** One immutable value of a table. */
public abstract class DataCell implements DataValue, Serializable {
    /** For subclasses. */
    public DataCell() {}

    /** @return the type of this cell */
    public final DataType getType() {
        return this instanceof CollectionDataValue c
                ? DataType.getType(getClass(), c.getElementType())
                : DataType.getType(getClass());
    }

    /** @return whether there is no value */
    public boolean isMissing() {
        return false;
    }

    @Override
    public abstract String toString();

    /** Missing cells are equal to each other; others are if they are of one class and hold the same value. */
    @Override
    public final boolean equals(Object o) {
        if (!(o instanceof DataCell other)) {
            return false;
        }
        if (this == other || isMissing() && other.isMissing()) {
            return true;
        }
        return getClass() == other.getClass() && equalsDataCell(other);
    }

    /** @return whether a cell of this class holds the same value */
    protected abstract boolean equalsDataCell(DataCell dc);

    @Override
    public abstract int hashCode();
}
