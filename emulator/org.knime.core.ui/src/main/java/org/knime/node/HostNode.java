package org.knime.node;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.context.ports.PortsConfiguration;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.webui.node.impl.WebUINodeFactory;

/**
 * One node in a workflow: its ports and parameters, and what it does. Ports are counted from 0, without the flow-variable ports. A loop is
 * the business of who runs it: it links the end with the start, and resets what is between them before each iteration.
 */
public abstract class HostNode {
    HostNode() {}

    /** @return a new node with its default ports and parameters */
    public static HostNode create(NodeFactory<?> factory) {
        if (factory instanceof DefaultNodeFactory f) {
            return DefaultHostNode.create(f.node);
        }
        if (factory instanceof WebUINodeFactory<?> f) {
            return new ModelHostNode(f);
        }
        throw new IllegalArgumentException(
                factory.getClass().getName() + " is no " + DefaultNodeFactory.class.getSimpleName() + ".");
    }

    /**
     * @param settings the content of a node's settings.xml, whose {@code node_creation_config} says which ports there are
     * @return a node with these ports and its default parameters
     * @throws InvalidSettingsException if the node cannot have such ports
     */
    public static HostNode create(NodeFactory<?> factory, NodeSettingsRO settings) throws InvalidSettingsException {
        HostNode node = create(factory);
        if (settings.containsKey("node_creation_config")) {
            node.loadPorts(settings.getNodeSettings("node_creation_config"));
        }
        return node;
    }

    abstract void loadPorts(NodeSettingsRO creation) throws InvalidSettingsException;

    /** @return the name that a user reads */
    public abstract String name();

    /** @return which ports there are */
    public abstract PortsConfiguration ports();

    /** @return the name of an output */
    public abstract String outPortName(int index);

    /** @return the node's parameters with their defaults, as stored in {@code model} of settings.xml */
    public abstract NodeSettings defaultSettings();

    /** @return the node's parameters as they are now, as stored in {@code model} of settings.xml */
    public abstract NodeSettings settings();

    /** @return what the dialog calls its settings, by their places in the stored ones: keys, joined by slashes */
    public Map<String, String> settingTitles() {
        return Map.of();
    }

    /**
     * Reads and validates parameters, and sets them.
     *
     * @param model the content of {@code model} in settings.xml
     * @throws InvalidSettingsException if they cannot be read or are not valid; the node then keeps what it had
     */
    public abstract void loadSettings(NodeSettingsRO model) throws InvalidSettingsException;

    /**
     * Checks parameters and inputs.
     *
     * @param specs of the inputs
     * @return the specs of the outputs, {@code null} where they are not known
     * @throws InvalidSettingsException if the node cannot run
     */
    public abstract PortObjectSpec[] configure(PortObjectSpec... specs) throws InvalidSettingsException;

    /**
     * Runs the node.
     *
     * @param inputs the objects at the inputs
     * @param context what it runs in
     * @return the objects at the outputs
     * @throws CanceledExecutionException if it was stopped
     * @throws KNIMEException if it failed, or did not make all its outputs
     */
    public abstract PortObject[] execute(PortObject[] inputs, ExecutionContext context)
            throws CanceledExecutionException, KNIMEException;

    /** @return the page of the node's view, if it has one and its file is there */
    public abstract Optional<HostView> view();

    /** @return what the view of the node, which has one, shows of the last run */
    public abstract Object viewData();

    /** @return what the last configure or execute warned of */
    public abstract Optional<String> warning();

    /** @return the variables that it has given since it was configured, besides those that its settings become */
    public List<FlowVariable> pushed() {
        return List.of();
    }

    /** Forgets what was executed. */
    public void reset() {}

    /** @return whether it begins a loop */
    public boolean beginsLoop() {
        return false;
    }

    /** @return whether it ends a loop */
    public boolean endsLoop() {
        return false;
    }

    /** @return whether its last execution asked for another iteration of the loop that it ends */
    public boolean continuesLoop() {
        return false;
    }

    /** Tells this end of a loop which its start is. */
    public void endsLoopOf(HostNode start) {
        throw new IllegalStateException(name() + " ends no loop.");
    }

    /** Tells this start of a loop, before it is executed again, which its end is. */
    public void goesOnFrom(HostNode end) {
        throw new IllegalStateException(name() + " begins no loop.");
    }

    /** Checks what an execution gave against the ports, and against what was promised, which can be {@code null}. */
    final void check(PortObject[] out, PortObjectSpec[] promised) throws KNIMEException {
        for (int i = 0; i < out.length; i++) {
            if (out[i] == null) {
                throw new KNIMEException("Invalid result. Execution failed, reason: data at output " + i + " is null.");
            }
            if (!ports().getOutputPorts()[i].acceptsPortObject(out[i])) {
                throw new KNIMEException("Invalid result. Execution failed, reason: data at output " + i + " is a "
                        + out[i].getClass().getSimpleName() + ".");
            }
            compare(i, promised == null ? null : promised[i], out[i].getSpec());
        }
    }

    private void compare(int index, PortObjectSpec promised, PortObjectSpec spec) {
        boolean kept = promised == null
                || (promised instanceof DataTableSpec table && spec instanceof DataTableSpec s
                        ? table.equalStructure(s)
                        : promised.getClass() == spec.getClass());
        if (!kept) {
            NodeLogger.getLogger(HostNode.class)
                    .warn(name() + ": the spec at output " + index + " is not the one that configure promised.");
        }
    }

    @Override
    public final String toString() {
        return name() + " " + Arrays.toString(ports().getInputPorts()) + " -> "
                + Arrays.toString(ports().getOutputPorts());
    }
}
