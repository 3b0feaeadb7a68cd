package org.knime.core.data.def;

import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;

/** A whole number of 64 bits. */
public class LongCell extends DataCell implements LongValue, DoubleValue, BoundedValue {
    /** The type of these cells. */
    public static final DataType TYPE = DataType.getType(LongCell.class);

    private final long value;

    /** @param value the number */
    public LongCell(long value) {
        this.value = value;
    }

    @Override
    public long getLongValue() {
        return value;
    }

    @Override
    public double getDoubleValue() {
        return value;
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }

    @Override
    protected boolean equalsDataCell(DataCell dc) {
        return Long.compare(value, ((LongCell) dc).value) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(value);
    }
}
