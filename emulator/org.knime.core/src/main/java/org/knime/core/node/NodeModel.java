package org.knime.core.node;

import java.util.LinkedHashMap;
import java.util.Map;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.LoopEndNode;
import org.knime.core.node.workflow.LoopStartNode;

/** What a node does, where it needs more than a description says: here, that it begins or ends a loop. */
public abstract class NodeModel {
    final PortType[] inPorts;
    final PortType[] outPorts;
    final Map<String, FlowVariable> pushed = new LinkedHashMap<>();
    /** Can be {@code null}. */
    String warning;
    /** Can be {@code null}. */
    LoopStartNode loopStart;
    /** Can be {@code null}. */
    LoopEndNode loopEnd;

    boolean continues;

    /** A model with these ports. */
    protected NodeModel(PortType[] inPortTypes, PortType[] outPortTypes) {
        inPorts = inPortTypes.clone();
        outPorts = outPortTypes.clone();
    }

    /**
     * Checks settings and inputs; an optional input without a connection is {@code null}.
     *
     * @return the specs of the outputs, {@code null} where they are not known
     * @throws InvalidSettingsException if the node cannot run
     */
    protected PortObjectSpec[] configure(PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        throw new IllegalStateException("NodeModel.configure() implementation missing!");
    }

    /**
     * Runs; an optional input without a connection is {@code null}.
     *
     * @throws Exception if it fails
     */
    protected PortObject[] execute(PortObject[] inObjects, ExecutionContext exec) throws Exception {
        throw new IllegalStateException("NodeModel.execute() implementation missing!");
    }

    /** Writes the settings. */
    protected abstract void saveSettingsTo(NodeSettingsWO settings);

    /** @throws InvalidSettingsException if the settings cannot be read or are not valid */
    protected abstract void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException;

    /** @throws InvalidSettingsException if the settings cannot be read */
    protected abstract void loadValidatedSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException;

    /** Forgets what was executed. */
    protected abstract void reset();

    /** Warns the user. */
    protected final void setWarningMessage(String warningMessage) {
        warning = warningMessage;
    }

    /** Gives the nodes behind this one a variable. */
    protected final void pushFlowVariableInt(String name, int value) {
        pushed.put(name, new FlowVariable(name, value));
    }

    /**
     * Asks for another iteration; outputs can be {@code null} then.
     *
     * @throws IllegalStateException if this is no end of a loop, or the loop has no start
     */
    protected final void continueLoop() {
        if (!(this instanceof LoopEndNode)) {
            throw new IllegalStateException("continueLoop called from non-end node (Coding Error)!");
        }
        if (loopStart == null) {
            throw new IllegalStateException("Missing Loop Start in Pipeline!");
        }
        continues = true;
    }

    /** @return the end of the loop that this begins; {@code null} in the first iteration */
    protected final LoopEndNode getLoopEndNode() {
        return loopEnd;
    }

    /** @return the start of the loop that this ends; {@code null} if there is none */
    protected final LoopStartNode getLoopStartNode() {
        return loopStart;
    }
}
