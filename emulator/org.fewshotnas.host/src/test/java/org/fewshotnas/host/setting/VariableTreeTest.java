package org.fewshotnas.host.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.VariableType.BooleanType;

class VariableTreeTest {
    private final NodeSettings model = new NodeSettings("model");
    private final Map<String, FlowVariable> available = new TreeMap<>();

    @BeforeEach
    void settings() {
        model.addInt("shots", 5);
        model.addString("target", "cifar10");
        model.addDouble("rate", 0.1);
        model.addBoolean("reset", false);
        model.addStringArray("sources", "a", "b");
        NodeSettings location = (NodeSettings) model.addNodeSettings("file").addNodeSettings("path");
        location.addBoolean("location_present", true);
        location.addString("path", "stored.csv");
        List.of(
                        new FlowVariable("k", 25),
                        new FlowVariable("text", "other"),
                        new FlowVariable("x", 0.5),
                        new FlowVariable("yes", BooleanType.INSTANCE, true))
                .forEach(variable -> available.put(variable.getName(), variable));
    }

    @Test
    void variablesReplaceSettingsOfFittingTypes() throws Exception {
        List<FlowVariable> exposed = tree(used("shots", "k")
                        + used("target", "text")
                        + used("rate", "x")
                        + used("reset", "yes")
                        + used("sources", "text"))
                .apply(model, available);
        assertEquals(25, model.getInt("shots"));
        assertEquals("other", model.getString("target"));
        assertEquals(0.5, model.getDouble("rate"));
        assertTrue(model.getBoolean("reset"));
        assertEquals(List.of("other"), List.of(model.getStringArray("sources")));
        assertTrue(exposed.isEmpty());
    }

    @Test
    void aStringVariableReplacesThePathInsideOfAFileLocation() throws Exception {
        tree(config("file", config("path", used("path", "text")))).apply(model, available);
        assertEquals(
                "other", model.getNodeSettings("file").getNodeSettings("path").getString("path"));
        assertTrue(model.getNodeSettings("file").getNodeSettings("path").getBoolean("location_present"));
    }

    @Test
    void aNumberReplacesATextAndAWiderNumber() throws Exception {
        tree(used("target", "k") + used("rate", "k")).apply(model, available);
        assertEquals("25", model.getString("target"));
        assertEquals(25.0, model.getDouble("rate"));
    }

    @Test
    void settingsBecomeVariables() throws Exception {
        List<FlowVariable> exposed = tree(leaf("shots", null, "number_of_shots") + leaf("rate", "x", "the_rate"))
                .apply(model, available);
        assertEquals(List.of(new FlowVariable("number_of_shots", 5), new FlowVariable("the_rate", 0.5)), exposed);
    }

    @Test
    void aVariableThatIsNotThereIsNamedWithThoseThatAre() {
        InvalidSettingsException e = assertThrows(InvalidSettingsException.class, () -> tree(used("shots", "missing"))
                .apply(model, available));
        assertTrue(
                e.getMessage().contains("\"missing\"") && e.getMessage().contains("k, text, x, yes"), e.getMessage());
    }

    @Test
    void aVariableOfAnotherTypeIsRefused() {
        InvalidSettingsException e = assertThrows(InvalidSettingsException.class, () -> tree(used("shots", "text"))
                .apply(model, available));
        assertTrue(e.getMessage().contains("\"shots\"") && e.getMessage().contains("\"text\""), e.getMessage());
    }

    @Test
    void treesWithoutVersionAreThoseOfOldWorkflows() throws Exception {
        VariableTree.of(xml(config("variables", used("shots", "k")))).apply(model, available);
        assertEquals(25, model.getInt("shots"));
    }

    @Test
    void settingsThatAreGoneAreIgnored() throws Exception {
        tree(used("gone", "k")).apply(model, available);
        assertEquals(5, model.getInt("shots"));
    }

    /** KNIME adds an entry of its own where a variable could not be used the last time. */
    @Test
    void whetherAVariableWasFlawedIsNoMatter() throws Exception {
        VariableTree tree = tree(config(
                "shots",
                entry("used_variable", "k")
                        + "<entry key=\"used_variable_flawed\" type=\"xboolean\" value=\"false\"/>"
                        + entry("exposed_variable", null)));
        assertEquals(List.of("k"), List.copyOf(tree.used()));
        tree.apply(model, available);
        assertEquals(25, model.getInt("shots"));
    }

    private static VariableTree tree(String content) throws Exception {
        String version = "<entry key=\"version\" type=\"xstring\" value=\"V_2019_09_13\"/>";
        return VariableTree.of(xml(config("variables", version + config("tree", content))));
    }

    private static NodeSettings xml(String content) throws Exception {
        String xml = "<config xmlns=\"http://www.knime.org/2008/09/XMLConfig\" key=\"settings.xml\">" + content
                + "</config>";
        return (NodeSettings) NodeSettings.loadFromXML(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String config(String key, String content) {
        return "<config key=\"" + key + "\">" + content + "</config>";
    }

    private static String used(String key, String variable) {
        return leaf(key, variable, null);
    }

    private static String leaf(String key, String used, String exposed) {
        return config(key, entry("used_variable", used) + entry("exposed_variable", exposed));
    }

    private static String entry(String key, String value) {
        return "<entry key=\"" + key + "\" type=\"xstring\" "
                + (value == null ? "isnull=\"true\" value=\"\"" : "value=\"" + value + "\"") + "/>";
    }
}
