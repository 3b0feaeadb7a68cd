package org.fewshotnas.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.nodes.search.PredictorSearchNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.HostDialog;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;

/** Dialogs offer what fits the input, and hide what has no effect. */
class DialogsTest {
    private static final DataTableSpec SPEC = new DataTableSpec(
            Columns.text("text"), Columns.number("a"), Columns.number(Columns.PREDICTED_SCORE), Columns.number("b"));

    @Test
    void numberColumnsAreOffered() throws Exception {
        assertEquals(
                List.of("a", "Predicted score", "b"),
                dialog("scorer.RankScorer", SPEC).choices("actual"));
        assertEquals(
                List.of("<none>", "a", "Predicted score", "b"),
                dialog("sampler.FewShotSampler", SPEC).choices("target"));
        assertEquals(
                List.of("<none>", "a", "Predicted score", "b"),
                dialog("learner.MetaLearner", SPEC).choices("heldOutTask"));
        assertEquals(
                List.of("a", "Predicted score", "b"),
                dialog("learner.MetaLearner", SPEC).choices("taskColumns"));
        assertEquals(
                List.of("a", "Predicted score", "b"),
                dialog("finetune.PredictorFineTune", TestNode.predictor().getSpec(), SPEC)
                        .choices("target"));
        assertEquals(
                List.of("<none>", "a", "Predicted score", "b"),
                dialog("finetune.PredictorFineTune", TestNode.predictor().getSpec(), SPEC)
                        .choices("standardError"));
        assertEquals(
                List.of("<none>", "a", "Predicted score", "b"),
                dialog("similarity.TaskSimilarity", SPEC).choices("newTask"));
        assertEquals(
                List.of("a", "Predicted score", "b"),
                dialog("evaluation.TransferEvaluation", SPEC).choices("targetColumns"));
        assertEquals(
                List.of("<detect>", "text", "a", "Predicted score", "b"),
                dialog("trainer.ArchitectureTrainer", new DataTableSpec(Columns.text(Columns.ARCHITECTURE)), SPEC)
                        .choices("examples.target"),
                "of the training data, not of the architectures");
        List<String> learners = dialog("evaluation.TransferEvaluation", SPEC).choices("learners");
        assertTrue(
                learners.containsAll(List.of("MULTI_TASK", "BOIL", "NONE", "NAIVE_TRANSFER", "GRAPH_FOREST")),
                learners.toString());
        assertEquals(
                10,
                dialog("reader.BenchmarkReader").choices("searchSpace").size(),
                "one of no cells, and to detect it");
        assertEquals(8, dialog("search.PredictorSearch").choices("searchSpace").size());
    }

    @Test
    void theFirstGuessIsNeitherAPredictionNorATaskThatWasLearned() throws Exception {
        assertEquals(
                "", settings("scorer.RankScorer", SPEC).getString("actual"), "several may be meant: the user is asked");
        // The predictor has learned "a" and "b" of this table already.
        assertEquals(
                "",
                settings("finetune.PredictorFineTune", TestNode.predictor().getSpec(), SPEC)
                        .getString("target"));
        for (int port = 0; port < 2; port++) {
            PortObjectSpec searched = TestNode.of(new PredictorSearchNodeFactory())
                    .configure(TestNode.predictor().getSpec())[port];
            assertEquals("Score", settings("scorer.RankScorer", searched).getString("actual"));
            assertEquals(
                    "Score",
                    settings("finetune.PredictorFineTune", TestNode.predictor().getSpec(), searched)
                            .getString("target"));
        }
    }

    @Test
    void whatHasNoEffectIsHidden() throws Exception {
        HostDialog sampler = dialog("sampler.FewShotSampler", SPEC);
        assertTrue(sampler.isActive("count"));
        assertFalse(sampler.isActive("percent"));
        assertTrue(sampler.isActive("seed.seed"));
        HostDialog predictor =
                dialog("predictor.NasPredictor", TestNode.predictor().getSpec(), SPEC);
        assertFalse(predictor.isActive("device.gpuNumber"), "the device is not a GPU");
        DataTableSpec cells = new DataTableSpec(Columns.text(Columns.ARCHITECTURE), Columns.number("score"));
        assertTrue(dialog("trainer.ArchitectureTrainer", cells, SPEC).isActive("validationPercent"));
        assertTrue(
                dialog("trainer.ArchitectureTrainer", cells, SPEC, SPEC).isActive("validationPercent"),
                "what is connected may have no rows");
        String evaluation = "evaluation.TransferEvaluation";
        assertTrue(dialog(evaluation, SPEC).isActive("lines.knownScores"), "one task is left out");
        NodeSettings settings = settings(evaluation, SPEC);
        settings.addString("protocol", "ACROSS_SPACES");
        HostDialog acrossSpaces = new HostDialog(NodeParametersUtil.loadSettings(settings, type(evaluation)), SPEC);
        assertTrue(acrossSpaces.isActive("lines.chosenCells"));
        assertFalse(acrossSpaces.isActive("lines.knownScores"), "no known task has scores of the tested cells");
        assertFalse(dialog("features.DataSetFeatures", SPEC).isActive("examples.size"), "it has a size of its own");
        assertTrue(dialog("zerocost.ZeroCostScorer", SPEC).isActive("examples.size"));
    }

    @Test
    void theReaderOffersTheColumnsOfItsFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("a.csv"), "architecture,one,two\n|none~0|+|none~0|none~1|+|none~0|none~1|none~2|,1,2\n");
        NodeSettings settings = settings("reader.BenchmarkReader");
        ((NodeSettings) ((NodeSettings) settings.getNodeSettings("file")).getNodeSettings("path"))
                .addString("path", file.toString());
        NodeParameters parameters = NodeParametersUtil.loadSettings(settings, type("reader.BenchmarkReader"));
        assertEquals(List.of("one", "two"), new HostDialog(parameters).choices("metrics"));
        assertEquals(List.of(), dialog("reader.BenchmarkReader").choices("metrics"), "no file is chosen");
    }

    private static HostDialog dialog(String node, PortObjectSpec... specs) throws Exception {
        return new HostDialog(NodeParametersUtil.createSettings(type(node), specs), specs);
    }

    private static NodeSettings settings(String node, PortObjectSpec... specs) throws Exception {
        NodeSettings settings = new NodeSettings("model");
        NodeParametersUtil.saveSettings(type(node), NodeParametersUtil.createSettings(type(node), specs), settings);
        return settings;
    }

    private static Class<? extends NodeParameters> type(String node) throws ClassNotFoundException {
        return Class.forName("org.fewshotnas.knime.nodes." + node + "Parameters")
                .asSubclass(NodeParameters.class);
    }
}
