package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.fails;
import static org.fewshotnas.knime.TestNode.number;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fewshotnas.knime.nodes.network.NetworkPredictorNodeFactory;
import org.fewshotnas.knime.nodes.wideresnet.WideResNetLearnerNodeFactory;
import org.fewshotnas.knime.port.NetworkPortObject;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.WideResNet;
import org.fewshotnas.network.file.NetworkSpec;
import org.fewshotnas.network.graph.TensorShape;
import org.junit.jupiter.api.Test;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/** The Wide ResNet Learner on series that train in no time. */
class WideResNetLearnerTest {
    private static final BufferedDataTable WAVES = ArchitectureTrainerTest.waves(60, 1, false);
    private static final BufferedDataTable MORE_WAVES = ArchitectureTrainerTest.waves(40, 2, false);

    private static TestNode quick(TestNode node) throws InvalidSettingsException {
        return node.with("depth", 10)
                .with("width", 1)
                .with("channels", 4)
                .with("training/epochs", 4)
                .with("training/batch", 16)
                .with("work/keep", false)
                .with("device/device", "CPU");
    }

    private static TestNode learner() throws InvalidSettingsException {
        return quick(TestNode.of(new WideResNetLearnerNodeFactory()));
    }

    private static NetworkPortObject network(TestNode.Result result) {
        return (NetworkPortObject) result.outputs()[0];
    }

    @Test
    void theNetworkIsTheOneThatWasAskedForAndHasTheScoreOfItsBestEpoch() throws Exception {
        TestNode.Result result = quick(TestNode.withTables(new WideResNetLearnerNodeFactory(), "Validation data", 1))
                .run(WAVES, MORE_WAVES);
        assertEquals("", result.warning());
        NetworkSpec spec = network(result).network().spec();
        assertEquals(
                new WideResNet(10, 1, 4)
                        .of(TensorShape.series(1, 12), new Head.Classes(2))
                        .parameters(),
                spec.graph().parameters());
        BufferedDataTable curve = result.table(1);
        double best = IntStream.range(0, 4)
                .mapToDouble(row -> number(curve, row, "Validation score"))
                .max()
                .orElseThrow();
        assertEquals(4, curve.size());
        assertEquals(best, spec.score().orElseThrow().value());
        assertTrue(best > .6, "two frequencies are told apart: " + best);
        assertTrue(spec.origin().isEmpty(), "it is built of no cell");
        Map<String, String> parameters = spec.provenance().steps().get(0).parameters();
        assertEquals("WRN-10-1 of 4 channels", parameters.get("network"));
        assertEquals("40", parameters.get("validation examples"));
    }

    @Test
    void theSameSeedGivesTheSameNetworkAndItIsApplied() throws Exception {
        TestNode.Result first = learner().run(WAVES);
        TestNode.Result second = learner().run(WAVES);
        TestNode.Result other = learner().with("seed/seed", "2").run(WAVES);
        assertEquals(curve(first), curve(second));
        assertTrue(!curve(first).equals(curve(other)));
        BufferedDataTable measures = TestNode.of(new NetworkPredictorNodeFactory())
                .run(network(first), MORE_WAVES)
                .table(1);
        assertEquals(40, number(measures, 0, "Value"));
    }

    private static String curve(TestNode.Result result) {
        return IntStream.range(0, 4)
                .mapToObj(row ->
                        number(result.table(1), row, "Loss") + " " + number(result.table(1), row, "Validation score"))
                .toList()
                .toString();
    }

    @Test
    void aTrainingThatFailsSaysWhy() throws Exception {
        fails(learner().with("training/rate", 1e9), List.of("The network has no score"), WAVES);
    }
}
