package org.knime.node.parameters.persistence;

import org.knime.core.node.NodeSettingsWO;

/**
 * Writes a parameter.
 *
 * @param <T> the class of the parameter
 */
@FunctionalInterface
public interface ParametersSaver<T> {
    /** Writes a parameter into the settings of its group. */
    void save(T param, NodeSettingsWO nodeSettings);
}
