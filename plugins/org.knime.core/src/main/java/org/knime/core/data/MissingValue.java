package org.knime.core.data;

/** The absence of a value. */
public interface MissingValue extends DataValue {
    /** @return why the value is missing, {@code null} if that is not known */
    String getError();
}
