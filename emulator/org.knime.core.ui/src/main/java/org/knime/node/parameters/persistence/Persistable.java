package org.knime.node.parameters.persistence;

/** A group of parameters that is stored field by field; it needs a constructor without arguments. */
public interface Persistable {}
