package org.knime.node.parameters.persistence;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.migration.ParametersLoader;

/**
 * Stores and reads a parameter in a way of its own. It needs a constructor without arguments.
 *
 * @param <T> the class of the parameter
 */
public interface NodeParametersPersistor<T> extends ParametersSaver<T>, ParametersLoader<T> {
    @Override
    T load(NodeSettingsRO settings) throws InvalidSettingsException;

    @Override
    void save(T param, NodeSettingsWO settings);

    /** @return where it stores what, as paths of keys: these can be set by flow variables, and are absent in older settings or not */
    String[][] getConfigPaths();
}
