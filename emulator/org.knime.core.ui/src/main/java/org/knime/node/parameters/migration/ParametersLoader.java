package org.knime.node.parameters.migration;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/**
 * Reads a parameter in a way of its own.
 *
 * @param <T> the class of the parameter
 */
public interface ParametersLoader<T> {
    /**
     * Reads the parameter.
     *
     * @throws InvalidSettingsException if it is not there or cannot be
     */
    T load(NodeSettingsRO settings) throws InvalidSettingsException;
}
