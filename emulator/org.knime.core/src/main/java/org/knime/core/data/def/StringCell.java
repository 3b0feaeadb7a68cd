package org.knime.core.data.def;

import java.util.Objects;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.NominalValue;
import org.knime.core.data.StringValue;

/** A text. */
public final class StringCell extends DataCell implements StringValue, NominalValue {
    /** The type of these cells. */
    public static final DataType TYPE = DataType.getType(StringCell.class);

    private final String string;

    /** @param str the text, not {@code null} */
    public StringCell(String str) {
        this.string = Objects.requireNonNull(str, "String value can't be null.");
    }

    @Override
    public String getStringValue() {
        return string;
    }

    @Override
    public String toString() {
        return string;
    }

    @Override
    protected boolean equalsDataCell(DataCell dc) {
        return string.equals(((StringCell) dc).string);
    }

    @Override
    public int hashCode() {
        return string.hashCode();
    }
}
