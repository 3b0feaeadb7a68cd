package org.knime.core.data.def;

import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.LongValue;

/** A whole number of 32 bits. */
public class IntCell extends DataCell implements IntValue, LongValue, DoubleValue, BoundedValue {
    /** The type of these cells. */
    public static final DataType TYPE = DataType.getType(IntCell.class);

    private final int value;

    /** @param value the number */
    public IntCell(int value) {
        this.value = value;
    }

    @Override
    public int getIntValue() {
        return value;
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
        return Integer.toString(value);
    }

    @Override
    protected boolean equalsDataCell(DataCell dc) {
        return Integer.compare(value, ((IntCell) dc).value) == 0;
    }

    @Override
    public int hashCode() {
        return Integer.hashCode(value);
    }
}
