package org.knime.node.parameters;

/** A group of parameters that a dialog shows. */
public interface WidgetGroup {}
