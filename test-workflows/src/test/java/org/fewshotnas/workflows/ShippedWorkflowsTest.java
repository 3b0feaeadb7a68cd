package org.fewshotnas.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeSettings;
import org.knime.node.HostNode;

/**
 * The files of every workflow are such that all platforms from 5.8 load them as they are, wherever they lie. With {@code -Dupdate} the
 * settings of nodes that lack keys, or have keys that there are no longer, are written anew.
 */
class ShippedWorkflowsTest {
    private static final Path WORKFLOWS = Path.of("").toAbsolutePath();

    static List<Path> workflows() throws IOException {
        try (Stream<Path> folders = Files.list(WORKFLOWS)) {
            return folders.filter(folder -> Files.exists(folder.resolve("workflow.knime")))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> nodes(Path workflow) throws IOException {
        try (Stream<Path> files = Files.walk(workflow, 2)) {
            return files.filter(file -> file.endsWith("settings.xml")).sorted().toList();
        }
    }

    @Test
    void thereAreTwentyWorkflows() throws IOException {
        assertEquals(20, workflows().size());
    }

    /** KNIME asks for a reset when a dialog stores a key that was not there, and sets no option that is not stored. */
    @ParameterizedTest
    @MethodSource("workflows")
    void everyNodeHasStoredWhatItsParametersAre(Path workflow) throws Exception {
        for (Path file : nodes(workflow)) {
            NodeSettings stored = read(file);
            HostNode node = node(stored);
            node.loadSettings(stored.getNodeSettings("model"));
            List<String> expected = keys(node.settings());
            if (System.getProperty("update") != null
                    && !keys(stored.getNodeSettings("model")).equals(expected)) {
                node.settings().copyTo(stored.addNodeSettings("model"));
                write(stored, file);
            }
            assertEquals(
                    expected,
                    keys(stored.getNodeSettings("model")),
                    WORKFLOWS.relativize(file) + ", which -Dupdate mends");
        }
    }

    /** Variables that set what there is not are ignored without a word. */
    @ParameterizedTest
    @MethodSource("workflows")
    void everyVariableSetsASettingThatThereIs(Path workflow) throws Exception {
        for (Path file : nodes(workflow)) {
            NodeSettings stored = read(file);
            if (stored.containsKey("variables")) {
                for (String variable : keys(stored.getNodeSettings("variables").getNodeSettings("tree"))) {
                    NodeSettings group = stored.getNodeSettings("model");
                    String[] path = variable.split("/"); // of the last part, the setting is the parent
                    for (int i = 0; i < path.length - 2; i++) {
                        group = group.getNodeSettings(path[i]);
                    }
                    assertTrue(group.containsKey(path[path.length - 2]), WORKFLOWS.relativize(file) + ": " + variable);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void theFirstPlatformThatHasTheNodesLoadsIt(Path workflow) throws Exception {
        NodeSettings root = read(workflow.resolve("workflow.knime"));
        assertEquals("5.8.0", root.getString("created_by"));
        assertEquals("5.1.0", root.getString("version"));
    }

    /** KNIME's batch application finds nothing outside of a workflow's folder but by a path of the machine. */
    @ParameterizedTest
    @MethodSource("workflows")
    void noLocationLeadsOutOfTheWorkflow(Path workflow) throws Exception {
        List<Path> files = new ArrayList<>(nodes(workflow));
        files.add(workflow.resolve("workflow.knime"));
        var location =
                Pattern.compile("value=\"([a-z]+:/[^\"]*|[/\\\\][^\"]*|[A-Za-z]:[/\\\\][^\"]*|\\.\\.?/[^\"]*)\"");
        String inside = "knime://knime.workflow/";
        for (Path file : files) {
            var found = location.matcher(Files.readString(file));
            while (found.find()) {
                String place = found.group(1);
                assertTrue(place.startsWith(inside), WORKFLOWS.relativize(file) + ": " + place);
                Path target = workflow.resolve(place.substring(inside.length())).normalize();
                assertTrue(target.startsWith(workflow) && Files.exists(target), place);
            }
        }
    }

    private static HostNode node(NodeSettings stored) throws Exception {
        var factory = (NodeFactory<?>)
                Class.forName(stored.getString("factory")).getConstructor().newInstance();
        return HostNode.create(factory, stored);
    }

    private static NodeSettings read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return (NodeSettings) NodeSettings.loadFromXML(in);
        }
    }

    private static void write(NodeSettings content, Path file) throws IOException {
        NodeSettings root = new NodeSettings(file.getFileName().toString());
        content.copyTo(root);
        try (OutputStream out = Files.newOutputStream(file)) {
            root.saveToXML(out);
        }
    }

    /** The paths of all values, in the order in which they are stored; of an array its own only. */
    private static List<String> keys(NodeSettings settings) {
        var keys = new ArrayList<String>();
        for (String key : settings.keySet()) {
            try {
                NodeSettings group = settings.getNodeSettings(key);
                if (group.containsKey("array-size")) {
                    keys.add(key);
                } else {
                    keys(group).forEach(inner -> keys.add(key + "/" + inner));
                }
            } catch (InvalidSettingsException e) {
                keys.add(key); // a single value
            }
        }
        return keys;
    }
}
