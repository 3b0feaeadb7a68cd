package org.fewshotnas.host.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fewshotnas.host.check.EntryTypes;
import org.fewshotnas.host.check.WorkflowVersion;
import org.fewshotnas.host.file.WorkflowFolder;
import org.fewshotnas.host.message.ExitCode;
import org.fewshotnas.host.message.HostException;
import org.fewshotnas.host.message.Messages;
import org.fewshotnas.host.workflow.Workflow.Connection;
import org.fewshotnas.host.workflow.Workflow.NodeEntry;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.workflow.FlowVariable;

/** Reads a workflow folder as KNIME 4.x and 5.x write it: workflow.knime and the settings.xml of each node. */
public final class WorkflowReader {
    private final Path folder;
    private final List<String> warnings = new ArrayList<>();

    private WorkflowReader(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads a workflow.
     *
     * @param folder the workflow folder
     * @throws HostException with {@link ExitCode#LOAD_ERROR} if there is none, or its workflow.knime cannot be used
     */
    public static Workflow read(Path folder) throws HostException {
        Path absolute = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute)) {
            throw HostException.load("There is no workflow folder " + folder + ".");
        }
        Path file = absolute.resolve(WorkflowFolder.FILE_NAME);
        if (!WorkflowFolder.isWorkflow(absolute)) {
            throw HostException.load(
                    folder + " is not a workflow folder: it holds no " + WorkflowFolder.FILE_NAME + ".");
        }
        try {
            WorkflowReader reader = new WorkflowReader(absolute);
            NodeSettings root = settings(file);
            reader.checkTypes(file);
            return reader.read(root);
        } catch (InvalidSettingsException e) {
            throw HostException.load(file + " cannot be used: " + e.getMessage(), e);
        } catch (IOException e) {
            throw HostException.load(file + " cannot be read: " + Messages.of(e), e);
        }
    }

    /** Reads one file of settings. */
    public static NodeSettings settings(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return (NodeSettings) NodeSettings.loadFromXML(in);
        }
    }

    private void checkTypes(Path file) throws IOException {
        EntryTypes.check(file).ifPresent(what -> warnings.add(folder.relativize(file) + ": " + what));
    }

    private Workflow read(NodeSettings root) throws InvalidSettingsException {
        WorkflowVersion.check(root).ifPresent(warnings::add);
        List<NodeEntry> nodes = new ArrayList<>();
        Set<Integer> ids = new HashSet<>();
        NodeSettings nodeConfigs = root.getNodeSettings("nodes");
        for (String key : nodeConfigs.keySet()) {
            NodeEntry node = node(nodeConfigs.getNodeSettings(key));
            if (!ids.add(node.id())) {
                throw new InvalidSettingsException("Two nodes have the ID " + node.id() + ".");
            }
            nodes.add(node);
        }
        nodes.sort(Comparator.comparingInt(NodeEntry::id));
        return new Workflow(
                folder,
                String.valueOf(folder.getFileName()),
                List.copyOf(nodes),
                connections(root, ids),
                variables(root),
                List.copyOf(warnings));
    }

    private NodeEntry node(NodeSettings config) throws InvalidSettingsException {
        int id = config.getInt("id");
        String file = config.getString("node_settings_file");
        Path settingsFile;
        try {
            settingsFile = folder.resolve(file).normalize();
        } catch (InvalidPathException e) {
            throw new InvalidSettingsException("The settings file \"" + file + "\" of node " + id + " is not a path.");
        }
        if (!settingsFile.startsWith(folder)) {
            throw new InvalidSettingsException(
                    "The settings file \"" + file + "\" of node " + id + " is outside of the workflow folder.");
        }
        String name =
                file.contains("/") ? file.substring(0, file.indexOf('/')).replaceAll(" \\(#\\d+\\)$", "") : "Node";
        String type =
                config.getString("node_type", config.getBoolean("node_is_meta", false) ? "MetaNode" : "NativeNode");
        if (!type.equals("NativeNode")) {
            return new NodeEntry(
                    id, name, settingsFile, new NodeSettings("none"), Optional.of(unsupported(type)), false);
        }
        try {
            NodeSettings settings = settings(settingsFile);
            checkTypes(settingsFile);
            String stored = settings.getString("name", settings.getString("node-name", name));
            boolean executed = "EXECUTED".equals(settings.getString("state", ""));
            Optional<String> problem = settings.getString("factory", "").isEmpty()
                    ? Optional.of("Its settings.xml names no node factory.")
                    : Optional.empty();
            return new NodeEntry(id, stored == null ? name : stored, settingsFile, settings, problem, executed);
        } catch (IOException e) {
            String problem =
                    "Its settings file " + folder.relativize(settingsFile) + " cannot be read: " + Messages.of(e);
            return new NodeEntry(id, name, settingsFile, new NodeSettings("none"), Optional.of(problem), false);
        }
    }

    private static String unsupported(String type) {
        String what =
                switch (type) {
                    case "MetaNode" -> "a metanode";
                    case "SubNode" -> "a component";
                    default -> "of the unknown kind \"" + type + "\"";
                };
        return "It is " + what
                + ", and only single nodes are supported. Expand it in KNIME (context menu), or run this workflow in KNIME.";
    }

    private static List<Connection> connections(NodeSettings root, Set<Integer> ids) throws InvalidSettingsException {
        List<Connection> connections = new ArrayList<>();
        Map<String, Integer> taken = new HashMap<>();
        NodeSettings configs = root.getNodeSettings("connections");
        for (String key : configs.keySet()) {
            NodeSettingsRO config = configs.getNodeSettings(key);
            Connection connection = new Connection(
                    config.getInt("sourceID"),
                    config.getInt("sourcePort"),
                    config.getInt("destID"),
                    config.getInt("destPort"));
            for (int id : new int[] {connection.source(), connection.target()}) {
                if (!ids.contains(id)) {
                    throw new InvalidSettingsException(
                            "\"" + key + "\" refers to a node " + id + " that is not there.");
                }
            }
            Integer other = taken.put(connection.target() + ":" + connection.targetPort(), connection.source());
            if (other != null || connection.sourcePort() < 0 || connection.targetPort() < 0) {
                throw new InvalidSettingsException("\"" + key + "\" leads to port " + connection.targetPort()
                        + " of node " + connection.target() + ", which "
                        + (other == null ? "does not exist." : "has a connection from node " + other + "."));
            }
            connections.add(connection);
        }
        return List.copyOf(connections);
    }

    private List<FlowVariable> variables(NodeSettings root) throws InvalidSettingsException {
        List<FlowVariable> variables = new ArrayList<>();
        if (root.containsKey("workflow_variables")) {
            NodeSettings configs = root.getNodeSettings("workflow_variables");
            for (String key : configs.keySet()) {
                NodeSettings config = configs.getNodeSettings(key);
                try {
                    variables.add(FlowVariable.load(config));
                } catch (InvalidSettingsException | IllegalArgumentException e) {
                    warnings.add("The workflow variable \"" + config.getString("name", key) + "\" cannot be used: "
                            + e.getMessage());
                }
            }
        }
        return List.copyOf(variables);
    }
}
