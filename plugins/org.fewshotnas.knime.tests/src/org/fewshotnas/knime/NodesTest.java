package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.number;
import static org.fewshotnas.knime.TestNode.rows;
import static org.fewshotnas.knime.TestNode.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fewshotnas.benchmark.arrow.ArrowTableWriter;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.nodes.finetune.PredictorFineTuneNodeFactory;
import org.fewshotnas.knime.nodes.learner.MetaLearnerNodeFactory;
import org.fewshotnas.knime.nodes.predictor.NasPredictorNodeFactory;
import org.fewshotnas.knime.nodes.reader.BenchmarkReaderNodeFactory;
import org.fewshotnas.knime.nodes.sampler.FewShotSamplerNodeFactory;
import org.fewshotnas.knime.nodes.scorer.RankScorerNodeFactory;
import org.fewshotnas.knime.nodes.search.PredictorSearchNodeFactory;
import org.fewshotnas.knime.nodes.unifier.SearchSpaceUnifierNodeFactory;
import org.fewshotnas.knime.port.PredictorPortObjectSpec;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObjectSpec;

/** Every node does on small tables what its description says. */
class NodesTest {
    private static final String CELL =
            "|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|none~1|avg_pool_3x3~2|";
    private static final String OTHER =
            "|nor_conv_1x1~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|none~1|avg_pool_3x3~2|";

    @Test
    void theReaderSaysWhatItsNumbersAre(@TempDir Path folder) throws Exception {
        TestNode.Result result = reader(
                        folder,
                        "a.csv",
                        "architecture,cifar10_test_accuracy,latency_ms\n" + CELL + ",93.5,4.5\n" + OTHER + ",,7\n")
                .run();
        BufferedDataTable table = result.table(0);
        assertEquals(
                List.of("Search space", "Architecture", "cifar10_test_accuracy", "latency_ms"),
                Arrays.asList(table.getDataTableSpec().getColumnNames()));
        assertEquals("NAS-Bench-201: " + CELL, rows(table).get(0).getKey().getString());
        assertEquals("NAS-Bench-201", text(table, 1, "Search space"));
        assertEquals(93.5, number(table, 0, "cifar10_test_accuracy"));
        assertTrue(rows(table).get(1).getCell(2).isMissing());
        Metric accuracy = Columns.metric(table.getDataTableSpec().getColumnSpec(2));
        Metric latency = Columns.metric(table.getDataTableSpec().getColumnSpec(3));
        assertEquals(Direction.MAXIMIZE, accuracy.direction());
        assertEquals(Direction.MINIMIZE, latency.direction());
        assertEquals("a.csv", accuracy.source());
        assertEquals(64, accuracy.sourceSha256().length());
    }

    @Test
    void theReaderReadsTheChosenColumnsWithTheChosenDirection(@TempDir Path folder) throws Exception {
        BufferedDataTable table = reader(folder, "a.csv", "architecture,one,two\n" + CELL + ",1,2\n")
                .with("metricChoice", "CHOSEN")
                .with("metrics", new String[] {"two"})
                .with("minimize", new String[] {"two"})
                .run()
                .table(0);
        assertEquals(3, table.getDataTableSpec().getNumColumns());
        assertEquals(
                Direction.MINIMIZE,
                Columns.metric(table.getDataTableSpec().getColumnSpec("two")).direction());
    }

    @Test
    void theReaderReadsArrowFiles(@TempDir Path folder) throws Exception {
        ArchitectureTable table = ArchitectureTable.of(
                TestNode.NB201, List.of(CELL, OTHER), TestNode.metrics("one"), new double[][] {{1, Double.NaN}});
        ArrowTableWriter.write(table, folder.resolve("a.arrow"), Progress.NONE);
        BufferedDataTable read = TestNode.of(new BenchmarkReaderNodeFactory())
                .with("file/path/path", folder.resolve("a.arrow").toString())
                .run()
                .table(0);
        assertEquals(CELL, text(read, 0, "Architecture"));
        assertEquals(1, number(read, 0, "one"));
        assertTrue(rows(read).get(1).getCell(2).isMissing());
    }

    @Test
    void oneStringSettingHoldsAPathOrAUrl(@TempDir Path folder) throws Exception {
        Path file = write(folder, "a.csv", "architecture,one\n" + CELL + ",1\n");
        for (String path : List.of(file.toString(), file.toUri().toString())) {
            for (String category : List.of("LOCAL", "CUSTOM_URL")) {
                TestNode reader = TestNode.of(new BenchmarkReaderNodeFactory())
                        .with("file/path/path", path)
                        .with("file/path/file_system_type", category);
                assertEquals(1, reader.run().table(0).size(), category + " " + path);
            }
        }
    }

    @Test
    void theUnifierJoinsTablesAndAddsGraphs(@TempDir Path folder) throws Exception {
        BufferedDataTable accuracies = reader(folder, "a.csv", "architecture,acc\n" + CELL + ",90\n" + OTHER + ",91\n")
                .run()
                .table(0);
        BufferedDataTable latencies = reader(folder, "b.csv", "architecture,latency\n" + CELL + ",4\n")
                .run()
                .table(0);
        TestNode.Result result = TestNode.withTables(new SearchSpaceUnifierNodeFactory(), "Architectures", 1)
                .run(accuracies, latencies);
        BufferedDataTable table = result.table(0);
        assertEquals(
                List.of("Search space", "Architecture", "Operations", "Adjacency", "acc", "latency"),
                Arrays.asList(table.getDataTableSpec().getColumnNames()));
        assertEquals(2, table.size());
        assertEquals(90, number(table, 0, "acc"));
        assertEquals(4, number(table, 0, "latency"));
        assertTrue(rows(table).get(1).getCell(5).isMissing());
        assertEquals(
                "b.csv",
                Columns.metric(table.getDataTableSpec().getColumnSpec("latency"))
                        .source());
    }

    @Test
    void theSamplerSplitsATable() throws Exception {
        BufferedDataTable table = TestNode.architectures(
                40,
                TestNode.metrics("a", "b"),
                (graph, i, j) -> j == 1 && i % 2 == 0 ? DataType.getMissingCell() : new DoubleCell(i));
        for (String strategy : List.of("RANDOM", "SPREAD")) {
            TestNode.Result result = TestNode.of(new FewShotSamplerNodeFactory())
                    .with("target", "b")
                    .with("strategy", strategy)
                    .run(table);
            assertEquals(5, result.table(0).size());
            assertEquals(35, result.table(1).size());
            Set<String> keys = keys(result.table(0));
            rows(result.table(0)).forEach(row -> assertFalse(row.getCell(5).isMissing(), "not measured"));
            keys.addAll(keys(result.table(1)));
            assertEquals(40, keys.size());
            assertEquals(
                    keys(result.table(0)),
                    keys(TestNode.of(new FewShotSamplerNodeFactory())
                            .with("target", "b")
                            .with("strategy", strategy)
                            .run(table)
                            .table(0)),
                    "the same seed picks the same rows");
        }
    }

    @Test
    void theSamplerTakesAShareOfTheMeasuredRows() throws Exception {
        BufferedDataTable table = TestNode.architectures(
                20, TestNode.metrics("a"), (graph, i, j) -> i < 8 ? new DoubleCell(i) : DataType.getMissingCell());
        TestNode.Result result = TestNode.of(new FewShotSamplerNodeFactory())
                .with("target", "a")
                .with("size", "PERCENT")
                .with("percent", 25.0)
                .with("query", "MEASURED")
                .run(table);
        assertEquals(2, result.table(0).size());
        assertEquals(6, result.table(1).size());
    }

    @Test
    void theScorerMeasuresRanks() throws Exception {
        double[] predicted = {5, 3, 4, 1, 2};
        double[] latency = {1, 2, 3, 4, 5};
        Metric actual = Metric.of("latency", Direction.MINIMIZE);
        DataTableSpec spec = new DataTableSpec(Columns.number(Columns.PREDICTED_SCORE), Columns.metric(actual));
        List<DataRow> rows = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            rows.add(new DefaultRow("r" + i, new DoubleCell(predicted[i]), new DoubleCell(latency[i])));
        }
        BufferedDataTable table = TestNode.of(new RankScorerNodeFactory())
                .with("actual", "latency")
                .with("topK", 2)
                .run(TestNode.table(spec, rows))
                .table(0);
        // Larger predictions are better and smaller latencies are: 1 - 6 (0 + 1 + 1 + 1 + 1) / (5 · 24) = 0.8.
        assertEquals("Spearman", text(table, 0, "Measure"));
        assertEquals(0.8, number(table, 0, "Value"), 1e-12);
        assertEquals("Kendall", text(table, 1, "Measure"));
        assertEquals(0.6, number(table, 1, "Value"), 1e-12);
        assertEquals("Top-2 overlap", text(table, 2, "Measure"));
        assertEquals(0.5, number(table, 2, "Value"), 1e-12);
        assertEquals("Regret at 2", text(table, 3, "Measure"));
        assertEquals(0, number(table, 3, "Value"), 1e-12);
        assertTrue(number(table, 0, "Lower bound") < 0.8 && number(table, 0, "Upper bound") > 0.8);
        assertEquals("5", text(table, 0, "n"));
    }

    @Test
    void thePredictorAppendsScoresAndRanks() throws Exception {
        BufferedDataTable table =
                TestNode.architectures(30, TestNode.metrics(Columns.PREDICTED_SCORE), TestNode::learnable);
        TestNode predictor = TestNode.of(new NasPredictorNodeFactory());
        BufferedDataTable result = predictor.run(TestNode.predictor(), table).table(0);
        int score = result.getDataTableSpec().findColumnIndex("Predicted score (#1)");
        int rank = result.getDataTableSpec().findColumnIndex("Predicted rank");
        Set<String> ranks = new HashSet<>();
        double best = Double.NEGATIVE_INFINITY;
        double first = Double.NaN;
        for (DataRow row : rows(result)) {
            double value = ((DoubleCell) row.getCell(score)).getDoubleValue();
            best = Math.max(best, value);
            ranks.add(row.getCell(rank).toString());
            if (row.getCell(rank).toString().equals("1")) {
                first = value;
            }
        }
        assertEquals(30, ranks.size());
        assertEquals(best, first);
    }

    @Test
    void aPredictorLearnsIsFineTunedAndFindsTheBest() throws Exception {
        BufferedDataTable table =
                TestNode.architectures(60, TestNode.metrics("a", "b", "c", TestNode.TARGET), TestNode::learnable);
        TestNode learner = TestNode.of(new MetaLearnerNodeFactory())
                .with("heldOutTask", TestNode.TARGET)
                .with("preset", "CUSTOM")
                .with("layers", 2)
                .with("width", 16)
                .with("steps", 60)
                .with("device/device", "CPU");
        TestNode.Result learned = learner.run(table);
        assertEquals(
                List.of("a", "b", "c"),
                learned.predictor().predictor().spec().tasks().stream()
                        .map(Metric::name)
                        .toList());

        BufferedDataTable support = TestNode.of(new FewShotSamplerNodeFactory())
                .with("target", TestNode.TARGET)
                .run(table)
                .table(0);
        TestNode fineTune = TestNode.of(new PredictorFineTuneNodeFactory())
                .with("target", TestNode.TARGET)
                .with("device/device", "CPU");
        PortObjectSpec[] promised = fineTune.configure(learned.predictor().getSpec(), support.getSpec());
        assertEquals(
                TestNode.TARGET,
                ((PredictorPortObjectSpec) promised[0])
                        .predictor()
                        .targetMetric()
                        .orElseThrow()
                        .name());
        TestNode.Result tuned = fineTune.run(learned.predictor(), support);
        assertEquals(5, tuned.predictor().predictor().spec().shots());
        assertTrue(
                tuned.predictor().getSummary().contains("fine-tuned on 5 scores of \"target\""),
                tuned.predictor().getSummary());

        TestNode search = TestNode.withTables(new PredictorSearchNodeFactory(), "Scores", 1)
                .with("candidates", "TABLE")
                .with("target", TestNode.TARGET)
                .with("queries", 12)
                .with("steps", 4)
                .with("refitInterval", 2)
                .with("device/device", "CPU");
        TestNode.Result found = search.run(tuned.predictor(), table);
        assertEquals(12, found.table(1).size());
        assertEquals("1", text(found.table(0), 0, "Rank"));
        assertTrue(number(found.table(0), 0, "Score") >= 40, "four or more convolutions in the best cell");
        assertEquals(number(found.table(0), 0, "Score"), number(found.table(1), 11, "Best score so far"));
        assertEquals("true", text(found.table(0), 0, "Proposed"));
    }

    @Test
    void aSearchsPredictionsComeFromNoFile() throws Exception {
        Metric target = new Metric(
                "acc", "cifar10", "test", "accuracy", "%", Direction.MAXIMIZE, "200", "mean of 3", "nb.csv", "ab12");
        TestNode search = TestNode.withTables(new PredictorSearchNodeFactory(), "Scores", 1)
                .with("target", "acc");
        BufferedDataTable scores = TestNode.architectures(2, List.of(target), TestNode::learnable);
        for (PortObjectSpec spec : search.configure(TestNode.predictor().getSpec(), scores.getSpec())) {
            DataTableSpec columns = (DataTableSpec) spec;
            assertEquals(
                    new Metric(
                            "Predicted score",
                            "cifar10",
                            "test",
                            "accuracy",
                            "%",
                            Direction.MAXIMIZE,
                            "200",
                            "",
                            "",
                            ""),
                    Columns.metric(columns.getColumnSpec("Predicted score")));
            assertEquals(target.withName("Score"), Columns.metric(columns.getColumnSpec("Score")));
        }
    }

    @Test
    void withoutATableTheSearchProposes() throws Exception {
        TestNode.Result found = TestNode.of(new PredictorSearchNodeFactory())
                .with("queries", 3)
                .with("steps", 1)
                .with("samples", 200)
                .with("device/device", "CPU")
                .run(TestNode.predictor());
        assertEquals(3, found.table(1).size());
        assertTrue(rows(found.table(1)).get(0).getCell(5).isMissing(), "nothing is known about a proposal");
        assertEquals("NAS-Bench-201", text(found.table(0), 0, "Search space"));
    }

    private static TestNode reader(Path folder, String name, String content) throws Exception {
        return TestNode.of(new BenchmarkReaderNodeFactory())
                .with("file/path/path", write(folder, name, content).toString());
    }

    private static Path write(Path folder, String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static Set<String> keys(BufferedDataTable table) {
        return rows(table).stream().map(row -> row.getKey().getString()).collect(Collectors.toCollection(HashSet::new));
    }
}
