package org.fewshotnas.host.result;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fewshotnas.host.file.Directories;
import org.fewshotnas.host.message.Messages;
import org.fewshotnas.host.table.ArrowTable;
import org.fewshotnas.host.table.ArrowTables;
import org.fewshotnas.host.workflow.WorkflowReader;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.HostTables;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.workflow.FlowVariable;

/**
 * Results of executed nodes, in a folder {@code .fewshotnas} of the workflow: {@code node_ID/state.xml} and a file for each port. KNIME
 * ignores the folder, and KNIME's own files are left alone. A node's folder appears as a whole or not at all, as soon as the node has
 * executed, so whatever ends a run, what was finished is kept.
 */
public final class ResultStore {
    /** The folder inside of a workflow. */
    public static final String FOLDER = ".fewshotnas";

    private static final int VERSION = 1;
    private static final String VIEW = "view.json";

    private final Optional<Path> readFrom;
    private final Optional<Path> writeTo;
    private final ArrowTables tables;

    /**
     * @param readFrom where results of earlier runs may be
     * @param writeTo where results go; empty if they are not kept
     */
    public ResultStore(Optional<Path> readFrom, Optional<Path> writeTo, ArrowTables tables) {
        this.readFrom = readFrom;
        this.writeTo = writeTo;
        this.tables = tables;
    }

    private static Path folderOf(Path root, int nodeId) {
        return root.resolve("node_" + nodeId);
    }

    /**
     * The result of an earlier run, if there is one that depends on exactly the same.
     *
     * @throws IOException if there is one, but it cannot be read
     */
    public Optional<NodeResult> find(int nodeId, String fingerprint) throws IOException {
        Optional<Path> stored = readFrom.map(root -> folderOf(root, nodeId))
                .filter(folder -> Files.isRegularFile(folder.resolve("state.xml")));
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        Path folder = stored.get();
        try {
            NodeSettings state = WorkflowReader.settings(folder.resolve("state.xml"));
            if (state.getInt("version", 0) != VERSION || !fingerprint.equals(state.getString("fingerprint", ""))) {
                return Optional.empty();
            }
            return Optional.of(read(folder, state));
        } catch (InvalidSettingsException | RuntimeException e) {
            throw new IOException(folder + " is damaged: " + Messages.of(e), e);
        }
    }

    private NodeResult read(Path folder, NodeSettings state) throws IOException, InvalidSettingsException {
        List<Optional<PortObject>> outputs = new ArrayList<>();
        NodeSettings ports = state.getNodeSettings("ports");
        for (String key : ports.keySet()) {
            NodeSettings port = ports.getNodeSettings(key);
            outputs.add(
                    switch (port.getString("kind")) {
                        case "table" ->
                            Optional.of(HostTables.table(tables.open(
                                    folder.resolve(key + ".arrow"),
                                    DataTableSpec.load(port.getNodeSettings("spec")),
                                    port.getLong("rows"))));
                        case "object" ->
                            Optional.of(PortObjectFile.read(
                                    port.getString("object_class"),
                                    port.getString("spec_class"),
                                    folder.resolve(key + ".zip"),
                                    folder.resolve(key + "_spec.zip")));
                        default -> Optional.empty();
                    });
        }
        List<FlowVariable> pushed = new ArrayList<>();
        NodeSettings variables = state.getNodeSettings("variables");
        for (String key : variables.keySet()) {
            pushed.add(FlowVariable.load(variables.getNodeSettings(key)));
        }
        return new NodeResult(
                state.getString("result"),
                state.getString("fingerprint"),
                outputs,
                pushed,
                Optional.ofNullable(state.getString("warning")),
                view(folder));
    }

    private static Optional<String> view(Path folder) throws IOException {
        Path file = folder.resolve(VIEW);
        return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /**
     * Keeps a result. Tables move from the run's temporary folder to the node's folder.
     *
     * @throws IOException if it cannot be written; nothing of it stays behind then
     */
    public void save(int nodeId, NodeResult result) throws IOException {
        if (writeTo.isPresent()) {
            save(folderOf(writeTo.get(), nodeId), result);
        }
    }

    private void save(Path folder, NodeResult result) throws IOException {
        Path part = Files.createDirectories(Directories.partOf(folder));
        List<Runnable> moved = new ArrayList<>();
        try {
            NodeSettings state = new NodeSettings("state");
            state.addInt("version", VERSION);
            state.addString("result", result.id());
            state.addString("fingerprint", result.fingerprint());
            state.addString("warning", result.warning().orElse(null)); // as KNIME stores an absent text
            NodeSettings variables = (NodeSettings) state.addNodeSettings("variables");
            for (int i = 0; i < result.pushed().size(); i++) {
                result.pushed().get(i).save(variables.addNodeSettings("Var_" + i));
            }
            NodeSettings ports = (NodeSettings) state.addNodeSettings("ports");
            for (int i = 0; i < result.outputs().size(); i++) {
                String name = "port_" + (i + 1);
                write(result.outputs().get(i), (NodeSettings) ports.addNodeSettings(name), part, name, folder, moved);
            }
            if (result.view().isPresent()) {
                Files.writeString(part.resolve(VIEW), result.view().get());
            }
            try (OutputStream out = Files.newOutputStream(part.resolve("state.xml"))) {
                state.saveToXML(out);
            }
            Directories.delete(folder);
            Directories.move(part, folder);
            moved.forEach(Runnable::run);
        } finally {
            Directories.delete(part);
        }
    }

    private void write(
            Optional<PortObject> output, NodeSettings port, Path part, String name, Path folder, List<Runnable> moved)
            throws IOException {
        if (output.isEmpty()) {
            port.addString("kind", "none");
            return;
        }
        PortObject object = output.get();
        if (object instanceof BufferedDataTable table) {
            port.addString("kind", "table");
            port.addLong("rows", table.size());
            table.getDataTableSpec().save(port.addNodeSettings("spec"));
            ArrowTable rows = (ArrowTable) HostTables.rows(table);
            Path file = part.resolve(name + ".arrow");
            // Two names for one file: the rows stay readable where they are until the node's folder stands.
            linkOrCopy(rows.file(), file);
            Path old = rows.file();
            if (!isStored(old)) {
                moved.add(() -> {
                    rows.movedTo(folder.resolve(name + ".arrow"));
                    Directories.deleteQuietly(old);
                });
            }
        } else {
            port.addString("kind", "object");
            port.addString("object_class", object.getClass().getName());
            port.addString("spec_class", object.getSpec().getClass().getName());
            try (OutputStream out = Files.newOutputStream(part.resolve(name + ".zip"));
                    OutputStream spec = Files.newOutputStream(part.resolve(name + "_spec.zip"))) {
                PortObjectFile.write(object, out);
                PortObjectFile.writeSpec(object.getSpec(), spec);
            }
        }
    }

    // A table that another node stored already, and that this node passes on.
    private boolean isStored(Path file) {
        return writeTo.filter(file::startsWith).isPresent()
                        && String.valueOf(file.getParent().getFileName()).startsWith("node_")
                || readFrom.filter(file::startsWith).isPresent();
    }

    private static void linkOrCopy(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (FileSystemException | UnsupportedOperationException e) {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Copies results that were read from elsewhere to where this run writes, for the nodes whose results are still valid. */
    public void adopt(Set<Integer> nodeIds) throws IOException {
        if (writeTo.isEmpty() || readFrom.isEmpty() || writeTo.equals(readFrom)) {
            return;
        }
        for (int id : nodeIds) {
            Path from = folderOf(readFrom.get(), id);
            Path to = folderOf(writeTo.get(), id);
            if (!Files.exists(to) && Files.exists(from)) {
                Path part = Files.createDirectories(Directories.partOf(to));
                Directories.copy(from, part, path -> true);
                Directories.move(part, to);
            }
        }
    }

    /** Deletes what is in the way of nobody's use: results of nodes that the workflow has no longer, and parts of runs that were killed. */
    public void clean(Set<Integer> nodeIds) throws IOException {
        if (writeTo.filter(Files::isDirectory).isEmpty()) {
            return;
        }
        try (Stream<Path> entries = Files.list(writeTo.get())) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                String name = entry.getFileName().toString();
                boolean orphan =
                        name.matches("node_\\d{1,9}") && !nodeIds.contains(Integer.parseInt(name.substring(5)));
                if (orphan || name.startsWith(".part")) {
                    Directories.delete(entry);
                }
            }
        }
    }
}
