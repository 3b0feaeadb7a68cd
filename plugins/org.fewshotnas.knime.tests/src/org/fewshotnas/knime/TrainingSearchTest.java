package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.fails;
import static org.fewshotnas.knime.TestNode.number;
import static org.fewshotnas.knime.TestNode.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.nodes.search.PredictorSearchNodeFactory;
import org.fewshotnas.knime.port.NetworkPortObject;
import org.fewshotnas.network.file.NetworkModel;
import org.fewshotnas.network.file.NetworkSpec;
import org.fewshotnas.space.metric.Direction;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.HostDialog;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;

/** Predictor Search that trains the architectures it chooses. */
class TrainingSearchTest {
    private static final BufferedDataTable WAVES = ArchitectureTrainerTest.waves(60, 1, false);

    private static TestNode search(String... groups) throws InvalidSettingsException {
        Map<String, Class<? extends PortObject>> ports = new HashMap<>();
        for (String group : groups) {
            ports.put(group, group.equals("Best network") ? NetworkPortObject.class : BufferedDataTable.class);
        }
        return TestNode.withPorts(new PredictorSearchNodeFactory(), ports)
                .with("queries", 4)
                .with("steps", 2)
                .with("samples", 50)
                .with("refitInterval", 1)
                .with("device/device", "CPU")
                .with("training/training/epochs", 2)
                .with("training/training/batch", 16)
                .with("training/network/channels", 4)
                .with("training/work/keep", false);
    }

    @Test
    void whatTheSearchChoosesIsTrainedAndTheBestNetworkComesOut() throws Exception {
        TestNode.Result result = search("Data", "Best network").run(TestNode.predictor(), WAVES);
        BufferedDataTable history = result.table(1);
        assertEquals(4, history.size());
        assertEquals(
                Direction.MAXIMIZE,
                Columns.metric(history.getDataTableSpec().getColumnSpec("Score"))
                        .direction());
        double best = number(history, 3, "Best score so far");
        NetworkSpec network =
                ((NetworkPortObject) result.outputs()[2]).network().spec();
        assertEquals(best, network.score().orElseThrow().value());
        assertEquals(best, number(result.table(0), 0, "Score"), "the first of the ranking");
        String cell = network.origin().orElseThrow().text();
        assertTrue(
                IntStream.range(0, 4)
                        .anyMatch(i ->
                                text(history, i, "Architecture").equals(cell) && number(history, i, "Score") == best),
                cell);
        TestNode.Result again = search("Data").run(TestNode.predictor(), WAVES);
        assertEquals(2, again.outputs().length);
        for (int i = 0; i < 4; i++) {
            assertEquals(number(history, i, "Score"), number(again.table(1), i, "Score"), "the same seed");
        }
    }

    @Test
    void validationDataJudgesInPlaceOfAShareUnlessItHasNoRows() throws Exception {
        BufferedDataTable others = ArchitectureTrainerTest.waves(40, 2, false);
        TestNode.Result result =
                search("Data", "Validation data", "Best network").run(TestNode.predictor(), WAVES, others);
        assertFalse(result.warning().contains("validation"), result.warning());
        NetworkModel network = ((NetworkPortObject) result.outputs()[2]).network();
        assertEquals(List.of("60", "40"), examples(network));
        double best = number(result.table(1), 3, "Best score so far");
        assertEquals(
                best, ArchitectureTrainerTest.share(network, others), 1e-12, "the share of them that it recognises");

        BufferedDataTable empty = TestNode.table(WAVES.getSpec(), List.of());
        TestNode.Result shared =
                search("Data", "Validation data", "Best network").run(TestNode.predictor(), WAVES, empty);
        assertTrue(shared.warning().contains("There are no rows in the validation data"), shared.warning());
        assertTrue(shared.warning().contains("\"Percent for validation\""), shared.warning());
        assertEquals(List.of("48", "12"), examples(((NetworkPortObject) shared.outputs()[2]).network()));
        TestNode.Result without = search("Data").run(TestNode.predictor(), WAVES);
        for (int i = 0; i < 4; i++) {
            assertEquals(number(without.table(1), i, "Score"), number(shared.table(1), i, "Score"), "as without it");
        }
    }

    /** How many a network learned from, and was judged by. */
    private static List<String> examples(NetworkModel network) {
        Map<String, String> parameters =
                network.spec().provenance().steps().get(0).parameters();
        return List.of(parameters.get("training examples"), parameters.get("validation examples"));
    }

    @Test
    void validationDataGoesBesideATableOfScoresTooAndMustHaveTheColumnsOfTheData() throws Exception {
        BufferedDataTable known = TestNode.architectures(3, TestNode.metrics("before"), TestNode::learnable);
        BufferedDataTable others = ArchitectureTrainerTest.waves(40, 2, false);
        TestNode search = search("Scores", "Data", "Validation data").with("candidates", "TABLE");
        assertEquals(
                3,
                search.run(TestNode.predictor(), known, WAVES, others).table(1).size());
        fails(
                search,
                List.of("of the validation data", "Target of the examples"),
                TestNode.predictor(),
                known,
                WAVES,
                known);
    }

    @Test
    void theRowsOfATableAreTrainedThoseMeasuredBeforeAreNot() throws Exception {
        BufferedDataTable known = TestNode.architectures(3, TestNode.metrics("before"), TestNode::learnable);
        TestNode search = search("Scores", "Data").with("candidates", "TABLE");
        assertEquals(3, search.run(TestNode.predictor(), known, WAVES).table(1).size(), "all are trained");
        TestNode.refuses(
                search.with("target", "before"),
                "\"Were measured before\"",
                TestNode.predictor().getSpec(),
                known.getSpec(),
                WAVES.getSpec());
        BufferedDataTable history = search("Scores", "Data")
                .with("target", "before")
                .with("role", "MEASURED")
                .run(TestNode.predictor(), known, WAVES)
                .table(1);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 3; j++) {
                assertFalse(text(history, i, "Architecture").equals(text(known, j, "Architecture")));
            }
        }
    }

    @Test
    void aNetworkCannotComeOutWithoutDataNorFromTrainingsThatDiverge() throws Exception {
        TestNode.refuses(
                search("Best network"), "no data to train", TestNode.predictor().getSpec());
        fails(
                search("Data").with("training/training/rate", 1e9).with("training/training/epochs", 10),
                List.of("None of the", "diverged"),
                TestNode.predictor(),
                WAVES);
    }

    @Test
    void theDialogOffersTheColumnsOfTheDataAndThoseOfTheScoresEachInItsPlace() throws Exception {
        DataTableSpec cells = new DataTableSpec(Columns.text(Columns.ARCHITECTURE), Columns.number("score"));
        assertEquals(List.of("<none>", "score"), dialog(cells).choices("target"));
        assertEquals(List.of("<none>"), dialog(WAVES.getSpec()).choices("target"));
        assertTrue(dialog(WAVES.getSpec()).choices("training.examples.target").contains("Class"));
        for (HostDialog judged :
                List.of(dialog(WAVES.getSpec(), WAVES.getSpec()), dialog(cells, WAVES.getSpec(), WAVES.getSpec()))) {
            assertTrue(judged.isActive("training.validationPercent"), "what is connected may have no rows");
            assertTrue(judged.choices("training.examples.target").contains("Class"));
        }
        HostDialog both = dialog(cells, WAVES.getSpec());
        assertEquals(List.of("<none>", "score"), both.choices("target"));
        assertTrue(both.choices("training.examples.target").contains("Class"));
    }

    private static HostDialog dialog(DataTableSpec... tables) throws Exception {
        PortObjectSpec[] specs = new PortObjectSpec[tables.length + 1];
        specs[0] = TestNode.predictor().getSpec();
        System.arraycopy(tables, 0, specs, 1, tables.length);
        Class<? extends NodeParameters> type = Class.forName(
                        "org.fewshotnas.knime.nodes.search.PredictorSearchParameters")
                .asSubclass(NodeParameters.class);
        return new HostDialog(NodeParametersUtil.createSettings(type, specs), specs);
    }

    @Test
    void aWorkflowThatWasSavedBeforeTheNodeCouldTrainRunsAsItDid() throws Exception {
        TestNode node = TestNode.of(new PredictorSearchNodeFactory());
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        node.settings().saveToXML(stored);
        String before = stored.toString(StandardCharsets.UTF_8)
                .replaceFirst("(?s)\\n {4}<config key=\"training\">.*?\\n {4}</config>", "");
        NodeSettings old = (NodeSettings)
                NodeSettings.loadFromXML(new ByteArrayInputStream(before.getBytes(StandardCharsets.UTF_8)));
        assertTrue(node.settings().containsKey("training"));
        assertFalse(old.containsKey("training"));
        assertTrue(old.containsKey("queries"));
        node.node().loadSettings(old);
        assertEquals(node.node().defaultSettings(), node.node().settings());
    }
}
