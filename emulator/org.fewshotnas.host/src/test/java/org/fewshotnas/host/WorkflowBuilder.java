package org.fewshotnas.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.node.HostNode;

/** Writes workflow folders for tests, as KNIME writes them. */
final class WorkflowBuilder {
    private final Path folder;
    private final NodeSettings workflow = new NodeSettings("workflow.knime");
    private final NodeSettings nodes = new NodeSettings("nodes");
    private final NodeSettings connections = new NodeSettings("connections");
    private final NodeSettings variables = new NodeSettings("workflow_variables");
    private NodeSettings node;
    private Path nodeFile;

    WorkflowBuilder(Path folder) {
        this.folder = folder;
    }

    /** Adds a node with default settings, by the name of its factory's class without "NodeFactory"; what follows concerns this node. */
    WorkflowBuilder node(int id, String name) throws Exception {
        String factory = "org.fewshotnas.host.nodes." + name + "NodeFactory";
        nodeOf(id, name, factory);
        if (!name.equals("Broken")) {
            NodeFactory<?> made =
                    (NodeFactory<?>) Class.forName(factory).getConstructor().newInstance();
            HostNode.create(made).defaultSettings().copyTo(node.getNodeSettings("model"));
        }
        return this;
    }

    WorkflowBuilder nodeOf(int id, String name, String factory) throws IOException {
        finishNode();
        String file = name + " (#" + id + ")/settings.xml";
        NodeSettings entry = (NodeSettings) nodes.addNodeSettings("node_" + id);
        entry.addInt("id", id);
        entry.addString("node_settings_file", file);
        entry.addBoolean("node_is_meta", false);
        entry.addString("node_type", "NativeNode");
        nodeFile = folder.resolve(file);
        node = new NodeSettings("settings.xml");
        node.addNodeSettings("flow_stack");
        node.addNodeSettings("internal_node_subsettings").addString("memory_policy", "CacheSmallInMemory");
        node.addNodeSettings("model");
        node.addString("state", "CONFIGURED");
        node.addString("factory", factory);
        node.addString("node-name", name);
        node.addString("node-bundle-name", "Nodes of tests");
        node.addString("node-bundle-symbolic-name", "org.fewshotnas.host.nodes");
        node.addString("node-bundle-vendor", "Few-Shot NAS");
        node.addString("node-bundle-version", "1.0.0");
        node.addString("name", name);
        node.addBoolean("hasContent", false);
        node.addNodeSettings("ports");
        NodeSettings fileStores = (NodeSettings) node.addNodeSettings("filestores");
        fileStores.addString("file_store_location", null);
        fileStores.addString("file_store_id", null);
        return this;
    }

    WorkflowBuilder metanode(int id) throws IOException {
        finishNode();
        NodeSettings entry = (NodeSettings) nodes.addNodeSettings("node_" + id);
        entry.addInt("id", id);
        entry.addString("node_settings_file", "Group (#" + id + ")/workflow.knime");
        entry.addBoolean("node_is_meta", true);
        entry.addString("node_type", "MetaNode");
        return this;
    }

    WorkflowBuilder settings(Consumer<NodeSettings> settings) throws Exception {
        settings.accept(node.getNodeSettings("model"));
        return this;
    }

    WorkflowBuilder state(String state) {
        node.addString("state", state);
        return this;
    }

    /** Lets a flow variable control a setting of the node. */
    WorkflowBuilder controlled(String setting, String variable) throws Exception {
        return tree(setting, variable, null);
    }

    /** Makes a setting of the node a flow variable. */
    WorkflowBuilder exposed(String setting, String variable) throws Exception {
        return tree(setting, null, variable);
    }

    private WorkflowBuilder tree(String setting, String used, String exposed) throws Exception {
        if (!node.containsKey("variables")) {
            NodeSettings config = (NodeSettings) node.addNodeSettings("variables");
            config.addString("version", "V_2019_09_13");
            config.addNodeSettings("tree");
        }
        NodeSettings leaf = (NodeSettings)
                node.getNodeSettings("variables").getNodeSettings("tree").addNodeSettings(setting);
        leaf.addString("used_variable", used);
        leaf.addString("exposed_variable", exposed);
        return this;
    }

    /** Gives the node as many added input tables. */
    WorkflowBuilder addedTables(int count) {
        NodeSettings group =
                (NodeSettings) node.addNodeSettings("node_creation_config").addNodeSettings("Tables");
        for (int i = 0; i < count; i++) {
            group.addNodeSettings("port_" + i).addString("object_class", BufferedDataTable.class.getName());
        }
        return this;
    }

    WorkflowBuilder connect(int source, int sourcePort, int target, int targetPort) {
        NodeSettings entry = (NodeSettings)
                connections.addNodeSettings("connection_" + connections.keySet().size());
        entry.addInt("sourceID", source);
        entry.addInt("destID", target);
        entry.addInt("sourcePort", sourcePort);
        entry.addInt("destPort", targetPort);
        return this;
    }

    WorkflowBuilder variable(FlowVariable variable) {
        variable.save(variables.addNodeSettings("Var_" + variables.keySet().size()));
        return this;
    }

    private void finishNode() throws IOException {
        if (node != null) {
            Files.createDirectories(nodeFile.getParent());
            save(node, nodeFile);
            node = null;
        }
    }

    /** Writes all that is not yet written. */
    Path write() throws IOException {
        finishNode();
        Files.createDirectories(folder);
        workflow.addString("version", "5.1.0");
        workflow.addString("name", "test");
        workflow.addString("state", "CONFIGURED");
        workflow.addNodeSettings("workflow_credentials");
        workflow.addNodeSettings(variables);
        workflow.addNodeSettings(nodes);
        workflow.addNodeSettings(connections);
        save(workflow, folder.resolve("workflow.knime"));
        return folder;
    }

    private static void save(NodeSettings settings, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            settings.saveToXML(out);
        }
    }
}
