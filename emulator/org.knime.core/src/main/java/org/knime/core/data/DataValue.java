package org.knime.core.data;

/** What all values of a cell have in common; the sub-interfaces say what a cell can be read as. */
public interface DataValue {}
