package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.number;
import static org.fewshotnas.knime.TestNode.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.stream.Collectors;
import org.fewshotnas.knime.nodes.finetune.PredictorFineTuneNodeFactory;
import org.fewshotnas.knime.nodes.predictor.NasPredictorNodeFactory;
import org.fewshotnas.knime.nodes.ready.ReadyMadePredictorNodeFactory;
import org.fewshotnas.knime.nodes.search.PredictorSearchNodeFactory;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.fewshotnas.knime.port.PredictorPortObjectSpec;
import org.junit.jupiter.api.Test;
import org.knime.core.node.BufferedDataTable;

/** The node Ready-Made Predictor needs nothing, and other nodes go on from what it gives. */
class ReadyMadePredictorTest {
    private static PredictorPortObject given() throws Exception {
        return TestNode.of(new ReadyMadePredictorNodeFactory()).run().predictor();
    }

    @Test
    void givesBeforeItRunsWhatItGivesWhenItRuns() throws Exception {
        PredictorPortObjectSpec promised = (PredictorPortObjectSpec)
                TestNode.of(new ReadyMadePredictorNodeFactory()).configure()[0];
        PredictorPortObject given = given();
        assertEquals(promised.predictor(), given.getSpec().predictor());
        assertTrue(given.getSummary().startsWith("Multi-task, 4 layers of 192, "), given.getSummary());
        assertTrue(given.getSummary().endsWith(" tasks; not fine-tuned"), given.getSummary());
    }

    @Test
    void saysOfEveryFileWhereItIsFromAndUnderWhatLicence() throws Exception {
        var step = given().getSpec().predictor().provenance().steps().get(0);
        for (var input : step.inputs()) {
            assertEquals(64, input.sha256().length(), input.name());
            String source = step.parameters().get("source of " + input.name());
            assertTrue(source.contains("https://"), input.name());
            assertTrue(source.contains("MIT") || source.contains("Apache-2.0"), source);
        }
        assertEquals(
                Set.of("NAS-Bench-201", "TransNAS-Bench-101 micro", "NAS-Bench-101", "Own trainings"),
                given().getSpec().predictor().tasks().stream()
                        .map(task -> task.name().substring(0, task.name().indexOf(':')))
                        .collect(Collectors.toSet()));
    }

    @Test
    void isStoredAndComesBackAsItWas() throws Exception {
        PredictorPortObject given = given();
        byte[] stored = StoredPort.save(given, new PredictorPortObject.Serializer());
        PredictorPortObject again = StoredPort.load(stored, given.getSpec(), new PredictorPortObject.Serializer());
        assertArrayEquals(bytes(given), bytes(again));
    }

    private static byte[] bytes(PredictorPortObject object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        object.predictor().write(bytes);
        return bytes.toByteArray();
    }

    @Test
    void isFineTunedOnFiveScoresAndPredictsTheRest() throws Exception {
        BufferedDataTable known = TestNode.architectures(5, TestNode.metrics("accuracy"), TestNode::learnable);
        PredictorPortObject tuned = TestNode.of(new PredictorFineTuneNodeFactory())
                .with("target", "accuracy")
                .with("device/device", "CPU")
                .run(given(), known)
                .predictor();
        assertEquals(5, tuned.getSpec().predictor().shots());
        assertEquals(2, tuned.getSpec().predictor().provenance().steps().size(), "the first step stays");
        BufferedDataTable predicted = TestNode.of(new NasPredictorNodeFactory())
                .with("device/device", "CPU")
                .run(tuned, TestNode.architectures(40, TestNode.metrics("other"), TestNode::learnable))
                .table(0);
        assertEquals(40, predicted.size());
        assertTrue(Double.isFinite(number(predicted, 39, "Predicted score")));
    }

    @Test
    void proposesWhatToTrainFirst() throws Exception {
        BufferedDataTable ranking = TestNode.of(new PredictorSearchNodeFactory())
                .with("device/device", "CPU")
                .run(given())
                .table(0);
        assertEquals("NAS-Bench-201", text(ranking, 0, "Search space"));
        assertTrue(text(ranking, 0, "Architecture").contains("nor_conv_3x3"), text(ranking, 0, "Architecture"));
    }
}
