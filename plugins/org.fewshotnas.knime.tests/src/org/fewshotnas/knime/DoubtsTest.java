package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.nodes.finetune.PredictorFineTuneNodeFactory;
import org.fewshotnas.knime.nodes.learner.MetaLearnerNodeFactory;
import org.fewshotnas.knime.nodes.scorer.RankScorerNodeFactory;
import org.fewshotnas.knime.nodes.similarity.TaskSimilarityNodeFactory;
import org.fewshotnas.knime.nodes.unifier.SearchSpaceUnifierNodeFactory;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.space.metric.MetricNames;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;

/** Where a result exists but may not be what the user wants, the node says so; where a choice is needed, it asks. */
class DoubtsTest {
    private static final Metric UNKNOWN = Metric.of("objective", Direction.UNKNOWN);

    private static BufferedDataTable scores(Metric predicted, Metric actual) {
        DataTableSpec spec = new DataTableSpec(Columns.metric(predicted), Columns.metric(actual));
        List<DataRow> rows = IntStream.range(0, 9)
                .<DataRow>mapToObj(i -> new DefaultRow("r" + i, new DoubleCell(i), new DoubleCell(i * i % 7)))
                .toList();
        return TestNode.table(spec, rows);
    }

    private static String scorer(Metric predicted, Metric actual) throws Exception {
        return TestNode.of(new RankScorerNodeFactory())
                .with("predicted", predicted.name())
                .with("actual", actual.name())
                .with("topK", 2)
                .run(scores(predicted, actual))
                .warning();
    }

    @Test
    void theScorerDoubtsOppositeDirections() throws Exception {
        String warning =
                scorer(Metric.of("Predicted score", Direction.MAXIMIZE), Metric.of("gpu_latency", Direction.MINIMIZE));
        assertTrue(warning.contains("Of \"Predicted score\" larger numbers are better"), warning);
        assertTrue(warning.contains("of \"gpu_latency\" smaller ones"), warning);
        assertTrue(warning.contains("Which measured scores are better"), warning);
    }

    @Test
    void theScorerDoubtsDifferentQuantities() throws Exception {
        Metric accuracy = MetricNames.guess("cifar10_test_accuracy");
        String warning = scorer(accuracy, MetricNames.guess("cifar100_test_accuracy"));
        assertTrue(warning.contains("accuracy of cifar10"), warning);
        assertTrue(warning.contains("accuracy of cifar100"), warning);
        assertEquals("", scorer(accuracy.withName("Predicted score"), accuracy));
    }

    @Test
    void theScorerDoubtsAColumnThatIsComparedWithItself() throws Exception {
        Metric accuracy = MetricNames.guess("cifar10_test_accuracy");
        String warning = TestNode.of(new RankScorerNodeFactory())
                .with("predicted", accuracy.name())
                .with("actual", accuracy.name())
                .with("topK", 2)
                .run(scores(accuracy, accuracy.withName("other")))
                .warning();
        assertTrue(warning.contains("is compared with itself"), warning);
    }

    @Test
    void aTargetThatDoesNotSayItsDirectionIsAskedFor() throws Exception {
        BufferedDataTable table = TestNode.architectures(12, List.of(UNKNOWN), TestNode::learnable);
        TestNode node = TestNode.of(new PredictorFineTuneNodeFactory()).with("target", "objective");
        for (String part : List.of("\"objective\"", "larger or smaller", "Which scores are better")) {
            refuses(node, part, TestNode.predictor().getSpec(), table.getDataTableSpec());
        }
        node.with("direction", "MINIMIZE");
        node.configure(TestNode.predictor().getSpec(), table.getDataTableSpec());
    }

    @Test
    void tasksThatDoNotSayTheirDirectionAreNamed() throws Exception {
        BufferedDataTable table = TestNode.architectures(
                40, List.of(UNKNOWN, Metric.of("accuracy", Direction.MAXIMIZE)), TestNode::learnable);
        String warning = TestNode.of(new TaskSimilarityNodeFactory()).run(table).warning();
        assertTrue(warning.contains("\"objective\""), warning);
        assertTrue(warning.contains("Lower is better"), warning);
        assertTrue(!warning.contains("accuracy"), warning);
    }

    @Test
    void theUnifierAsksForDirectionsAndTakesThem() throws Exception {
        BufferedDataTable table = TestNode.architectures(4, List.of(UNKNOWN), TestNode::learnable);
        String warning =
                TestNode.of(new SearchSpaceUnifierNodeFactory()).run(table).warning();
        assertTrue(warning.contains("\"objective\""), warning);
        TestNode.Result chosen = TestNode.of(new SearchSpaceUnifierNodeFactory())
                .with("minimize", new String[] {"objective"})
                .run(table);
        assertTrue(!chosen.warning().contains("objective"), chosen.warning());
        Metric metric = Columns.metric(chosen.table(0).getDataTableSpec().getColumnSpec("objective"));
        assertEquals(Direction.MINIMIZE, metric.direction());
    }

    @Test
    void theUnifierDoesNotJoinPercentagesWithFractions() throws Exception {
        Metric accuracy = MetricNames.guess("cifar10_test_acc");
        BufferedDataTable percent =
                TestNode.architectures(6, List.of(accuracy), (graph, row, column) -> new DoubleCell(85 + row));
        BufferedDataTable fraction = TestNode.architectures(
                6, List.of(accuracy), (graph, row, column) -> new DoubleCell(0.85 + row / 100.0));
        TestNode.fails(
                TestNode.withTables(new SearchSpaceUnifierNodeFactory(), "Architectures", 1),
                List.of("cifar10_test_acc", "85.00 to 90.00", "0.85", "factor of 100"),
                percent,
                fraction);
        TestNode apart = TestNode.withTables(new SearchSpaceUnifierNodeFactory(), "Architectures", 1)
                .with("sameName", "KEEP_APART");
        assertTrue(apart.run(percent, fraction).table(0).getDataTableSpec().containsName("cifar10_test_acc (2)"));
    }

    @Test
    void learningFromFiveRowsIsDoubted() throws Exception {
        BufferedDataTable five = TestNode.architectures(5, TestNode.metrics("a acc", "b acc"), TestNode::learnable);
        String warning = TestNode.of(new MetaLearnerNodeFactory())
                .with("preset", "CUSTOM")
                .with("width", 8)
                .with("layers", 1)
                .with("steps", 2)
                .run(five)
                .warning();
        assertTrue(warning.contains("very few architectures: \"a acc\" (5), \"b acc\" (5)"), warning);
    }

    @Test
    void settingsThatACompleteSetMakesVoidAreNamed() throws Exception {
        TestNode node =
                TestNode.of(new MetaLearnerNodeFactory()).with("width", 8).with("steps", 2);
        TestNode custom = TestNode.of(new MetaLearnerNodeFactory()).with("preset", "CUSTOM");
        assertEquals("[Width, Steps]", withoutEffect(node));
        assertEquals("[]", withoutEffect(custom.with("width", 8)));
    }

    private static String withoutEffect(TestNode node) throws Exception {
        Class<? extends org.knime.node.parameters.NodeParameters> type = Class.forName(
                        "org.fewshotnas.knime.nodes.learner.MetaLearnerParameters")
                .asSubclass(org.knime.node.parameters.NodeParameters.class);
        Object parameters =
                org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil.loadSettings(node.settings(), type);
        var method = type.getDeclaredMethod("withoutEffect");
        method.setAccessible(true);
        return method.invoke(parameters).toString();
    }

    @Test
    void anEmptyTableOfTasksIsDoubted() throws Exception {
        BufferedDataTable empty = TestNode.table(
                TestNode.architectures(1, TestNode.metrics("a acc", "b acc"), TestNode::learnable)
                        .getDataTableSpec(),
                List.of());
        String warning = TestNode.of(new TaskSimilarityNodeFactory()).run(empty).warning();
        assertTrue(warning.contains("no rows"), warning);
    }
}
