package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.TARGET;
import static org.fewshotnas.knime.TestNode.fails;
import static org.fewshotnas.knime.TestNode.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.nodes.finetune.PredictorFineTuneNodeFactory;
import org.fewshotnas.knime.nodes.learner.MetaLearnerNodeFactory;
import org.fewshotnas.knime.nodes.predictor.NasPredictorNodeFactory;
import org.fewshotnas.knime.nodes.sampler.FewShotSamplerNodeFactory;
import org.fewshotnas.knime.nodes.scorer.RankScorerNodeFactory;
import org.fewshotnas.knime.nodes.search.PredictorSearchNodeFactory;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;

/** Whatever is wrong with the input of the nodes that learn and predict, the message says what, where, and what to do. */
class InputErrorsTest {
    @Test
    void aMetricColumnHoldsText() throws Exception {
        BufferedDataTable table = TestNode.table(
                new DataTableSpec(Columns.operations(), Columns.adjacency(), Columns.text(TARGET)), List.of());
        refuses(
                tuner(),
                "\"target\" of the input table is of the type",
                TestNode.predictor().getSpec(),
                table.getSpec());
    }

    @Test
    void aColumnHasVanished() throws Exception {
        DataTableSpec spec = table(10).getSpec();
        String vanished = "\"gone\", which is chosen under \"";
        refuses(TestNode.of(new FewShotSamplerNodeFactory()).with("target", "gone"), vanished + "Target column", spec);
        refuses(
                TestNode.of(new PredictorFineTuneNodeFactory()).with("target", "gone"),
                vanished + "Target column",
                TestNode.predictor().getSpec(),
                spec);
        refuses(
                TestNode.of(new RankScorerNodeFactory()).with("predicted", "gone"),
                vanished + "Predicted scores",
                spec);
        refuses(
                TestNode.of(new MetaLearnerNodeFactory()).with("heldOutTask", "gone"),
                vanished + "Held-out column",
                spec);
        refuses(
                TestNode.of(new MetaLearnerNodeFactory())
                        .with("taskColumns/manualFilter/includeUnknownColumns", false)
                        .with("taskColumns/manualFilter/manuallySelected", new String[] {"a", "gone"}),
                "\"gone\", which are chosen under \"Task columns\"",
                spec);
        refuses(
                TestNode.withTables(new PredictorSearchNodeFactory(), "Scores", 1)
                        .with("target", "gone"),
                vanished + "Target column",
                TestNode.predictor().getSpec(),
                spec);
    }

    @Test
    void theGraphColumnsAreNotThere() throws Exception {
        DataTableSpec spec = new DataTableSpec(Columns.text(Columns.ARCHITECTURE), Columns.number("a"));
        String message =
                "The column \"Operations\" is not in the input table. Connect a table that comes from the Search-Space Unifier.";
        refuses(TestNode.of(new MetaLearnerNodeFactory()), message, spec);
        refuses(
                TestNode.of(new NasPredictorNodeFactory()),
                message,
                TestNode.predictor().getSpec(),
                spec);
    }

    @Test
    void noTaskIsLeft() throws Exception {
        DataTableSpec onlyTarget = TestNode.architectures(3, TestNode.metrics(TARGET), TestNode::learnable)
                .getSpec();
        refuses(
                TestNode.of(new MetaLearnerNodeFactory()).with("heldOutTask", TARGET),
                "There is no task to learn from",
                onlyTarget);
        BufferedDataTable constant = TestNode.architectures(
                5,
                TestNode.metrics("a", "b"),
                (graph, row, column) -> column == 0 ? new DoubleCell(7) : DataType.getMissingCell());
        fails(TestNode.of(new MetaLearnerNodeFactory()), List.of("There is no task to learn from"), constant);
    }

    @Test
    void aScoreIsNotANumber() throws Exception {
        BufferedDataTable table = TestNode.architectures(
                6, TestNode.metrics(TARGET), (graph, row, column) -> new DoubleCell(row == 4 ? Double.NaN : row));
        List<String> message = List.of("Row \"Row4\" has NaN in the column \"target\"");
        fails(TestNode.of(new MetaLearnerNodeFactory()), message, table);
        fails(tuner(), message, TestNode.predictor(), table);
        fails(TestNode.of(new FewShotSamplerNodeFactory()).with("target", TARGET), message, table);
    }

    @Test
    void aGraphIsCyclicOrOfUnknownOperations() throws Exception {
        DataTableSpec spec = new DataTableSpec(Columns.operations(), Columns.adjacency());
        List<String> labels = List.of("Global", "Input", "Conv3-D1", "Conv3-D1", "Output");
        int[] cyclic = {0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1, 1, 0, 0, 0, 0};
        PortObject table = TestNode.table(spec, List.of(graph("loop", labels, cyclic)));
        fails(
                TestNode.of(new NasPredictorNodeFactory()),
                List.of("Row \"loop\"", "cycles"),
                TestNode.predictor(),
                table);
        PortObject unknown =
                TestNode.table(spec, List.of(graph("odd", List.of("Global", "Input", "Conv9", "Output"), new int[] {
                    0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0
                })));
        fails(
                TestNode.of(new NasPredictorNodeFactory()),
                List.of("Row \"odd\"", "Conv9"),
                TestNode.predictor(),
                unknown);
    }

    @Test
    void aTaskOfTooFewScoresIsLeftOutAndNamed() throws Exception {
        BufferedDataTable table = TestNode.architectures(
                20,
                TestNode.metrics("a", "b"),
                (graph, row, column) ->
                        column == 1 && row > 2 ? DataType.getMissingCell() : TestNode.learnable(graph, row, column));
        TestNode.Result learned = smallLearner().run(table);
        assertEquals(1, learned.predictor().predictor().spec().tasks().size());
        assertTrue(learned.warning().contains("\"b\" has 3 values and is left out"), learned.warning());
    }

    @Test
    void otherScoresOnTheHeldOutDataSetAreNamed() throws Exception {
        Metric heldOut = new Metric("final", "dogs", "test", "accuracy", "%", Direction.MAXIMIZE, "200", "", "", "");
        List<Metric> metrics =
                List.of(heldOut, heldOut.withName("early").withEpochs("12"), Metric.of("other", Direction.MAXIMIZE));
        TestNode learner = smallLearner();
        TestNode.Result together =
                learner.with("heldOutTask", "final").run(TestNode.architectures(80, metrics, TestNode::learnable));
        assertTrue(together.warning().contains("Learned from too: \"early\", of the held-out"), together.warning());
        TestNode.Result apart = learner.run(TestNode.architectures(
                80,
                metrics,
                (graph, row, column) -> (column == 0) == (row < 40)
                        ? TestNode.learnable(graph, row, column)
                        : DataType.getMissingCell()));
        assertEquals("", apart.warning());
        TestNode.Result few = learner.run(TestNode.architectures(
                80,
                metrics,
                (graph, row, column) ->
                        column == 1 && row > 2 ? DataType.getMissingCell() : TestNode.learnable(graph, row, column)));
        assertTrue(few.warning().contains("\"early\" has 3 values and is left out"), few.warning());
        assertFalse(few.warning().contains("Learned from too"), few.warning());
    }

    private static TestNode smallLearner() throws InvalidSettingsException {
        return TestNode.of(new MetaLearnerNodeFactory())
                .with("preset", "CUSTOM")
                .with("layers", 2)
                .with("width", 8)
                .with("steps", 5)
                .with("device/device", "CPU");
    }

    @Test
    void zeroOneAndEqualShotsGiveAPredictorAndAWarning() throws Exception {
        BufferedDataTable none =
                TestNode.architectures(4, TestNode.metrics(TARGET), (graph, row, column) -> DataType.getMissingCell());
        TestNode.Result zero = tuner().run(TestNode.predictor(), none);
        assertTrue(zero.warning().contains("no score"), zero.warning());
        assertEquals(0, zero.predictor().predictor().spec().shots());
        BufferedDataTable single = TestNode.architectures(
                4,
                TestNode.metrics(TARGET),
                (graph, row, column) -> row == 2 ? new DoubleCell(70) : DataType.getMissingCell());
        TestNode.Result one = tuner().run(TestNode.predictor(), single);
        assertTrue(one.warning().contains("One score"), one.warning());
        assertEquals(1, one.predictor().predictor().spec().shots());
        BufferedDataTable equal =
                TestNode.architectures(4, TestNode.metrics(TARGET), (graph, row, column) -> new DoubleCell(70));
        TestNode.Result constant = tuner().run(TestNode.predictor(), equal);
        assertTrue(constant.warning().contains("the same"), constant.warning());
    }

    @Test
    void thereAreTooFewRowsToPickFrom() throws Exception {
        fails(
                TestNode.of(new FewShotSamplerNodeFactory()).with("target", "a").with("count", 11),
                List.of("11 rows are to be picked", "only 10 rows with a value in the column \"a\""),
                table(10));
        TestNode.Result zeroShots = TestNode.of(new FewShotSamplerNodeFactory())
                .with("target", "a")
                .with("count", 0)
                .run(table(10));
        assertEquals(0, zeroShots.table(0).size());
        assertEquals(10, zeroShots.table(1).size());
    }

    @Test
    void thereIsNothingToRank() throws Exception {
        DataTableSpec spec = new DataTableSpec(Columns.number("p acc"), Columns.number("m acc"));
        TestNode scorer = TestNode.of(new RankScorerNodeFactory())
                .with("predicted", "p acc")
                .with("actual", "m acc");
        fails(
                scorer,
                List.of("No row has both a predicted and a measured score"),
                TestNode.table(spec, List.of(new DefaultRow("r", new DoubleCell(1), DataType.getMissingCell()))));
        TestNode.Result constant = scorer.run(TestNode.table(
                spec,
                List.of(
                        new DefaultRow("r1", new DoubleCell(1), new DoubleCell(5)),
                        new DefaultRow("r2", new DoubleCell(2), new DoubleCell(5)),
                        new DefaultRow("r3", new DoubleCell(3), new DoubleCell(5)))));
        assertTrue(constant.warning().contains("Spearman: All measured scores are equal"), constant.warning());
    }

    @Test
    void aGpuIsAskedForThatIsNotThere() throws Exception {
        TestNode predictor = TestNode.of(new NasPredictorNodeFactory())
                .with("device/device", "GPU")
                .with("device/gpuNumber", 97);
        fails(predictor, List.of("GPU 97"), TestNode.predictor(), table(10));
    }

    @Test
    void aSearchAmongTheRowsOfATableNeedsOne() throws Exception {
        refuses(
                TestNode.of(new PredictorSearchNodeFactory()).with("candidates", "TABLE"),
                "no table is connected",
                TestNode.predictor().getSpec());
    }

    private static BufferedDataTable table(int rows) {
        return TestNode.architectures(rows, TestNode.metrics("a", "b"), TestNode::learnable);
    }

    private static TestNode tuner() throws InvalidSettingsException {
        return TestNode.of(new PredictorFineTuneNodeFactory())
                .with("target", TARGET)
                .with("device/device", "CPU");
    }

    private static DataRow graph(String key, List<String> labels, int[] adjacency) {
        List<DataCell> operations =
                labels.stream().map(label -> (DataCell) new StringCell(label)).toList();
        List<DataCell> entries = Arrays.stream(adjacency)
                .mapToObj(entry -> (DataCell) new IntCell(entry))
                .toList();
        return new DefaultRow(
                key, CollectionCellFactory.createListCell(operations), CollectionCellFactory.createListCell(entries));
    }
}
