package org.knime.node.parameters.persistence;

import org.knime.core.node.NodeSettingsWO;

/**
 * Stores a parameter in a way of its own.
 *
 * @param <T> the class of the parameter
 */
public interface ParametersSaver<T> {
    /** Writes the parameter. */
    void save(T param, NodeSettingsWO settings);
}
