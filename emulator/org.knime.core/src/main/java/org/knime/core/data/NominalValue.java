package org.knime.core.data;

/** Marks a value of a finite set, whose members a column's domain lists. */
public interface NominalValue extends DataValue {}
