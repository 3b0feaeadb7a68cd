package org.fewshotnas.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fewshotnas.knime.nodes.data.LabelledDataReaderNodeFactory;
import org.fewshotnas.knime.nodes.evaluation.TransferEvaluationNodeFactory;
import org.fewshotnas.knime.nodes.features.DataSetFeaturesNodeFactory;
import org.fewshotnas.knime.nodes.finetune.PredictorFineTuneNodeFactory;
import org.fewshotnas.knime.nodes.latent.LatentMapNodeFactory;
import org.fewshotnas.knime.nodes.learner.MetaLearnerNodeFactory;
import org.fewshotnas.knime.nodes.metad2a.ArchitectureGeneratorNodeFactory;
import org.fewshotnas.knime.nodes.metad2a.MetaD2aLearnerNodeFactory;
import org.fewshotnas.knime.nodes.metad2a.ReadyMadeMetaD2aNodeFactory;
import org.fewshotnas.knime.nodes.network.NetworkPredictorNodeFactory;
import org.fewshotnas.knime.nodes.network.NetworkWriterNodeFactory;
import org.fewshotnas.knime.nodes.predictor.NasPredictorNodeFactory;
import org.fewshotnas.knime.nodes.reader.BenchmarkReaderNodeFactory;
import org.fewshotnas.knime.nodes.ready.ReadyMadePredictorNodeFactory;
import org.fewshotnas.knime.nodes.sampler.FewShotSamplerNodeFactory;
import org.fewshotnas.knime.nodes.scorer.RankScorerNodeFactory;
import org.fewshotnas.knime.nodes.search.FewShotNasLearnerNodeFactory;
import org.fewshotnas.knime.nodes.search.PredictorSearchNodeFactory;
import org.fewshotnas.knime.nodes.similarity.TaskSimilarityNodeFactory;
import org.fewshotnas.knime.nodes.trainer.ArchitectureTrainerNodeFactory;
import org.fewshotnas.knime.nodes.unifier.SearchSpaceUnifierNodeFactory;
import org.fewshotnas.knime.nodes.viewer.ArchitectureViewerNodeFactory;
import org.fewshotnas.knime.nodes.wideresnet.WideResNetLearnerNodeFactory;
import org.fewshotnas.knime.nodes.zerocost.ZeroCostScorerNodeFactory;
import org.junit.jupiter.api.Test;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;

/** Flow variables and the command line pass the dialog by, so every bound is checked again where settings are loaded. */
class SettingsTest {
    private static final List<NodeFactory<?>> FACTORIES = List.of(
            new LabelledDataReaderNodeFactory(),
            new FewShotNasLearnerNodeFactory(),
            new WideResNetLearnerNodeFactory(),
            new BenchmarkReaderNodeFactory(),
            new SearchSpaceUnifierNodeFactory(),
            new MetaLearnerNodeFactory(),
            new ReadyMadePredictorNodeFactory(),
            new FewShotSamplerNodeFactory(),
            new PredictorFineTuneNodeFactory(),
            new NasPredictorNodeFactory(),
            new RankScorerNodeFactory(),
            new PredictorSearchNodeFactory(),
            new ArchitectureTrainerNodeFactory(),
            new ZeroCostScorerNodeFactory(),
            new NetworkPredictorNodeFactory(),
            new NetworkWriterNodeFactory(),
            new TransferEvaluationNodeFactory(),
            new TaskSimilarityNodeFactory(),
            new ArchitectureViewerNodeFactory(),
            new LatentMapNodeFactory(),
            new DataSetFeaturesNodeFactory(),
            new ReadyMadeMetaD2aNodeFactory(),
            new MetaD2aLearnerNodeFactory(),
            new ArchitectureGeneratorNodeFactory());

    @Test
    void defaultsAreValidAndComeBackAsTheyWere() throws Exception {
        for (NodeFactory<?> factory : FACTORIES) {
            TestNode node = TestNode.of(factory);
            node.node().loadSettings(node.settings());
            assertEquals(
                    node.node().defaultSettings(),
                    node.node().settings(),
                    node.node().name());
        }
    }

    @Test
    void valuesOutOfTheirRangeAreRejectedByName() throws Exception {
        rejects("Rows to pick", TestNode.of(new FewShotSamplerNodeFactory()).with("count", -1));
        rejects(
                "Percent of the rows",
                TestNode.of(new FewShotSamplerNodeFactory())
                        .with("size", "PERCENT")
                        .with("percent", 120.0));
        rejects("Seed", TestNode.of(new FewShotSamplerNodeFactory()).with("seed/seed", "seven"));
        rejects(
                "Best predictions to judge (k)",
                TestNode.of(new RankScorerNodeFactory()).with("topK", -3));
        rejects(
                "GPU number",
                TestNode.of(new NasPredictorNodeFactory())
                        .with("device/device", "GPU")
                        .with("device/gpuNumber", -1));
        rejects(
                "Numbers of steps",
                TestNode.of(new PredictorFineTuneNodeFactory()).with("fineTuning/steps", "5; 10"));
        rejects("Rate", TestNode.of(new PredictorFineTuneNodeFactory()).with("fineTuning/rate", Double.NaN));
        rejects(
                "Standard deviations",
                TestNode.of(new PredictorSearchNodeFactory()).with("confidence", -1.0));
        rejects("Suggestions", TestNode.of(new PredictorFineTuneNodeFactory()).with("suggestions", 0));
        rejects(
                "Percent within the interval",
                TestNode.of(new NasPredictorNodeFactory()).with("intervalPercent", 100.0));
        rejects(
                "Architectures to try",
                TestNode.of(new PredictorSearchNodeFactory()).with("queries", 0));
        rejects("Search space", TestNode.of(new PredictorSearchNodeFactory()).with("searchSpace", "NAS-Bench-999"));
        rejects(
                "Scores to learn from (shots)",
                TestNode.of(new TransferEvaluationNodeFactory()).with("shots", "0; 5"));
        rejects("Runs", TestNode.of(new TransferEvaluationNodeFactory()).with("runs", 0));
        rejects("Learners", TestNode.of(new TransferEvaluationNodeFactory()).with("learners", new String[] {"GUESS"}));
        rejects("Learners", TestNode.of(new TransferEvaluationNodeFactory()).with("learners", new String[0]));
        rejects(
                "Percent of the architectures",
                TestNode.of(new TransferEvaluationNodeFactory()).with("trainPercent", 0.0));
        rejects(
                "Correlations [%]",
                TestNode.of(new TransferEvaluationNodeFactory())
                        .with("protocol", "SYNTHETIC")
                        .with("correlations", "0"));
        rejects(
                "Source search spaces",
                TestNode.of(new TransferEvaluationNodeFactory())
                        .with("protocol", "ACROSS_SPACES")
                        .with("sourceSpaces", new String[] {"NAS-Bench-999"}));
        rejects("Search space", TestNode.of(new BenchmarkReaderNodeFactory()).with("searchSpace", "NAS-Bench-999"));
        rejects(
                "Given epoch",
                TestNode.of(new BenchmarkReaderNodeFactory())
                        .with("selection/epoch", "GIVEN")
                        .with("selection/givenEpoch", 0));
        rejects(
                "Seed of the training",
                TestNode.of(new BenchmarkReaderNodeFactory()).with("selection/seeds", "ONE"));
        rejects(
                "Examples of each class",
                TestNode.of(new BenchmarkReaderNodeFactory()).with("features/perClass", 0));
        rejects("Name", TestNode.of(new NetworkWriterNodeFactory()).with("name", "a/b"));
        rejects(
                "ONNX",
                TestNode.of(new NetworkWriterNodeFactory())
                        .with("onnx", false)
                        .with("torchScript", false)
                        .with("pyTorch", false));
        rejects("Longest side", TestNode.of(new LabelledDataReaderNodeFactory()).with("longestSide", 0));
        rejects(
                "Examples of a class",
                TestNode.of(new LabelledDataReaderNodeFactory())
                        .with("limit", true)
                        .with("perClass", 0));
        rejects(
                "Percent for testing",
                TestNode.of(new LabelledDataReaderNodeFactory()).with("testPercent", 95.0));
        rejects(
                "Architectures shown",
                TestNode.of(new ArchitectureViewerNodeFactory()).with("count", 61));
        rejects("Perplexity", TestNode.of(new LatentMapNodeFactory()).with("perplexity", 0.5));
        rejects("Most points", TestNode.of(new LatentMapNodeFactory()).with("mostPoints", 3_001));
        rejects("Epochs", TestNode.of(new ArchitectureTrainerNodeFactory()).with("training/epochs", 0));
        rejects("Batch size", TestNode.of(new ArchitectureTrainerNodeFactory()).with("training/batch", 1));
        rejects(
                "Learning rate",
                TestNode.of(new ArchitectureTrainerNodeFactory()).with("training/rate", Double.NaN));
        rejects(
                "Examples to look at",
                TestNode.of(new ZeroCostScorerNodeFactory()).with("count", 1));
        rejects(
                "Examples of each class",
                TestNode.of(new DataSetFeaturesNodeFactory()).with("perClass", 0));
        rejects(
                "Name of the data set",
                TestNode.of(new DataSetFeaturesNodeFactory()).with("name", " "));
        rejects(
                "Epochs of the predictor",
                TestNode.of(new MetaD2aLearnerNodeFactory()).with("predictorEpochs", 0));
        rejects(
                "Epochs of the generator",
                TestNode.of(new MetaD2aLearnerNodeFactory()).with("generatorEpochs", 20_000));
        rejects(
                "Examples of each class",
                TestNode.of(new MetaD2aLearnerNodeFactory()).with("perClass", 2_000));
        rejects(
                "Architectures to generate",
                TestNode.of(new ArchitectureGeneratorNodeFactory()).with("count", 0));
        rejects(
                "Architectures to keep",
                TestNode.of(new ArchitectureGeneratorNodeFactory()).with("keep", 200_000));
        rejects("Stacks", TestNode.of(new ArchitectureTrainerNodeFactory()).with("network/stacks", 6));
        rejects(
                "Percent for validation",
                TestNode.of(new ArchitectureTrainerNodeFactory()).with("validationPercent", 100.0));
        rejects(
                "Trainings of each architecture",
                TestNode.of(new ArchitectureTrainerNodeFactory()).with("repeats", 0));
        rejects(
                "Trainings at once",
                TestNode.of(new ArchitectureTrainerNodeFactory()).with("work/workers", -1));
        rejects(
                "Time limit [minutes]",
                TestNode.of(new FewShotNasLearnerNodeFactory()).with("minutes", 0.0));
        rejects("Trainings", TestNode.of(new FewShotNasLearnerNodeFactory()).with("trainings", 0));
        rejects("Batch size", TestNode.of(new FewShotNasLearnerNodeFactory()).with("batch", 1));
        rejects("Epochs", TestNode.of(new FewShotNasLearnerNodeFactory()).with("epochs", -1));
        rejects("Depth", TestNode.of(new WideResNetLearnerNodeFactory()).with("depth", 15));
        rejects("Width factor", TestNode.of(new WideResNetLearnerNodeFactory()).with("width", 0));
        rejects("Search space", TestNode.of(new FewShotNasLearnerNodeFactory()).with("searchSpace", "NAS-Bench-999"));
        rejects("Chosen columns", TestNode.of(new BenchmarkReaderNodeFactory()).with("metricChoice", "CHOSEN"));
        rejects(
                "Width",
                TestNode.of(new MetaLearnerNodeFactory())
                        .with("preset", "CUSTOM")
                        .with("width", 100_000));
        rejects(
                "Dropout",
                TestNode.of(new MetaLearnerNodeFactory())
                        .with("preset", "CUSTOM")
                        .with("dropout", 1.0));
        rejects(
                "Support size",
                TestNode.of(new MetaLearnerNodeFactory())
                        .with("preset", "CUSTOM")
                        .with("supportSize", 1));
    }

    @Test
    void aColumnThatIsToBeMaximisedAndMinimisedIsRejected() throws Exception {
        TestNode reader = TestNode.of(new BenchmarkReaderNodeFactory())
                .with("maximize", new String[] {"x"})
                .with("minimize", new String[] {"x"});
        rejects("x", reader);
    }

    private static void rejects(String title, TestNode node) {
        InvalidSettingsException error =
                assertThrows(InvalidSettingsException.class, () -> node.node().loadSettings(node.settings()));
        assertTrue(error.getMessage().contains("\"" + title + "\""), error.getMessage());
    }
}
