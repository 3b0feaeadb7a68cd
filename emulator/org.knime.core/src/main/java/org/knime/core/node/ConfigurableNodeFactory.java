package org.knime.core.node;

/** Describes and makes a node whose ports can vary. */
public abstract class ConfigurableNodeFactory<T> extends NodeFactory<T> {
    /** For subclasses. */
    protected ConfigurableNodeFactory() {}
}
