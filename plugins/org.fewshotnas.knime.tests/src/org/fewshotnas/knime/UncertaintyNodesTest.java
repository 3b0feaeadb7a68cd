package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.number;
import static org.fewshotnas.knime.TestNode.rows;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Graphs;
import org.fewshotnas.knime.nodes.evaluation.TransferEvaluationNodeFactory;
import org.fewshotnas.knime.nodes.finetune.PredictorFineTuneNodeFactory;
import org.fewshotnas.knime.nodes.predictor.NasPredictorNodeFactory;
import org.fewshotnas.knime.nodes.sampler.FewShotSamplerNodeFactory;
import org.fewshotnas.knime.nodes.search.PredictorSearchNodeFactory;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObjectSpec;

/** What nodes say and do about how sure a predictor is. */
class UncertaintyNodesTest {
    private static final int MEASURED = 8;
    private final BufferedDataTable table = TestNode.architectures(
            50,
            TestNode.metrics(TestNode.TARGET),
            (graph, i, j) -> i < MEASURED ? TestNode.learnable(graph, i, j) : DataType.getMissingCell());

    private static TestNode fineTune(TestNode node) throws InvalidSettingsException {
        return node.with("target", TestNode.TARGET)
                .with("fineTuning/steps", "5, 10")
                .with("device/device", "CPU");
    }

    private PredictorPortObject tuned() throws Exception {
        return fineTune(TestNode.of(new PredictorFineTuneNodeFactory()))
                .run(TestNode.predictor(), table)
                .predictor();
    }

    @Test
    void thePredictorAppendsIntervalsAroundItsPredictions() throws Exception {
        TestNode node = TestNode.of(new NasPredictorNodeFactory())
                .with("appendUncertainty", true)
                .with("intervalPercent", 80.0);
        PredictorPortObject tuned = tuned();
        PortObjectSpec[] promised = node.configure(tuned.getSpec(), table.getSpec());
        TestNode.Result result = node.run(tuned, table);
        assertTrue(((DataTableSpec) promised[0]).equalStructure(result.table(0).getDataTableSpec()));
        List<String> columns = Arrays.asList(result.table(0).getDataTableSpec().getColumnNames());
        assertEquals(
                List.of(
                        Columns.PREDICTED_SCORE,
                        Columns.STANDARD_DEVIATION,
                        Columns.LOWER_BOUND,
                        Columns.UPPER_BOUND,
                        Columns.PREDICTED_RANK),
                columns.subList(columns.size() - 5, columns.size()));
        for (int row = 0; row < 50; row++) {
            double score = number(result.table(0), row, Columns.PREDICTED_SCORE);
            assertTrue(number(result.table(0), row, Columns.STANDARD_DEVIATION) > 0);
            assertTrue(number(result.table(0), row, Columns.LOWER_BOUND) < score);
            assertTrue(number(result.table(0), row, Columns.UPPER_BOUND) > score);
        }
        assertEquals("", result.warning());
    }

    @Test
    void aPredictorThatCannotSayHowSureItIsLeavesTheColumnsMissing() throws Exception {
        TestNode.Result result = TestNode.of(new NasPredictorNodeFactory())
                .with("appendUncertainty", true)
                .run(TestNode.predictor(), table);
        int deviation = result.table(0).getDataTableSpec().findColumnIndex(Columns.STANDARD_DEVIATION);
        rows(result.table(0)).forEach(row -> assertTrue(row.getCell(deviation).isMissing()));
        assertTrue(result.warning().contains("cannot say how sure it is"), result.warning());
    }

    @Test
    void proposalsArePredictedInTheUnitOfWhatThePredictorWasTunedOn() throws Exception {
        Metric latency = new Metric(TestNode.TARGET, "phone", "", "latency", "ms", Direction.MINIMIZE, "", "", "", "");
        BufferedDataTable measured = TestNode.architectures(8, List.of(latency), TestNode::learnable);
        PredictorPortObject tuned = fineTune(TestNode.of(new PredictorFineTuneNodeFactory()))
                .run(TestNode.predictor(), measured)
                .predictor();
        TestNode search = TestNode.of(new PredictorSearchNodeFactory())
                .with("queries", 3)
                .with("samples", 200)
                .with("device/device", "CPU");
        PortObjectSpec[] promised = search.configure(tuned.getSpec());
        TestNode.Result found = search.run(tuned);
        for (int port = 0; port < 2; port++) {
            DataTableSpec spec = found.table(port).getDataTableSpec();
            Metric metric = Columns.metric(spec.getColumnSpec(Columns.PREDICTED_SCORE));
            assertEquals(Direction.MINIMIZE, metric.direction());
            assertEquals("ms", metric.unit());
            DataTableSpec said = (DataTableSpec) promised[port];
            assertEquals(metric, Columns.metric(said.getColumnSpec(Columns.PREDICTED_SCORE)));
        }
    }

    /** The measured architectures with these standard errors; null where one is missing. */
    private static BufferedDataTable withErrors(Double... errors) {
        BufferedDataTable scores =
                TestNode.architectures(errors.length, TestNode.metrics(TestNode.TARGET, "error"), TestNode::learnable);
        int place = scores.getDataTableSpec().findColumnIndex("error");
        List<DataRow> rows = new ArrayList<>();
        for (DataRow row : rows(scores)) {
            List<DataCell> cells = new ArrayList<>();
            row.forEach(cells::add);
            Double error = errors[rows.size()];
            cells.set(place, error == null ? DataType.getMissingCell() : new DoubleCell(error));
            rows.add(new DefaultRow(row.getKey(), cells.toArray(DataCell[]::new)));
        }
        return TestNode.table(scores.getDataTableSpec(), rows);
    }

    private double[] predicted(PredictorPortObject predictor) {
        return predictor
                .predictor()
                .predict(
                        rows(table).stream()
                                .map(new Graphs(table.getDataTableSpec(), "a table")::read)
                                .toList(),
                        Device.cpu(),
                        Progress.NONE);
    }

    @Test
    void scoresOfLargerStandardErrorCountLess() throws Exception {
        TestNode plain = fineTune(TestNode.of(new PredictorFineTuneNodeFactory()));
        TestNode weighing =
                fineTune(TestNode.of(new PredictorFineTuneNodeFactory())).with("standardError", "error");
        BufferedDataTable different = withErrors(0.1, 5., 0.1, 5., 0.1, 5., 0.1, 5.);
        double[] without = predicted(plain.run(TestNode.predictor(), different).predictor());
        TestNode.Result result = weighing.run(TestNode.predictor(), different);
        assertEquals("", result.warning());
        assertFalse(Arrays.equals(without, predicted(result.predictor())));
        BufferedDataTable equal = withErrors(2., 2., 2., 2., null, 2., 2., 2.);
        TestNode.Result same = weighing.run(TestNode.predictor(), equal);
        assertArrayEquals(without, predicted(same.predictor()), "the mean of the known is as all are");
        assertTrue(
                same.warning().contains("1 of 8 scores have no standard error; it is taken to be the mean"),
                same.warning());
        TestNode.Result unknown = weighing.run(TestNode.predictor(), withErrors(null, null, null, null, null));
        assertTrue(unknown.warning().contains("None of the scores has a standard error"), unknown.warning());
    }

    @Test
    void whatIsNoStandardErrorIsNamed() throws Exception {
        TestNode weighing =
                fineTune(TestNode.of(new PredictorFineTuneNodeFactory())).with("standardError", "error");
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            TestNode.fails(
                    weighing,
                    List.of(
                            "Row \"Row1\" has " + wrong + " in the column \"error\"",
                            "a finite number of 0 or more",
                            "missing"),
                    TestNode.predictor(),
                    withErrors(1., wrong, 2.));
        }
        TestNode.refuses(
                weighing.with("standardError", TestNode.TARGET),
                "is chosen both for the scores and under \"Standard error of the score\"",
                TestNode.predictor().getSpec(),
                table.getSpec());
        TestNode.refuses(
                weighing.with("standardError", "gone"),
                "The column \"gone\", which is chosen under \"Standard error of the score\"",
                TestNode.predictor().getSpec(),
                table.getSpec());
    }

    @Test
    void fineTuningSuggestsWhatToMeasureNext() throws Exception {
        TestNode node = fineTune(TestNode.withTables(new PredictorFineTuneNodeFactory(), "Candidates", 1))
                .with("suggestions", 6);
        PortObjectSpec[] promised = node.configure(TestNode.predictor().getSpec(), table.getSpec(), table.getSpec());
        TestNode.Result result = node.run(TestNode.predictor(), table, table);
        assertTrue(((DataTableSpec) promised[1]).equalStructure(result.table(1).getDataTableSpec()));
        Set<String> suggested = keys(result.table(1));
        assertEquals(6, suggested.size());
        for (int i = 0; i < MEASURED; i++) {
            assertFalse(suggested.contains("Row" + i), "was measured");
        }
        assertTrue(number(result.table(1), 0, Columns.STANDARD_DEVIATION) > 0);
        assertEquals(
                suggested, keys(node.run(TestNode.predictor(), table, table).table(1)));
        assertEquals(MEASURED, result.predictor().predictor().spec().shots());
    }

    @Test
    void withoutAScoreFineTuningSuggestsWhatToBeginWith() throws Exception {
        BufferedDataTable unmeasured = TestNode.architectures(
                30, TestNode.metrics(TestNode.TARGET), (graph, i, j) -> DataType.getMissingCell());
        TestNode.Result result = fineTune(TestNode.withTables(new PredictorFineTuneNodeFactory(), "Candidates", 1))
                .run(TestNode.predictor(), unmeasured, unmeasured);
        assertEquals(5, result.table(1).size());
        int deviation = result.table(1).getDataTableSpec().findColumnIndex(Columns.STANDARD_DEVIATION);
        rows(result.table(1)).forEach(row -> assertTrue(row.getCell(deviation).isMissing()));
    }

    @Test
    void whatIsMeasuredSaysWhetherSomeCellsFail() throws Exception {
        Metric latency = Metric.of("latency", Direction.MINIMIZE);
        Metric accuracy = Metric.of("accuracy", Direction.MAXIMIZE);
        BufferedDataTable begun =
                TestNode.architectures(60, List.of(latency, accuracy), (graph, i, j) -> new DoubleCell(i));
        BufferedDataTable unmeasured =
                TestNode.architectures(60, List.of(latency, accuracy), (graph, i, j) -> DataType.getMissingCell());
        List<Set<String>> suggested = new ArrayList<>();
        List<Set<String>> picked = new ArrayList<>();
        for (String target : List.of("accuracy", "latency")) {
            suggested.add(keys(fineTune(TestNode.withTables(new PredictorFineTuneNodeFactory(), "Candidates", 1))
                    .with("target", target)
                    .run(TestNode.predictor(), unmeasured, unmeasured)
                    .table(1)));
            picked.add(
                    keys(TestNode.withPorts(new FewShotSamplerNodeFactory(), "Predictor", PredictorPortObject.class, 1)
                            .with("strategy", "INFORMATIVE")
                            .with("target", target)
                            .with("device/device", "CPU")
                            .run(begun, TestNode.predictor())
                            .table(0)));
        }
        assertEquals(suggested, picked);
        assertNotEquals(suggested.get(0), suggested.get(1), "no latency fails");
        BufferedDataTable silent =
                TestNode.architectures(60, TestNode.metrics("latency", "accuracy"), (graph, i, j) -> new DoubleCell(i));
        TestNode node = TestNode.withPorts(new FewShotSamplerNodeFactory(), "Predictor", PredictorPortObject.class, 1)
                .with("strategy", "INFORMATIVE")
                .with("target", "latency")
                .with("direction", "MINIMIZE")
                .with("device/device", "CPU");
        assertEquals(
                picked.get(1), keys(node.run(silent, TestNode.predictor()).table(0)), "a column that does not say so");
    }

    @Test
    void theSamplerPicksWhatAPredictorLearnsMostFrom() throws Exception {
        TestNode node = TestNode.withPorts(new FewShotSamplerNodeFactory(), "Predictor", PredictorPortObject.class, 1)
                .with("strategy", "INFORMATIVE")
                .with("device/device", "CPU");
        TestNode.Result result = node.run(table, TestNode.predictor());
        assertEquals(5, result.table(0).size());
        assertEquals(45, result.table(1).size());
        assertEquals(
                keys(result.table(0)),
                keys(node.run(table, TestNode.predictor()).table(0)));
        InvalidSettingsException alone =
                assertThrows(InvalidSettingsException.class, () -> TestNode.of(new FewShotSamplerNodeFactory())
                        .with("strategy", "INFORMATIVE")
                        .configure(table.getSpec()));
        assertTrue(alone.getMessage().contains("no predictor is connected"), alone.getMessage());
    }

    @Test
    void theSearchUsesHowSureThePredictorIs() throws Exception {
        for (String strategy : List.of("EXPECTED_IMPROVEMENT", "UPPER_CONFIDENCE", "THOMPSON")) {
            TestNode.Result found = TestNode.withTables(new PredictorSearchNodeFactory(), "Scores", 1)
                    .with("candidates", "TABLE")
                    .with("target", TestNode.TARGET)
                    .with("role", "MEASURED")
                    .with("strategy", strategy)
                    .with("queries", 4)
                    .with("fineTuning/steps", "5")
                    .with("device/device", "CPU")
                    .run(TestNode.predictor(), table);
            Set<String> proposed = rows(found.table(1)).stream()
                    .map(row -> row.getCell(3).toString())
                    .collect(Collectors.toSet());
            assertEquals(4, proposed.size());
        }
    }

    @Test
    void settingsOfTheFirstReleaseKeepTheirMeaning() throws Exception {
        for (NodeFactory<?> factory : List.of(
                new NasPredictorNodeFactory(),
                new PredictorFineTuneNodeFactory(),
                new FewShotSamplerNodeFactory(),
                new PredictorSearchNodeFactory(),
                new TransferEvaluationNodeFactory())) {
            TestNode node = TestNode.of(factory);
            ByteArrayOutputStream xml = new ByteArrayOutputStream();
            node.settings().saveToXML(xml);
            String text = xml.toString(StandardCharsets.UTF_8)
                    .replaceAll(
                            "<entry key=\"(appendUncertainty|intervalPercent|suggestions|confidence|standardError)\"[^>]*/>",
                            "");
            if (factory instanceof FewShotSamplerNodeFactory) {
                text = text.replaceAll("(?s)<config key=\"device\">.*?</config>", "");
            }
            text = text.replaceAll("(?s)<config key=\"lines\">.*?</config>", "");
            assertFalse(text.equals(xml.toString(StandardCharsets.UTF_8)), "something was added");
            NodeSettingsRO old =
                    NodeSettings.loadFromXML(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            node.node().loadSettings(old);
            assertEquals(node.node().defaultSettings(), node.node().settings());
        }
    }

    private static Set<String> keys(BufferedDataTable table) {
        Set<String> keys = new HashSet<>();
        for (DataRow row : rows(table)) {
            keys.add(row.getKey().getString());
        }
        return keys;
    }
}
