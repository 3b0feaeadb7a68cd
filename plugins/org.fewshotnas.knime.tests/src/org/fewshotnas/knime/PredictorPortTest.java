package org.fewshotnas.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.fewshotnas.knime.port.PredictorPortObjectSpec;
import org.fewshotnas.predictor.LearningMethods;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.predictor.ScoreScale;
import org.fewshotnas.predictor.Target;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.file.Provenance;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knime.core.node.port.HostPortTypes;

/** Predictors survive being stored, and nothing else is taken for one. */
class PredictorPortTest {
    private static final PredictorPortObject.Serializer SERIALIZER = new PredictorPortObject.Serializer();

    @BeforeAll
    static void register() {
        HostPortTypes.register(
                "Few-Shot NAS Predictor",
                PredictorPortObject.class,
                PredictorPortObject.Serializer.class,
                PredictorPortObjectSpec.class,
                PredictorPortObjectSpec.Serializer.class);
    }

    @Test
    void aStoredPredictorIsTheSame() throws Exception {
        PredictorPortObject predictor = TestNode.predictor();
        PredictorPortObject loaded = load(StoredPort.save(predictor, SERIALIZER), predictor.getSpec());
        assertEquals(predictor.predictor().spec(), loaded.predictor().spec());
        assertEquals(predictor.predictor().weights(), loaded.predictor().weights());
        assertEquals(predictor.getSpec(), loaded.getSpec());
        assertEquals("BOIL, 2 layers of 8, 2 tasks; not fine-tuned", loaded.getSummary());
    }

    private static PredictorPortObject load(byte[] archive, PredictorPortObjectSpec spec) throws Exception {
        return StoredPort.load(archive, spec, SERIALIZER);
    }

    @Test
    void aStoredSpecIsTheSame() throws Exception {
        Metric target =
                new Metric("t", "device", "", "latency", "ms", Direction.MINIMIZE, "", "", "file.csv", "0".repeat(64));
        PredictorSpec spec = PredictorSpec.learned(
                        GcnShape.defaults(), TestNode.metrics("a"), LearningMethods.ofName("MAML"), Provenance.NONE)
                .fineTuned(
                        new Target(target, 5, new ScoreScale(12.5, -3)),
                        new Provenance.Step("fine-tuning", List.of(), Map.of(), 1, Map.of(), 0));
        PredictorPortObjectSpec stored =
                StoredPort.again(new PredictorPortObjectSpec(spec), new PredictorPortObjectSpec.Serializer());
        assertEquals(spec, stored.predictor());
    }

    @Test
    void aDamagedPredictorIsAnErrorThatSaysSo() throws Exception {
        PredictorPortObject predictor = TestNode.predictor();
        for (byte[] archive : StoredPort.damaged(StoredPort.save(predictor, SERIALIZER))) {
            IOException error = assertThrows(IOException.class, () -> load(archive, predictor.getSpec()));
            assertTrue(error.getMessage().startsWith("The stored predictor"), error.getMessage());
        }
    }

    @Test
    void weightsOfAnotherPredictorAreAnError() throws Exception {
        PredictorPortObject predictor = TestNode.predictor();
        PredictorPortObjectSpec other = new PredictorPortObjectSpec(PredictorSpec.learned(
                GcnShape.paper(), TestNode.metrics("a"), LearningMethods.ofName("BOIL"), Provenance.NONE));
        IOException error = assertThrows(IOException.class, () -> load(StoredPort.save(predictor, SERIALIZER), other));
        assertTrue(error.getMessage().contains("different predictors"), error.getMessage());
    }

    @Test
    void thePortShowsWhatThePredictorIs() throws Exception {
        PredictorPortObject port = TestNode.predictor();
        for (String page : StoredPort.pages(PredictorPortObject.TYPE, port)) {
            for (String part : List.of("learned from 2 tasks", "BOIL", "<td>a</td>", "no score of a new one")) {
                assertTrue(page.contains(part), page);
            }
        }
        assertEquals("Predictor", port.getViews()[0].getName());
        assertEquals("Predictor", port.getSpec().getViews()[0].getName());
    }
}
