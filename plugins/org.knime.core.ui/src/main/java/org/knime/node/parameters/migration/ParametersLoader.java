package org.knime.node.parameters.migration;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/**
 * Reads a parameter.
 *
 * @param <T> the class of the parameter
 */
@FunctionalInterface
public interface ParametersLoader<T> {
    /**
     * Reads a parameter from the settings of its group.
     *
     * @throws InvalidSettingsException if it is not there or cannot be used
     */
    T load(NodeSettingsRO settings) throws InvalidSettingsException;
}
