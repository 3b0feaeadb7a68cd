package org.fewshotnas.host.run;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.fewshotnas.host.setting.VariableTree;
import org.fewshotnas.host.workflow.Workflow.Connection;
import org.fewshotnas.host.workflow.Workflow.NodeEntry;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.node.HostNode;

/** A node during a run. All but the execution itself happens in the one thread that runs the workflow. */
public final class NodeRun {
    /** The states that KNIME shows, and failed. */
    enum State {
        IDLE,
        CONFIGURED,
        EXECUTING,
        EXECUTED,
        FAILED
    }

    private final NodeEntry entry;
    private final Optional<HostNode> node;
    private final String creation;
    private final NodeSettings model;
    private final VariableTree variableTree;
    private final Connection[] inputs;

    State state = State.IDLE;
    /** Why the node is not configured, or what it warns of. */
    Optional<String> message = Optional.empty();
    /** The message that the user has seen last, so that none comes twice. */
    Optional<String> shown = Optional.empty();
    /** The settings with the values of the flow variables that control them. */
    NodeSettings effective;
    /** The variables that reach the node. */
    Map<String, FlowVariable> incoming = new LinkedHashMap<>();
    /** The variables that settings of the node become. */
    List<FlowVariable> exposed = List.of();
    /** All variables that the node has made. */
    List<FlowVariable> pushed = List.of();
    /** Why the loop that the node begins, ends or is in is none. */
    Optional<String> loopProblem = Optional.empty();
    /** Where the loop begins that this node ends. */
    Optional<NodeRun> loopStart = Optional.empty();
    /** How many iterations of the loop that this node begins are done. */
    int iterations;
    /** What is known of the outputs, one for each data port; {@code null} where nothing is. */
    PortObjectSpec[] specs;
    /** The outputs after execution, one for each data port. */
    PortObject[] outputs;
    /** The execution that gave the outputs. */
    String resultId;
    /** Whether the outputs come from an earlier run. */
    boolean skipped;
    /** How often it was executed: in a loop once in each iteration. */
    int times;
    /** The JSON of what the view of an executed node shows. */
    Optional<String> view = Optional.empty();

    /**
     * @param node what executes; empty for a node that cannot run
     * @param creation what the node was made from besides its settings
     * @param model the stored settings
     * @param variableTree which flow variables replace which settings
     * @param inputs the connections by port; index 0 is the port for flow variables
     */
    NodeRun(
            NodeEntry entry,
            Optional<HostNode> node,
            String creation,
            NodeSettings model,
            VariableTree variableTree,
            Connection[] inputs) {
        this.entry = entry;
        this.node = node;
        this.creation = creation;
        this.model = model;
        this.variableTree = variableTree;
        this.inputs = inputs.clone();
        specs = new PortObjectSpec[outPorts().length];
    }

    NodeEntry entry() {
        return entry;
    }

    public int id() {
        return entry.id();
    }

    public String label() {
        return entry.label();
    }

    /** Whether the node has its outputs. */
    public boolean isExecuted() {
        return state == State.EXECUTED;
    }

    /** Whether the outputs come from an earlier run. */
    public boolean isSkipped() {
        return skipped;
    }

    /** The outputs of an executed node, one for each data port; empty where the node gave none. */
    public List<Optional<PortObject>> outputs() {
        return Arrays.stream(outputs).map(Optional::ofNullable).toList();
    }

    /** The JSON of what the node's view shows of its last execution; empty without a view, or before. */
    public Optional<String> view() {
        return view;
    }

    /** How often it was executed: in a loop once in each iteration, of which the last one's results stay. */
    public int times() {
        return times;
    }

    /** Why the node is not configured, or failed, or what it warned of. */
    public Optional<String> message() {
        return message;
    }

    /** What executes; empty for a node that cannot run. */
    public Optional<HostNode> node() {
        return node;
    }

    /** The types of the input ports, without the port for flow variables. */
    PortType[] inPorts() {
        return node.map(made -> made.ports().getInputPorts()).orElse(new PortType[0]);
    }

    /** The types of the output ports, without the port for flow variables. */
    public PortType[] outPorts() {
        return node.map(made -> made.ports().getOutputPorts()).orElse(new PortType[0]);
    }

    String creation() {
        return creation;
    }

    /** The settings with which it runs: those that are stored, with the values of the flow variables that control them. */
    public NodeSettings settings() {
        return effective == null ? model : effective;
    }

    public NodeSettings model() {
        return model;
    }

    VariableTree variableTree() {
        return variableTree;
    }

    /** The connection that leads to a port, if one does. */
    Optional<Connection> input(int port) {
        return port < inputs.length ? Optional.ofNullable(inputs[port]) : Optional.empty();
    }

    List<Connection> connections() {
        return Arrays.stream(inputs).filter(Objects::nonNull).toList();
    }

    /** Forgets that it was executed, as before another iteration of a loop that it is in. */
    void reset() {
        state = State.IDLE;
        outputs = null;
        view = Optional.empty();
        resultId = null;
        skipped = false;
        iterations = 0;
        node.ifPresent(HostNode::reset);
    }

    /** The variables that leave the node: those that reach it, and those that it made. None of a loop leave its end. */
    Map<String, FlowVariable> outgoing() {
        Map<String, FlowVariable> variables =
                new LinkedHashMap<>(loopStart.map(start -> start.incoming).orElse(incoming));
        pushed.forEach(variable -> variables.put(variable.getName(), variable));
        return variables;
    }
}
