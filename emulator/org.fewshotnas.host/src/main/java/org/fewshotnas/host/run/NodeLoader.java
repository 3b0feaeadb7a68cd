package org.fewshotnas.host.run;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fewshotnas.host.message.ExitCode;
import org.fewshotnas.host.message.HostException;
import org.fewshotnas.host.message.Messages;
import org.fewshotnas.host.option.Options.SettingAssignment;
import org.fewshotnas.host.run.Extensions.Bundle;
import org.fewshotnas.host.setting.SettingOption;
import org.fewshotnas.host.setting.VariableTree;
import org.fewshotnas.host.workflow.Workflow;
import org.fewshotnas.host.workflow.Workflow.Connection;
import org.fewshotnas.host.workflow.Workflow.NodeEntry;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortType;
import org.knime.node.HostNode;

/** Makes the nodes of a workflow: finds their factories, checks their connections, loads their settings. */
public final class NodeLoader {
    private final Workflow workflow;
    private final Extensions extensions;
    private final List<SettingAssignment> assignments;
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    public NodeLoader(Workflow workflow, Extensions extensions, List<SettingAssignment> assignments) {
        this.workflow = workflow;
        this.extensions = extensions;
        this.assignments = assignments;
    }

    /** What did not load, in words for the user; filled by {@link #load}. */
    public List<String> problems() {
        return problems;
    }

    /** What the user should know besides; filled by {@link #load}. */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * Makes all nodes. A node that cannot be made is there all the same, and says why it cannot run.
     *
     * @throws HostException with {@link ExitCode#BAD_OPTION} if a setting on the command line names no node or setting, or the settings
     *     of the node do not load with it
     */
    public List<NodeRun> load() throws HostException {
        for (SettingAssignment assignment : assignments) {
            if (workflow.nodes().stream().noneMatch(node -> node.id() == assignment.nodeId())) {
                throw HostException.badOption("-option names node " + assignment.nodeId()
                        + ", but the workflow has only "
                        + String.join(
                                ", ",
                                workflow.nodes().stream().map(NodeEntry::label).toList()) + ".");
            }
        }
        List<NodeRun> nodes = new ArrayList<>();
        for (NodeEntry entry : workflow.nodes()) {
            nodes.add(load(entry));
        }
        return nodes;
    }

    private NodeRun load(NodeEntry entry) throws HostException {
        if (entry.problem().isPresent()) {
            return missing(entry, entry.problem().get());
        }
        Optional<Bundle> bundle = extensions.bundleOf(entry.factory());
        if (bundle.isEmpty()) {
            return missing(entry, unknownFactory(entry));
        }
        try {
            NodeFactory<?> factory = (NodeFactory<?>) extensions
                    .loader()
                    .loadClass(entry.factory())
                    .getConstructor()
                    .newInstance();
            HostNode node = HostNode.create(factory, entry.settings());
            Connection[] inputs = inputs(entry, node);
            return loadSettings(entry, node, bundle.get(), inputs);
        } catch (InvalidSettingsException e) {
            return missing(entry, e.getMessage());
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            Throwable cause = e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
            return missing(entry, "Its factory " + entry.factory() + " cannot be used: " + Messages.of(cause));
        }
    }

    private NodeRun missing(NodeEntry entry, String why) {
        problems.add(entry.label() + " cannot run. " + why);
        NodeRun run = new NodeRun(
                entry, Optional.empty(), "", new NodeSettings("model"), VariableTree.NONE, connections(entry, 0));
        run.message = Optional.of(why);
        run.shown = run.message;
        return run;
    }

    private String unknownFactory(NodeEntry entry) {
        String bundle = entry.settings().getString("node-bundle-symbolic-name", null);
        String version = entry.settings().getString("node-bundle-version", null);
        return "Its node factory " + entry.factory()
                + (bundle == null ? "" : " of the extension " + bundle + (version == null ? "" : " " + version))
                + " is not here. Outside of KNIME only the nodes of "
                + (extensions.bundles().isEmpty() ? "no extension" : String.join(", ", extensions.bundles()))
                + " run; remove the node from the workflow, or run it in KNIME with that extension installed.";
    }

    private Connection[] connections(NodeEntry entry, int ports) {
        int size = ports + 1;
        for (Connection connection : workflow.connections()) {
            if (connection.target() == entry.id()) {
                size = Math.max(size, connection.targetPort() + 1);
            }
        }
        Connection[] inputs = new Connection[Math.min(size, 10_000)];
        for (Connection connection : workflow.connections()) {
            if (connection.target() == entry.id() && connection.targetPort() < inputs.length) {
                inputs[connection.targetPort()] = connection;
            }
        }
        return inputs;
    }

    private Connection[] inputs(NodeEntry entry, HostNode node) throws InvalidSettingsException {
        PortType[] ports = node.ports().getInputPorts();
        Connection[] inputs = connections(entry, ports.length);
        if (inputs.length > ports.length + 1) {
            throw new InvalidSettingsException("A connection leads to its input port " + (inputs.length - 1)
                    + ", but it has only " + ports.length + ".");
        }
        return inputs;
    }

    private NodeRun loadSettings(NodeEntry entry, HostNode node, Bundle bundle, Connection[] inputs)
            throws InvalidSettingsException, HostException {
        NodeSettings settings = entry.settings();
        NodeSettings model = new NodeSettings("model");
        if (settings.containsKey("model")) {
            settings.getNodeSettings("model").copyTo(model);
        }
        VariableTree variables = VariableTree.of(settings);
        List<SettingAssignment> given = assignments.stream()
                .filter(assignment -> assignment.nodeId() == entry.id())
                .toList();
        for (SettingAssignment assignment : given) {
            SettingOption.apply(assignment, entry, model, node.defaultSettings());
            variables
                    .controls(assignment.path())
                    .ifPresent(variable -> warnings.add("-option cannot change \"" + assignment.path() + "\" of "
                            + entry.label() + ": the flow variable \"" + variable
                            + "\" controls it. Set that with -workflow.variable."));
        }
        try {
            node.loadSettings(model);
        } catch (InvalidSettingsException | RuntimeException e) {
            if (!given.isEmpty()) { // the defaults would not be what was asked for
                throw HostException.badOption("-option cannot set "
                        + given.stream()
                                .map(assignment -> "\"" + assignment.path() + "\" to \"" + assignment.value() + "\"")
                                .collect(Collectors.joining(", "))
                        + " of " + entry.label() + ", because its settings do not load then: " + Messages.of(e));
            }
            model = node.defaultSettings();
            node.loadSettings(model);
            problems.add(entry.label() + ": Its settings could not be loaded: " + Messages.of(e)
                    + " It runs with its default settings.");
        }
        NodeSettings creation = new NodeSettings("creation");
        if (settings.containsKey("node_creation_config")) {
            settings.getNodeSettings("node_creation_config").copyTo(creation.addNodeSettings("node_creation_config"));
        }
        String made = new Fingerprint()
                .add(entry.factory())
                .add(bundle.version())
                .add(creation)
                .value();
        return new NodeRun(entry, Optional.of(node), made, model, variables, inputs);
    }
}
