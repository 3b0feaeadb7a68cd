package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.fails;
import static org.fewshotnas.knime.TestNode.number;
import static org.fewshotnas.knime.TestNode.rows;
import static org.fewshotnas.knime.TestNode.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.nodes.trainer.ArchitectureTrainerNodeFactory;
import org.fewshotnas.knime.port.NetworkPortObject;
import org.fewshotnas.network.file.NetworkModel;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeProgressMonitor;

/** The Architecture Trainer on series that train in no time. */
class ArchitectureTrainerTest {
    private static final int STEPS = 12;
    private static final BufferedDataTable CELLS = TestNode.architectures(4, List.of(), TestNode::learnable);
    private static final BufferedDataTable WAVES = waves(60, 1, false);
    private static final BufferedDataTable MORE_WAVES = waves(40, 2, false);

    /** Series of two frequencies in noise, and which of them it is: its name, or how fast it is. */
    static BufferedDataTable waves(int examples, int seed, boolean numbers) {
        List<DataColumnSpec> columns = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            columns.add(Columns.number("step " + i));
        }
        columns.add(numbers ? Columns.number("speed") : Columns.text("Class"));
        Random random = new Random(seed);
        List<DataRow> rows = new ArrayList<>();
        for (int i = 0; i < examples; i++) {
            boolean fast = i % 2 == 1;
            List<DataCell> row = new ArrayList<>();
            for (int j = 0; j < STEPS; j++) {
                row.add(new DoubleCell(Math.sin(j * (fast ? 2 : 1)) + random.nextGaussian()));
            }
            row.add(numbers ? new DoubleCell(fast ? 2 : 1) : new StringCell(fast ? "fast" : "slow"));
            rows.add(new DefaultRow("Wave" + i, row.toArray(DataCell[]::new)));
        }
        return TestNode.table(new DataTableSpec(columns.toArray(DataColumnSpec[]::new)), rows);
    }

    private static TestNode quick(TestNode node) throws InvalidSettingsException {
        return node.with("training/epochs", 2)
                .with("training/batch", 16)
                .with("network/channels", 4)
                .with("work/workers", 2)
                .with("work/keep", false);
    }

    private static TestNode trainer() throws InvalidSettingsException {
        return quick(TestNode.of(new ArchitectureTrainerNodeFactory()));
    }

    private static TestNode trainerWithValidation() throws InvalidSettingsException {
        return quick(TestNode.withTables(new ArchitectureTrainerNodeFactory(), "Validation data", 1));
    }

    private static double[] numbers(BufferedDataTable table, String column) {
        return IntStream.range(0, (int) table.size())
                .mapToDouble(row -> number(table, row, column))
                .toArray();
    }

    private static BufferedDataTable encodings(String... spacesAndTexts) {
        List<DataRow> rows = new ArrayList<>();
        for (int i = 0; i < spacesAndTexts.length; i += 2) {
            rows.add(new DefaultRow(
                    "Row" + i, new StringCell(spacesAndTexts[i]), new StringCell(spacesAndTexts[i + 1])));
        }
        return TestNode.table(
                new DataTableSpec(Columns.text(Columns.SEARCH_SPACE), Columns.text(Columns.ARCHITECTURE)), rows);
    }

    @Test
    void everyArchitectureHasAScoreAndTheBestOneComesOutTrained() throws Exception {
        TestNode.Result result = trainerWithValidation().run(CELLS, WAVES, MORE_WAVES);
        BufferedDataTable table = result.table(0);
        assertEquals("", result.warning());
        assertEquals(
                List.of("Score", "Epochs", "Seconds", "Parameters", "Multiply-accumulates", "Reason"),
                Arrays.asList(table.getDataTableSpec().getColumnNames()).subList(4, 10));
        assertEquals(
                Direction.MAXIMIZE,
                Columns.metric(table.getDataTableSpec().getColumnSpec("Score")).direction());
        double[] scores = numbers(table, "Score");
        BufferedDataTable curves = result.table(1);
        double[] validation = numbers(curves, "Validation score");
        assertEquals(8, validation.length, "two epochs of four trainings");
        for (int i = 0; i < 4; i++) {
            assertEquals(Math.max(validation[2 * i], validation[2 * i + 1]), scores[i], 0, "of the best epoch");
            assertEquals(text(table, i, "Architecture"), text(curves, 2 * i, "Architecture"));
        }
        double best = Arrays.stream(scores).max().orElseThrow();
        NetworkModel network = ((NetworkPortObject) result.outputs()[2]).network();
        assertEquals(best, share(network, MORE_WAVES), 1e-12, "its score is the share of waves that it recognises");
        assertEquals(best, network.spec().score().orElseThrow().value());
        int row =
                IntStream.range(0, 4).filter(i -> scores[i] == best).findFirst().orElseThrow();
        assertEquals(
                text(table, row, "Architecture"),
                network.spec().origin().orElseThrow().text());
        assertEquals(
                network.spec().graph().parameters(),
                ((LongCell) rows(table).get(row).getCell(7)).getLongValue());
        assertEquals("Class", network.spec().target().name());
        assertEquals(1, network.spec().provenance().steps().get(0).seed());
    }

    @Test
    void theWorstCanBeStoppedEarly() throws Exception {
        BufferedDataTable cells = TestNode.architectures(6, List.of(), TestNode::learnable);
        TestNode.Result result =
                trainer().with("training/epochs", 9).with("halving", true).run(cells, WAVES);
        BufferedDataTable table = result.table(0);
        List<Long> epochs = rows(table).stream()
                .map(row -> (long)
                        ((IntCell) row.getCell(table.getDataTableSpec().findColumnIndex("Epochs"))).getIntValue())
                .sorted()
                .toList();
        assertEquals(List.of(3L, 3L, 3L, 3L, 9L, 9L), epochs);
        long stopped = IntStream.range(0, 6)
                .filter(row -> !rows(table).get(row).getCell(9).isMissing()
                        && text(table, row, "Reason").startsWith("Stopped after 3 of 9 epochs"))
                .count();
        assertEquals(4, stopped);
        assertTrue(
                result.warning().contains("4 of 6 architectures were stopped after 3 of 9 epochs"), result.warning());
    }

    @Test
    void everyNetworkAroundACellIsTrained() throws Exception {
        Map<String, Long> parameters = new HashMap<>();
        for (String skeleton : List.of("RESIDUAL", "POOLING", "STRIDED", "SPEECH")) {
            BufferedDataTable table = trainer()
                    .with("network/skeleton", skeleton)
                    .with("training/epochs", 1)
                    .run(CELLS, WAVES)
                    .table(0);
            assertTrue(number(table, 0, "Score") >= .3, skeleton);
            parameters.put(skeleton, ((LongCell) rows(table).get(0).getCell(7)).getLongValue());
        }
        assertEquals(4, parameters.values().stream().distinct().count(), "they are different: " + parameters);
    }

    /** The share of rows whose class a network says, counted by hand. */
    static double share(NetworkModel network, BufferedDataTable table) {
        int right = 0;
        for (DataRow row : rows(table)) {
            float[] example = new float[STEPS];
            for (int i = 0; i < STEPS; i++) {
                example[i] = (float) ((DoubleCell) row.getCell(i)).getDoubleValue();
            }
            float[] said = network.network().predict(example, Progress.NONE);
            String name = network.spec().classes().get(said[0] >= said[1] ? 0 : 1);
            right += name.equals(row.getCell(STEPS).toString()) ? 1 : 0;
        }
        return (double) right / table.size();
    }

    @Test
    void theSameSeedGivesTheSameScoresAndRepeatsTheirMeanAndSpread() throws Exception {
        TestNode.Result once = trainer().with("repeats", 3).run(CELLS, WAVES);
        TestNode.Result again =
                trainer().with("repeats", 3).with("work/workers", 1).run(CELLS, WAVES);
        double[] losses = numbers(once.table(1), "Loss");
        assertArrayEquals(losses, numbers(again.table(1), "Loss"));
        assertNotEquals(losses[0], losses[2], "another seed");
        assertEquals("2", text(once.table(1), 2, "Seed"));
        double[] validation = numbers(once.table(1), "Validation score");
        double[] three = IntStream.range(0, 3)
                .mapToDouble(i -> Math.max(validation[2 * i], validation[2 * i + 1]))
                .toArray();
        double mean = (three[0] + three[1] + three[2]) / 3;
        assertEquals(mean, number(once.table(0), 0, "Score"), 1e-12);
        int row = IntStream.range(0, 4)
                .boxed()
                .max(Comparator.comparingDouble(i -> number(once.table(0), i, "Score")))
                .orElseThrow();
        NetworkModel network = ((NetworkPortObject) once.outputs()[2]).network();
        assertEquals(
                Arrays.stream(validation, 6 * row, 6 * row + 6).max().orElseThrow(),
                network.spec().score().orElseThrow().value(),
                "of the trainings of the best mean, the best");
        double variance = Arrays.stream(three).map(x -> (x - mean) * (x - mean)).sum() / 2;
        assertEquals(Math.sqrt(variance), number(once.table(0), 0, "Score spread"), 1e-12);
        assertEquals(Math.sqrt(variance / 3), number(once.table(0), 0, "Score standard error"), 1e-12);
        Metric error = Columns.metric(once.table(0).getDataTableSpec().getColumnSpec("Score standard error"));
        assertEquals("standard error of accuracy", error.quantity());
        assertEquals("mean of 3", error.seeds());
        double pooled = Math.sqrt(Arrays.stream(numbers(once.table(0), "Score spread"))
                .map(spread -> spread * spread)
                .average()
                .orElseThrow());
        String said =
                String.format(Locale.ROOT, "one training has a standard deviation of %.3g, and the mean of 3", pooled);
        assertTrue(once.warning().contains(said), said + " in " + once.warning());
        assertTrue(once.warning().contains("4 architectures together, with 8 degrees of freedom"), once.warning());
    }

    @Test
    void aFinishedTrainingIsNotDoneAgainUnlessTheUserSaysSo(@TempDir Path folder) throws Exception {
        String usual = System.setProperty("java.io.tmpdir", folder.toString());
        try {
            TestNode keeping = trainer().with("work/keep", true);
            TestNode.Result first = keeping.run(CELLS, WAVES);
            assertEquals("", first.warning());
            TestNode.Result second = keeping.run(CELLS, WAVES);
            assertTrue(second.warning().contains("4 of 4 trainings had been done before"), second.warning());
            assertArrayEquals(numbers(first.table(1), "Seconds"), numbers(second.table(1), "Seconds"));
            assertEquals("", trainer().run(CELLS, WAVES).warning());
            assertEquals("", keeping.with("seed/seed", "2").run(CELLS, WAVES).warning());
        } finally {
            System.setProperty("java.io.tmpdir", usual);
        }
    }

    @Test
    void anArchitectureThatComesAgainIsTrainedOnce() throws Exception {
        List<DataRow> rows = new ArrayList<>(rows(CELLS).subList(1, 3));
        rows.add(new DefaultRow("again", Rows.append(rows.get(0))));
        TestNode.Result result = trainer().run(TestNode.table(CELLS.getDataTableSpec(), rows), WAVES);
        assertEquals(number(result.table(0), 0, "Score"), number(result.table(0), 2, "Score"));
        assertEquals(4, result.table(1).size(), "two trainings of two epochs");
    }

    @Test
    void numbersHaveAnErrorThatIsBetterTheSmallerItIs() throws Exception {
        BufferedDataTable speeds = waves(60, 1, true);
        TestNode.Result result = trainer().with("examples/target", "speed").run(CELLS, speeds);
        assertEquals(
                Direction.MINIMIZE,
                Columns.metric(result.table(0).getDataTableSpec().getColumnSpec("Score"))
                        .direction());
        double best = ((NetworkPortObject) result.outputs()[2])
                .network()
                .spec()
                .score()
                .orElseThrow()
                .value();
        assertEquals(Arrays.stream(numbers(result.table(0), "Score")).min().orElseThrow(), best);
        TestNode.refuses(
                trainer().with("examples/target", "speed").with("training/score", "ACCURACY"),
                "\"By the target\"",
                CELLS.getSpec(),
                speeds.getSpec());
    }

    @Test
    void oneThatCannotBeTrainedHasAReasonAndKeepsNoOtherFromItsScore() throws Exception {
        BufferedDataTable table =
                encodings("NAS-Bench-101", "4:110011:02", TestNode.NB201.name(), text(CELLS, 1, "Architecture"));
        TestNode.Result result = trainer().with("network/channels", 1).run(table, WAVES);
        BufferedDataTable scores = result.table(0);
        assertTrue(rows(scores).get(0).getCell(2).isMissing());
        assertTrue(text(scores, 0, "Reason").startsWith("The network cannot be built"), text(scores, 0, "Reason"));
        assertFalse(rows(scores).get(1).getCell(2).isMissing());
        assertTrue(result.warning().contains("1 of 2 architectures have no score"), result.warning());
    }

    @Test
    void architecturesOfTwoSpacesAreTrainedSideBySide() throws Exception {
        BufferedDataTable table =
                encodings("NAS-Bench-101", "4:110011:02", "TransNAS-Bench-101 micro", "64-41414-1_02_333");
        assertEquals(2, numbers(trainer().run(table, WAVES).table(0), "Score").length);
    }

    @Test
    void whatCannotBeTrainedIsRefusedWithWhatToDo() throws Exception {
        fails(
                trainer().with("training/rate", 1e9).with("training/epochs", 10),
                List.of("None of the 4 architectures", "diverged in epoch", "learning rate"),
                CELLS,
                WAVES);
        BufferedDataTable none = TestNode.table(CELLS.getDataTableSpec(), List.of());
        fails(
                trainer().with("device/device", "GPU").with("device/gpuNumber", 255),
                List.of("GPU 255 was asked for", "automatic device"),
                CELLS,
                WAVES);
        fails(trainer(), List.of("no rows in the table of architectures", "Few-Shot Sampler"), none, WAVES);
        List<DataRow> slow =
                IntStream.range(0, 20).mapToObj(i -> rows(WAVES).get(2 * i)).toList();
        fails(trainer(), List.of("class"), CELLS, TestNode.table(WAVES.getDataTableSpec(), slow));
        fails(trainer(), List.of("Row0", "NATS"), encodings("NATS-Bench size", "8:8:8:8:8"), WAVES);
        fails(
                trainer().with("repeats", 100),
                List.of("20 rows, with 100 trainings", "1000", "Few-Shot Sampler"),
                TestNode.architectures(20, List.of(), TestNode::learnable),
                WAVES);
        TestNode.refuses(trainer(), "\"Architecture\" is not in", WAVES.getSpec(), WAVES.getSpec());
        TestNode.refuses(trainer(), "training data", CELLS.getSpec(), new DataTableSpec(Columns.text("a")));
    }

    @Test
    void emptyValidationDataIsAsNoneAndTheNodeSaysSo() throws Exception {
        BufferedDataTable empty = TestNode.table(WAVES.getDataTableSpec(), List.of());
        TestNode.Result result = trainerWithValidation().run(CELLS, WAVES, empty);
        assertArrayEquals(numbers(trainer().run(CELLS, WAVES).table(0), "Score"), numbers(result.table(0), "Score"));
        assertTrue(result.warning().contains("no rows in the validation data"), result.warning());
        assertTrue(result.warning().contains("\"Percent for validation\" sets how much"), result.warning());
        assertTrue(result.warning().contains("a share of the training data"), result.warning());
    }

    @Test
    void aTrainingThatIsStoppedIsStopped() throws Exception {
        NodeProgressMonitor stop = new DefaultNodeProgressMonitor() {
            @Override
            public void setProgress(double progress, String message) {
                super.setProgress(progress, message);
                if (message != null && message.contains("Epoch 2 of")) {
                    setExecuteCanceled();
                }
            }
        };
        TestNode endless = trainer().with("training/epochs", 10_000);
        assertThrows(CanceledExecutionException.class, () -> endless.run(TestNode.context(stop), CELLS, WAVES));
        assertTrue(stop.getMessage().startsWith("Architecture "), stop.getMessage());
    }

    @Test
    void aColumnThatIsThereAlreadyStays() throws Exception {
        BufferedDataTable known = TestNode.architectures(2, TestNode.metrics("Score"), TestNode::learnable);
        BufferedDataTable table = trainer().run(known, WAVES).table(0);
        assertEquals(number(known, 1, "Score"), number(table, 1, "Score"));
        assertTrue(number(table, 1, "Score (#1)") <= 1);
    }
}
