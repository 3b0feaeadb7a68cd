package org.knime.core.data;

/** Marks the absence of a value. */
public interface MissingValue extends DataValue {}
