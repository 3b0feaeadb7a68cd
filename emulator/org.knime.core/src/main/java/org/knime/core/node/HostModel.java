package org.knime.core.node;

import java.util.List;
import java.util.Optional;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.LoopEndNode;
import org.knime.core.node.workflow.LoopStartNode;

/** A {@link NodeModel} as what runs it sees it. */
public final class HostModel {
    private final NodeModel model;

    /** @param model to run */
    public HostModel(NodeModel model) {
        this.model = model;
    }

    /** @return the types of the inputs */
    public PortType[] inPorts() {
        return model.inPorts.clone();
    }

    /** @return the types of the outputs */
    public PortType[] outPorts() {
        return model.outPorts.clone();
    }

    /** @return the settings as they are now */
    public NodeSettings settings() {
        NodeSettings settings = new NodeSettings("model");
        model.saveSettingsTo(settings);
        return settings;
    }

    /** @throws InvalidSettingsException if the settings cannot be read or are not valid; the model then keeps what it had */
    public void load(NodeSettingsRO settings) throws InvalidSettingsException {
        model.validateSettings(settings);
        model.loadValidatedSettingsFrom(settings);
    }

    /** @throws InvalidSettingsException if the node cannot run */
    public PortObjectSpec[] configure(PortObjectSpec... specs) throws InvalidSettingsException {
        model.warning = null;
        model.pushed.clear();
        return model.configure(specs.clone());
    }

    /** @throws Exception if it fails */
    public PortObject[] execute(PortObject[] inputs, ExecutionContext context) throws Exception {
        model.warning = null;
        model.continues = false;
        return model.execute(inputs.clone(), context);
    }

    /** Forgets what was executed. */
    public void reset() {
        model.reset();
        model.loopEnd = null;
        model.continues = false;
        model.warning = null;
    }

    /** @return what the last configure or execute warned of */
    public Optional<String> warning() {
        return Optional.ofNullable(model.warning);
    }

    /** @return the variables that it has given since it was configured */
    public List<FlowVariable> pushed() {
        return List.copyOf(model.pushed.values());
    }

    /** @return whether it begins a loop */
    public boolean beginsLoop() {
        return model instanceof LoopStartNode;
    }

    /** @return whether it ends a loop */
    public boolean endsLoop() {
        return model instanceof LoopEndNode;
    }

    /** @return whether its last execution asked for another iteration */
    public boolean continuesLoop() {
        return model.continues;
    }

    /** Tells this end of a loop which its start is. */
    public void endsLoopOf(HostModel start) {
        model.loopStart = (LoopStartNode) start.model;
    }

    /** Tells this start of a loop, before it is executed again, which its end is. */
    public void goesOnFrom(HostModel end) {
        model.loopEnd = (LoopEndNode) end.model;
    }
}
