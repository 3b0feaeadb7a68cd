package org.knime.core.webui.node.impl;

import java.util.Optional;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;

/**
 * A model whose settings are parameters.
 *
 * @param <S> the class of the parameters
 */
public abstract class WebUINodeModel<S extends NodeParameters> extends NodeModel {
    private final Class<S> type;
    /** {@code null} until they are loaded, or the node is configured for the first time. */
    private S parameters;

    /** A model with the ports that the configuration says. */
    protected WebUINodeModel(WebUINodeConfiguration configuration, Class<S> modelSettingsClass) {
        super(
                configuration.inputs.stream().map(port -> port.type()).toArray(PortType[]::new),
                configuration.outputs.stream().map(port -> port.type()).toArray(PortType[]::new));
        type = modelSettingsClass;
    }

    @Override
    protected final PortObjectSpec[] configure(PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        if (parameters == null) {
            parameters = NodeParametersUtil.createSettings(type, inSpecs);
            parameters.validate();
        }
        return configure(inSpecs, parameters);
    }

    /** As {@link NodeModel#configure}, with the parameters. */
    protected PortObjectSpec[] configure(PortObjectSpec[] inSpecs, S modelSettings) throws InvalidSettingsException {
        throw new IllegalStateException("NodeModel.configure() implementation missing!");
    }

    @Override
    protected PortObject[] execute(PortObject[] inObjects, ExecutionContext exec) throws Exception {
        return execute(inObjects, exec, parameters);
    }

    /** As {@link NodeModel#execute}, with the parameters. */
    protected PortObject[] execute(PortObject[] inObjects, ExecutionContext exec, S modelSettings) throws Exception {
        throw new IllegalStateException("NodeModel.execute() implementation missing!");
    }

    /** @return the parameters, once there are any */
    protected final Optional<S> getSettings() {
        return Optional.ofNullable(parameters);
    }

    @Override
    protected final void saveSettingsTo(NodeSettingsWO settings) {
        S saved = parameters == null ? NodeParametersUtil.createSettings(type) : parameters;
        NodeParametersUtil.saveSettings(type, saved, settings);
    }

    @Override
    protected final void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException {
        NodeParametersUtil.loadSettings(settings, type).validate();
    }

    @Override
    protected final void loadValidatedSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException {
        parameters = NodeParametersUtil.loadSettings(settings, type);
    }

    @Override
    protected void reset() {
        // nothing to forget
    }
}
