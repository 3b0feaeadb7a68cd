package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.fails;
import static org.fewshotnas.knime.TestNode.number;
import static org.fewshotnas.knime.TestNode.rows;
import static org.fewshotnas.knime.TestNode.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.nodes.search.FewShotNasLearnerNodeFactory;
import org.fewshotnas.knime.port.NetworkPortObject;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.fewshotnas.network.file.NetworkSpec;
import org.fewshotnas.space.metric.Direction;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeProgressMonitor;
import org.knime.core.node.port.PortObjectSpec;

/** The Few-Shot NAS Learner on series that train in no time. */
class FewShotNasLearnerTest {
    private static final BufferedDataTable WAVES = ArchitectureTrainerTest.waves(60, 1, false);

    private static TestNode quick(TestNode node) throws InvalidSettingsException {
        return node.with("trainings", 3)
                .with("epochs", 2)
                .with("network/channels", 16)
                .with("work/workers", 2)
                .with("work/keep", false)
                .with("device/device", "CPU");
    }

    private static TestNode learner() throws InvalidSettingsException {
        return quick(TestNode.of(new FewShotNasLearnerNodeFactory()));
    }

    private static TestNode learnerWithPredictor() throws InvalidSettingsException {
        return quick(TestNode.withPorts(new FewShotNasLearnerNodeFactory(), "Predictor", PredictorPortObject.class, 1));
    }

    private static double[] numbers(BufferedDataTable table, String column) {
        return IntStream.range(0, (int) table.size())
                .mapToDouble(row -> number(table, row, column))
                .toArray();
    }

    private static NetworkSpec network(TestNode.Result result) {
        return ((NetworkPortObject) result.outputs()[0]).network().spec();
    }

    @Test
    void dataGoesInAndATrainedNetworkComesOut() throws Exception {
        TestNode.Result result = learner().run(WAVES);
        BufferedDataTable history = result.table(2);
        double[] scores = numbers(history, "Score");
        assertEquals(4, scores.length, "three trainings, and the longer one");
        double best = Arrays.stream(scores).max().orElseThrow();
        assertEquals(best, number(history, 3, "Best score so far"));
        NetworkSpec network = network(result);
        assertEquals(best, network.score().orElseThrow().value());
        assertEquals("Class", network.target().name());
        assertEquals(
                text(result.table(1), 0, "Architecture"),
                network.origin().orElseThrow().text());
        assertEquals(
                text(history, 3, "Architecture"), network.origin().orElseThrow().text());
        assertEquals(
                List.of("2", "2", "2", "4"),
                IntStream.range(0, 4).mapToObj(i -> text(history, i, "Epochs")).toList());
        assertEquals(
                Direction.MAXIMIZE,
                Columns.metric(history.getDataTableSpec().getColumnSpec("Score"))
                        .direction());
        TestNode.Result again = learner().with("work/workers", 1).run(WAVES);
        for (int i = 0; i < 4; i++) {
            assertEquals(text(history, i, "Architecture"), text(again.table(2), i, "Architecture"));
            assertEquals(scores[i], number(again.table(2), i, "Score"), "the same seed, fewer trainings at once");
        }
    }

    @Test
    void thePredictorThatIsConnectedChooses() throws Exception {
        TestNode.Result result = learnerWithPredictor().run(WAVES, TestNode.predictor());
        assertEquals("zero-shot", text(result.table(2), 0, "Predictor state"));
        assertTrue(result.warning().isEmpty() || !result.warning().contains("Only"), result.warning());
    }

    @Test
    void theSpecsThatAreAnnouncedComeOut() throws Exception {
        TestNode learner = learner();
        PortObjectSpec[] announced = learner.configure(WAVES.getSpec());
        TestNode.Result result = learner.run(WAVES);
        for (int port = 1; port < 3; port++) {
            // How many epochs the score is of is not known before.
            assertEquals(
                    columns((DataTableSpec) announced[port]),
                    columns(result.table(port).getDataTableSpec()));
        }
    }

    private static List<String> columns(DataTableSpec spec) {
        return spec.stream()
                .map(column -> column.getName() + ": " + column.getType())
                .toList();
    }

    @Test
    void numbersAreLearnedToo() throws Exception {
        TestNode.Result result =
                learner().with("examples/target", "speed").run(ArchitectureTrainerTest.waves(60, 1, true));
        double[] errors = numbers(result.table(2), "Score");
        assertEquals(
                Arrays.stream(errors).min().orElseThrow(),
                network(result).score().orElseThrow().value(),
                "the smallest error is the best");
        assertEquals(
                "mean absolute error",
                network(result).score().orElseThrow().metric().quantity());
    }

    @Test
    void whenTheTimeIsOverTheBestSoFarComesOutAndAWarningSaysWhatWasLeft() throws Exception {
        long start = System.nanoTime();
        TestNode.Result result = learner()
                .with("minutes", .05)
                .with("epochs", 1_000)
                .with("trainings", 1_000)
                .with("work/workers", 1)
                .run(WAVES);
        double seconds = (System.nanoTime() - start) / 1e9;
        assertTrue(seconds < 3 + 5, seconds + " s");
        assertTrue(result.warning().contains("of 1000 architectures"), result.warning());
        assertTrue(result.warning().contains("the time limit of 3 seconds was reached"), result.warning());
        assertTrue(network(result).score().isPresent());
    }

    @Test
    void anArchitectureThatFailsHasAReason() throws Exception {
        fails(
                learner().with("network/channels", 1024).with("network/cells", 100),
                List.of("None of the 3", "can be stored"),
                WAVES);
    }

    @Test
    void withoutSomethingToLearnItSaysWhatIsMissing() throws Exception {
        TestNode.refuses(
                learner(), "Target of the examples", new DataTableSpec(Columns.number("a"), Columns.number("b")));
        TestNode.refuses(learner().with("score", "RELATIVE_L2"), "By the target", WAVES.getSpec());
    }

    @Test
    void cancellingStopsWithinASecond() throws Exception {
        long[] canceled = new long[1];
        NodeProgressMonitor monitor = new DefaultNodeProgressMonitor() {
            @Override
            public void setProgress(double progress, String message) {
                if (message.contains("Epoch")) {
                    canceled[0] = System.nanoTime();
                    setExecuteCanceled();
                }
                super.setProgress(progress, message);
            }
        };
        TestNode learner = learner().with("epochs", 10_000);
        assertThrows(CanceledExecutionException.class, () -> learner.run(TestNode.context(monitor), WAVES));
        assertTrue((System.nanoTime() - canceled[0]) / 1e9 < 1);
    }

    @Test
    void theHistoryHasARowForEveryTraining() throws Exception {
        BufferedDataTable history = learner().run(WAVES).table(2);
        assertEquals("Query 4", rows(history).get(3).getKey().getString());
        DataCell predicted = rows(history).get(3).getCell(4);
        assertTrue(predicted.isMissing(), "nobody chose the last one by its prediction");
    }
}
