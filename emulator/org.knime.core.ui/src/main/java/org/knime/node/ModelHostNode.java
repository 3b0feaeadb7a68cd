package org.knime.node;

import java.util.List;
import java.util.Optional;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.HostModel;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.context.ports.PortsConfiguration;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.webui.node.impl.HostWebUINode;
import org.knime.core.webui.node.impl.WebUINodeFactory;

/** A node with a model of its own. Its ports are fixed. */
final class ModelHostNode extends HostNode implements PortsConfiguration {
    private final HostWebUINode said;
    private final HostModel model;
    private PortObjectSpec[] configured;

    ModelHostNode(WebUINodeFactory<?> factory) {
        said = HostWebUINode.of(factory);
        model = new HostModel(factory.createNodeModel());
    }

    @Override
    void loadPorts(NodeSettingsRO creation) {
        // there is nothing that a user could have added
    }

    @Override
    public String name() {
        return said.name();
    }

    @Override
    public PortsConfiguration ports() {
        return this;
    }

    @Override
    public PortType[] getInputPorts() {
        return model.inPorts();
    }

    @Override
    public PortType[] getOutputPorts() {
        return model.outPorts();
    }

    @Override
    public String outPortName(int index) {
        return said.outputs().get(index).name();
    }

    @Override
    public NodeSettings defaultSettings() {
        NodeSettings settings = new NodeSettings("model");
        DefaultHostNode.saveDefaults(said.parametersClass(), settings);
        return settings;
    }

    @Override
    public NodeSettings settings() {
        return model.settings();
    }

    @Override
    public void loadSettings(NodeSettingsRO settings) throws InvalidSettingsException {
        model.load(settings);
    }

    @Override
    public PortObjectSpec[] configure(PortObjectSpec... specs) throws InvalidSettingsException {
        configured = null;
        configured = model.configure(specs);
        return configured.clone();
    }

    @Override
    public PortObject[] execute(PortObject[] inputs, ExecutionContext context)
            throws CanceledExecutionException, KNIMEException {
        PortObject[] out;
        try {
            out = model.execute(inputs, context);
        } catch (CanceledExecutionException | KNIMEException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new KNIMEException("Execute failed: " + e.getMessage(), e);
        }
        context.checkCanceled();
        if (!model.continuesLoop()) {
            check(out, configured);
        }
        return out;
    }

    @Override
    public Optional<HostView> view() {
        return Optional.empty();
    }

    @Override
    public Object viewData() {
        throw new IllegalStateException(name() + " has no view.");
    }

    @Override
    public Optional<String> warning() {
        return model.warning();
    }

    @Override
    public List<FlowVariable> pushed() {
        return model.pushed();
    }

    @Override
    public void reset() {
        model.reset();
    }

    @Override
    public boolean beginsLoop() {
        return model.beginsLoop();
    }

    @Override
    public boolean endsLoop() {
        return model.endsLoop();
    }

    @Override
    public boolean continuesLoop() {
        return model.continuesLoop();
    }

    @Override
    public void endsLoopOf(HostNode start) {
        model.endsLoopOf(((ModelHostNode) start).model);
    }

    @Override
    public void goesOnFrom(HostNode end) {
        model.goesOnFrom(((ModelHostNode) end).model);
    }
}
