package org.knime.core.data;

/** Marks a value with an order, whose bounds a column's domain keeps. */
public interface BoundedValue extends DataValue {}
