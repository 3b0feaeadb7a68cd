package org.fewshotnas.host.save;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.fewshotnas.host.file.Directories;
import org.fewshotnas.host.file.WorkflowFolder;
import org.fewshotnas.host.result.ResultStore;
import org.fewshotnas.host.workflow.Workflow;
import org.fewshotnas.host.workflow.Workflow.NodeEntry;
import org.fewshotnas.host.workflow.WorkflowReader;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.FlowVariable;

/**
 * Writes a copy of a workflow's KNIME files. The copy carries the workflow variables and settings that the command line gave; where that
 * changes anything, results that KNIME saved do not belong to it, so its nodes are not executed in the copy.
 */
final class SavedWorkflow {
    private SavedWorkflow() {}

    /**
     * Copies KNIME's files.
     *
     * @param workflow as it was read
     * @param target an empty or new folder
     * @param variables the workflow variables as the run had them
     * @param models the changed model settings of nodes, by node ID
     */
    static void copy(
            Workflow workflow, Path target, Collection<FlowVariable> variables, Map<Integer, NodeSettings> models)
            throws IOException {
        boolean changed = !models.isEmpty() || !workflow.variables().equals(java.util.List.copyOf(variables));
        Predicate<Path> wanted = path -> !path.startsWith(ResultStore.FOLDER) && !(changed && isResult(path));
        Directories.copy(workflow.folder(), target, wanted);
        if (changed) {
            try {
                writeWorkflow(target.resolve(WorkflowFolder.FILE_NAME), variables);
                for (NodeEntry node : workflow.nodes()) {
                    if (node.problem().isEmpty()) {
                        writeNode(
                                target.resolve(workflow.folder()
                                        .relativize(node.settingsFile())
                                        .toString()),
                                Optional.ofNullable(models.get(node.id())));
                    }
                }
            } catch (InvalidSettingsException e) {
                throw new IOException(e.getMessage(), e); // they were read before
            }
        }
    }

    // What KNIME saves of executed nodes: NODE/port_1, NODE/internal, NODE/filestore.
    private static boolean isResult(Path path) {
        String name = path.getNameCount() < 2 ? "" : path.getName(1).toString();
        return path.endsWith(".savedWithData")
                || name.matches("port_\\d+")
                || name.equals("internal")
                || name.equals("filestore");
    }

    private static void writeWorkflow(Path file, Collection<FlowVariable> variables)
            throws IOException, InvalidSettingsException {
        NodeSettings root = WorkflowReader.settings(file);
        root.addString("state", "IDLE");
        if (!variables.isEmpty()) {
            NodeSettings configs = (NodeSettings) root.addNodeSettings("workflow_variables");
            int i = 0;
            for (FlowVariable variable : variables) {
                variable.save(configs.addNodeSettings("Var_" + i++));
            }
        }
        write(root, WorkflowFolder.FILE_NAME, file);
    }

    private static void writeNode(Path file, Optional<NodeSettings> model) throws IOException {
        NodeSettings settings = WorkflowReader.settings(file);
        if (model.isPresent()) {
            model.get().copyTo(settings.addNodeSettings("model"));
        }
        settings.addString("state", "IDLE");
        settings.addBoolean("hasContent", false);
        settings.addNodeSettings("ports");
        NodeSettings fileStores = (NodeSettings) settings.addNodeSettings("filestores");
        fileStores.addString("file_store_location", null);
        fileStores.addString("file_store_id", null);
        write(settings, "settings.xml", file);
    }

    // The key of the root element is the file's name; settings that were read do not remember it.
    private static void write(NodeSettings content, String key, Path file) throws IOException {
        NodeSettings root = new NodeSettings(key);
        content.copyTo(root);
        Directories.write(file, root::saveToXML);
    }
}
