package org.knime.core.data;

/** The cell where a value is not known. */
public final class MissingCell extends DataCell implements MissingValue {
    static final MissingCell INSTANCE = new MissingCell(null);

    private final String error;

    /** @param error why the value is missing, can be {@code null} */
    public MissingCell(String error) {
        this.error = error;
    }

    @Override
    public String getError() {
        return error;
    }

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
