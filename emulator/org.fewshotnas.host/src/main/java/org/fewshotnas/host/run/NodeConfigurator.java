package org.fewshotnas.host.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fewshotnas.host.message.NodeMessages;
import org.fewshotnas.host.run.NodeRun.State;
import org.fewshotnas.host.workflow.Workflow.Connection;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.node.HostNode;

/** Configures nodes as KNIME does: flow variables into settings, specifications through the node. */
final class NodeConfigurator {
    private final Map<Integer, NodeRun> nodes;
    private final Map<String, FlowVariable> workflowVariables = new LinkedHashMap<>();

    NodeConfigurator(Map<Integer, NodeRun> nodes, Collection<FlowVariable> workflowVariables) {
        this.nodes = nodes;
        workflowVariables.forEach(variable -> this.workflowVariables.put(variable.getName(), variable));
    }

    /**
     * Configures a node from what is known of its inputs. Afterwards it is configured, or idle with a message that says why; idle without
     * a message if it has to wait for what a node before it finds out. Its settings, with the values of flow variables, are checked
     * then all the same: what is wrong with them need not wait for a long computation.
     */
    void configure(NodeRun run) {
        run.state = State.IDLE;
        if (run.node().isEmpty()) {
            return; // its message was set when it was loaded
        }
        run.message = run.loopProblem;
        if (run.loopProblem.isPresent()) {
            return;
        }
        HostNode node = run.node().get();
        run.specs = new PortObjectSpec[run.outPorts().length];
        run.incoming = incoming(run);
        try {
            Optional<PortObjectSpec[]> inSpecs = inSpecs(run);
            boolean waits = inSpecs.isEmpty();
            if (waits && !run.incoming.keySet().containsAll(run.variableTree().used())) {
                return; // a node before it may still make the variable
            }
            run.effective = new NodeSettings("model");
            run.model().copyTo(run.effective);
            run.exposed = List.copyOf(run.variableTree().apply(run.effective, run.incoming));
            run.pushed = run.exposed;
            node.loadSettings(run.effective);
            if (waits) {
                return;
            }
            run.specs = node.configure(inSpecs.get());
            run.pushed =
                    Stream.concat(run.exposed.stream(), node.pushed().stream()).toList();
            run.message = node.warning();
            run.state = State.CONFIGURED;
        } catch (InvalidSettingsException e) {
            run.message = Optional.of(NodeMessages.of(e));
        } catch (RuntimeException | LinkageError e) {
            run.message = Optional.of("Configuring it failed: " + NodeMessages.of(e));
        }
    }

    /** What is known of the inputs; empty while it is not known of all. */
    private Optional<PortObjectSpec[]> inSpecs(NodeRun run) throws InvalidSettingsException {
        PortType[] types = run.inPorts();
        PortObjectSpec[] specs = new PortObjectSpec[types.length];
        boolean known = true;
        for (int port = 1; port <= types.length; port++) {
            if (types[port - 1].isOptional() && run.input(port).isEmpty()) {
                continue;
            }
            String place = "input port " + port;
            Connection connection = run.input(port)
                    .orElseThrow(() -> new InvalidSettingsException("Its " + place + " has no connection."));
            NodeRun source = nodes.get(connection.source());
            if (source.node().isEmpty()) {
                known = false;
                continue;
            }
            PortType[] outputs = source.outPorts();
            if (connection.sourcePort() < 1 || connection.sourcePort() > outputs.length) {
                throw new InvalidSettingsException("The connection to its " + place + " comes from port "
                        + connection.sourcePort() + " of " + source.label() + ", which is no data port.");
            }
            PortType type = outputs[connection.sourcePort() - 1];
            specs[port - 1] = source.specs[connection.sourcePort() - 1];
            if (!types[port - 1].isSuperTypeOf(type) && !types[port - 1].acceptsPortObjectSpec(specs[port - 1])) {
                throw new InvalidSettingsException("Its " + place + " takes a " + types[port - 1].getName() + ", but "
                        + source.label() + " gives a " + type.getName() + " there.");
            }
            known &= specs[port - 1] != null;
        }
        return known ? Optional.of(specs) : Optional.empty();
    }

    // Where variables of one name come through several ports, KNIME takes that of the first connected port, else that
    // of the last.
    private Map<String, FlowVariable> incoming(NodeRun run) {
        List<Connection> connections = run.connections();
        if (connections.isEmpty()) {
            return new LinkedHashMap<>(workflowVariables);
        }
        List<Connection> order = new ArrayList<>(connections.subList(1, connections.size()));
        order.add(connections.get(0));
        Map<String, FlowVariable> variables = new LinkedHashMap<>();
        order.forEach(
                connection -> variables.putAll(nodes.get(connection.source()).outgoing()));
        return variables;
    }
}
