package org.knime.core.data;

/** The cell where a value is not known. */
public final class MissingCell extends DataCell implements MissingValue {
    static final MissingCell INSTANCE = new MissingCell();

    private MissingCell() {}

    @Override
    public boolean isMissing() {
        return true;
    }

    @Override
    public String toString() {
        return "?";
    }

    @Override
    protected boolean equalsDataCell(DataCell dc) {
        return true;
    }

    @Override
    public int hashCode() {
        return 1;
    }
}
