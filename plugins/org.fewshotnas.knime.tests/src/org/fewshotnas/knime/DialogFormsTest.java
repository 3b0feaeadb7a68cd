package org.fewshotnas.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.OpenChoice;
import org.fewshotnas.knime.dataset.ExampleColumns;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.HostDialog;
import org.knime.core.webui.node.dialog.defaultdialog.HostField;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;

/** Every dialog fits the panel that KNIME shows it in, and says in words what a choice means. */
class DialogFormsTest {
    /** What a panel of 340 pixels leaves between its margins: three options of 37 letters together just fit. */
    private static final int WIDTH = 290;

    private static final int PIXELS_OF_A_LETTER = 5;
    private static final int PIXELS_OF_AN_OPTION = 35;

    private static final int MOST_IN_SIGHT = 8;
    /** A help text stands in a small box: what is longer belongs into the node's description. */
    private static final int LONGEST_HELP = 260;

    private static final DataTableSpec TABLE = new DataTableSpec(
            Columns.text(Columns.SEARCH_SPACE), Columns.text(Columns.ARCHITECTURE), Columns.number("a"));

    /** A node's dialog as it opens first. */
    private record Form(String node, HostDialog dialog) {
        List<HostField> fields() {
            return dialog.fields();
        }
    }

    private static Class<? extends NodeParameters> parameters(NodeFactory<?> factory) throws ClassNotFoundException {
        return Class.forName(factory.getClass().getName().replace("NodeFactory", "Parameters"))
                .asSubclass(NodeParameters.class);
    }

    private static List<Form> forms(PortObjectSpec... specs) throws Exception {
        List<Form> forms = new ArrayList<>();
        for (NodeFactory<?> factory : NodeDescriptionsTest.factories()) {
            String name = factory.getClass().getSimpleName().replace("NodeFactory", "");
            if (!name.startsWith("ReadyMade")) {
                forms.add(new Form(
                        name, new HostDialog(NodeParametersUtil.createSettings(parameters(factory), specs), specs)));
            }
        }
        assertEquals(24, forms.size(), "all nodes but the two that have no settings");
        return forms;
    }

    @Test
    void noChoiceIsStoredAsTheEmptyText() throws Exception {
        int choices = 0;
        for (Form form : forms(TABLE, TABLE)) {
            for (HostField field : form.fields()) {
                List<String> offered = form.dialog.choices(field.path());
                assertFalse(
                        offered.contains(""),
                        form.node + " " + field.path() + ": KNIME shows it as a field without a value");
                choices += offered.size();
            }
        }
        assertTrue(choices > 100, "there are " + choices);
    }

    /** What a choice left open was stored as before it had words of its own. */
    @Test
    void theEmptyTextOfOlderWorkflowsStillLeavesAChoiceOpen() throws Exception {
        Map<String, String> open = new TreeMap<>();
        for (NodeFactory<?> factory : NodeDescriptionsTest.factories()) {
            String name = factory.getClass().getSimpleName().replace("NodeFactory", "");
            if (name.startsWith("ReadyMade")) {
                continue;
            }
            TestNode node = TestNode.of(factory);
            for (String key : List.of(
                    "target", "heldOutTask", "newTask", "standardError", "searchSpace", "score", "examples/target")) {
                NodeSettings defaults = node.settings();
                String value = text(defaults, key);
                if (OpenChoice.NONE.equals(value) || OpenChoice.DETECT.equals(value)) {
                    node.with(key, "");
                    open.put(name + " " + key, value);
                }
            }
            NodeParameters loaded = NodeParametersUtil.loadSettings(node.settings(), parameters(factory));
            NodeSettings again = new NodeSettings("model");
            NodeParametersUtil.saveSettings(parameters(factory), loaded, again);
            for (Map.Entry<String, String> choice : open.entrySet()) {
                if (choice.getKey().startsWith(name + " ")) {
                    assertEquals(
                            choice.getValue(),
                            text(again, choice.getKey().substring(name.length() + 1)),
                            choice.getKey());
                }
            }
        }
        assertEquals(
                Set.of(
                        "ArchitectureTrainer examples/target",
                        "BenchmarkReader searchSpace",
                        "DataSetFeatures examples/target",
                        "FewShotNasLearner examples/target",
                        "FewShotSampler target",
                        "MetaD2aLearner score",
                        "MetaLearner heldOutTask",
                        "PredictorFineTune standardError",
                        "PredictorSearch target",
                        "SearchLoopEnd standardError",
                        "TaskSimilarity newTask",
                        "WideResNetLearner examples/target",
                        "ZeroCostScorer examples/target"),
                open.keySet());
    }

    /** The text of a setting, or empty where there is none. */
    private static String text(NodeSettings settings, String path) throws Exception {
        NodeSettings group = settings;
        String key = path;
        if (path.startsWith("examples/")) {
            if (!settings.containsKey("examples")) {
                return "";
            }
            group = (NodeSettings) settings.getNodeSettings("examples");
            key = path.substring(path.indexOf('/') + 1);
        }
        return group.containsKey(key) ? group.getString(key, "") : "";
    }

    @Test
    void everySwitchFitsThePanel() throws Exception {
        List<String> wide = new ArrayList<>();
        int switches = 0;
        for (Form form : forms()) {
            for (HostField field : form.fields()) {
                if (field.kind() == HostField.Kind.SWITCH) {
                    switches++;
                    int need = field.values().stream()
                            .mapToInt(
                                    value -> PIXELS_OF_A_LETTER * value.label().length() + PIXELS_OF_AN_OPTION)
                            .sum();
                    if (need > WIDTH) {
                        wide.add(form.node + " \"" + field.title() + "\" " + need + " " + field.values());
                    }
                }
            }
        }
        assertTrue(switches > 10, "there are " + switches);
        assertEquals(List.of(), wide, "RadioButtonsWidget has room for long names");
    }

    @Test
    void aDialogOpensWithAFewSettings() throws Exception {
        Map<String, Long> many = new TreeMap<>();
        for (Form form : forms()) {
            long inSight = form.fields().stream().filter(HostField::isInSight).count();
            assertTrue(inSight >= 2, form.node + " shows " + inSight);
            if (inSight > MOST_IN_SIGHT) {
                many.put(form.node, inSight);
            }
        }
        assertEquals(Map.of(), many, "the rest is advanced, or shown where it counts");
    }

    @Test
    void connectionsBringFewMore() throws Exception {
        DataTableSpec data = new DataTableSpec(ExampleColumns.image(), ExampleColumns.label());
        Map<String, Long> many = new TreeMap<>();
        for (Form form : forms(TestNode.predictor().getSpec(), TABLE, data)) {
            long inSight = form.fields().stream().filter(HostField::isInSight).count();
            if (inSight > MOST_IN_SIGHT) {
                many.put(form.node, inSight);
            }
        }
        assertEquals(
                Map.of("PredictorSearch", 14L),
                many,
                "with a table of scores and data to train on it is two nodes in one, each with its sections");
    }

    @Test
    void noSectionRepeatsTheNameOfAField() throws Exception {
        for (Form form : forms()) {
            for (HostField field : form.fields()) {
                assertFalse(
                        field.section().filter(field.title()::equalsIgnoreCase).isPresent(),
                        form.node + ": section and field are both called " + field.title());
            }
        }
    }

    @Test
    void helpTextsAreShort() throws Exception {
        List<String> longer = new ArrayList<>();
        for (Form form : forms()) {
            for (HostField field : form.fields()) {
                Stream.concat(
                                Stream.of(field.description()),
                                field.values().stream().map(HostField.Value::description))
                        .filter(text -> text.length() > LONGEST_HELP)
                        .forEach(text -> longer.add(form.node + " \"" + field.title() + "\": " + text));
            }
        }
        assertEquals(List.of(), longer, "the node's description has room for more");
    }
}
