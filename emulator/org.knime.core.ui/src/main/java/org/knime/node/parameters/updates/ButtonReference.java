package org.knime.node.parameters.updates;

/** Refers to a button. */
public interface ButtonReference {}
