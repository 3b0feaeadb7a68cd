package org.fewshotnas.host.workflow;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.FlowVariable;

/**
 * A workflow folder as it was read: what stands in its files, nothing resolved yet.
 *
 * @param folder the workflow folder, absolute
 * @param name the folder's name
 * @param nodes the nodes in the order of their IDs
 * @param connections what leads from which port to which
 * @param variables the workflow variables with their stored values
 * @param warnings what could not be read and can be done without
 */
public record Workflow(
        Path folder,
        String name,
        List<NodeEntry> nodes,
        List<Connection> connections,
        List<FlowVariable> variables,
        List<String> warnings) {

    /** A connection between two ports; port 0 carries flow variables only. */
    public record Connection(int source, int sourcePort, int target, int targetPort) {}

    /**
     * A node as it was read.
     *
     * @param id the number in the workflow
     * @param name the name that the node has on the canvas
     * @param settingsFile the node's settings.xml
     * @param settings its content; empty if it could not be read
     * @param problem why this node cannot run, if it cannot
     * @param executedByKnime whether KNIME saved it in executed state
     */
    public record NodeEntry(
            int id,
            String name,
            Path settingsFile,
            NodeSettings settings,
            Optional<String> problem,
            boolean executedByKnime) {
        /** Name and number, as KNIME shows them. */
        public String label() {
            return name + " (#" + id + ")";
        }

        /** The class name of the node's factory. */
        public String factory() {
            return settings.getString("factory", "");
        }
    }
}
