package org.knime.node.parameters.updates;

/**
 * Refers to the value of a parameter.
 *
 * @param <V> the class of the value
 */
public interface ParameterReference<V> {}
