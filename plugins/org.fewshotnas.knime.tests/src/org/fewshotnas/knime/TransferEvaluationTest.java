package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.number;
import static org.fewshotnas.knime.TestNode.rows;
import static org.fewshotnas.knime.TestNode.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.fewshotnas.knime.nodes.evaluation.TransferEvaluationNodeFactory;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.InvalidSettingsException;

/** The node Transfer Evaluation on a small table. */
class TransferEvaluationTest {
    private final BufferedDataTable table =
            TestNode.architectures(80, TestNode.metrics("a", "b", "c"), TestNode::learnable);

    private static TestNode node() throws InvalidSettingsException {
        return TestNode.of(new TransferEvaluationNodeFactory())
                .with("learners", new String[] {"MULTI_TASK", "NONE"})
                .with("steps", 20)
                .with("shots", "0, 5")
                .with("runs", 2)
                .with("fineTuning/steps", "5")
                .with("device/device", "CPU");
    }

    @Test
    void everyTargetLearnerShotsAndRunHasARowAndTheirMeansToo() throws Exception {
        TestNode.Result result = node().run(table);
        assertEquals(
                List.of(
                        "Target",
                        "Learner",
                        "Shots",
                        "Learning",
                        "Run",
                        "Spearman",
                        "Kendall tau",
                        "Regret@10",
                        "Learn [s]",
                        "Fine-tune [s]",
                        "Within 90 % intervals"),
                Arrays.asList(result.table(0).getDataTableSpec().getColumnNames()));
        assertEquals(3 * 2 * 2 * 2, result.table(0).size());
        // Two learners, two numbers of shots, three targets and their mean.
        assertEquals(2 * 2 * (3 + 1), result.table(1).size());
        assertEquals("a", text(result.table(1), 0, "Target"));
        assertEquals("Multi-task", text(result.table(1), 0, "Learner"));
        assertEquals("(mean of targets)", text(result.table(1), 3, "Target"));
        double mean = 0;
        for (int target = 0; target < 3; target++) {
            mean += number(result.table(1), target, "Spearman") / 3;
        }
        assertEquals(mean, number(result.table(1), 3, "Spearman"), 1e-12);
        for (DataRow row : rows(result.table(1))) {
            if (row.getCell(0).toString().startsWith("(")) {
                assertTrue(row.getCell(9).isMissing(), "no regret over units that differ");
            }
        }
    }

    @Test
    void theTargetsAreTheColumnsThatAreBothTasksAndTargets() throws Exception {
        TestNode node = node().with("learners", new String[] {"NONE"})
                .with("taskColumns/manualFilter/manuallyDeselected", new String[] {"c"})
                .with("targetColumns/manualFilter/manuallyDeselected", new String[] {"a"});
        assertEquals("b", text(node.run(table).table(1), 0, "Target"));
        InvalidSettingsException error = assertThrows(InvalidSettingsException.class, () -> node.with(
                        "targetColumns/manualFilter/manuallyDeselected", new String[] {"a", "b"})
                .configure(table.getSpec()));
        assertTrue(error.getMessage().contains("\"Target columns\""), error.getMessage());
    }

    @Test
    void syntheticTasksAreMadeOfTheTargetColumn() throws Exception {
        BufferedDataTable summary = node().with("learners", new String[] {"NONE"})
                .with("protocol", "SYNTHETIC")
                .with("correlations", "50, 90")
                .with("targetColumns/manualFilter/manuallyDeselected", new String[] {"a", "b"})
                .run(table)
                .table(1);
        assertEquals("c, correlation 50 %, 5 known, 0 unrelated", text(summary, 0, "Target"));
        assertEquals("c, correlation 90 %, 5 known, 0 unrelated", text(summary, 1, "Target"));
    }

    @Test
    void chosenArchitecturesAndKnownScoresAreRowsOfTheirOwn() throws Exception {
        TestNode node = node().with("targetColumns/manualFilter/manuallyDeselected", new String[] {"a", "b"})
                .with("lines/chosenCells", true)
                .with("lines/knownScores", true);
        TestNode.Result result = node.run(table);
        List<String> learners = rows(result.table(1)).stream()
                .map(row -> row.getCell(1) + ", " + row.getCell(2))
                .toList();
        assertEquals(
                List.of(
                        "Multi-task, 0",
                        "Multi-task, 5",
                        "Multi-task, chosen cells, 0",
                        "Multi-task, chosen cells, 5",
                        "Multi-task, scores of other tasks known, 0",
                        "Multi-task, scores of other tasks known, 5",
                        "No meta-learning, 0",
                        "No meta-learning, 5"),
                learners);
        assertEquals(
                number(result.table(1), 0, "Spearman"),
                number(result.table(1), 2, "Spearman"),
                "without a shot it does not matter which cells are chosen");
        assertEquals(
                3 * 2 * 2,
                node.with("protocol", "SYNTHETIC").run(table).table(0).size(),
                "no scores of other tasks to know, and three learners of two shots and runs");
    }

    @Test
    void severalLearningsAreRowsAndBothTablesSayHowMany() throws Exception {
        TestNode node = node().with("learners", new String[] {"MULTI_TASK"})
                .with("targetColumns/manualFilter/manuallyDeselected", new String[] {"a", "b"});
        TestNode.Result one = node.run(table);
        TestNode.Result three = node.with("learnings", 3).run(table);
        assertEquals("1", text(one.table(1), 0, "Learnings"));
        assertEquals(2 * 3 * 2, three.table(0).size(), "shots, learnings, runs");
        assertEquals("3", text(three.table(1), 0, "Learnings"));
        assertEquals("6", text(three.table(1), 0, "Runs"));
        assertEquals("3", text(three.table(0), 5, "Learning"));
        assertEquals(
                number(one.table(0), 0, "Spearman"),
                number(three.table(0), 0, "Spearman"),
                "the first learning is the one that there was");
        assertTrue(number(three.table(1), 0, "Spearman standard error") > 0);
    }

    @Test
    void theNumberOfLearningsIsSaidToCountForNothingWhereEveryRunLearnsAnew() throws Exception {
        TestNode node = node().with("learners", new String[] {"NONE"})
                .with("learnAnew", true)
                .with("learnings", 3);
        TestNode.Result result = node.run(table);
        assertTrue(result.warning().contains("learnings, 3,"), result.warning());
        assertEquals("2", text(result.table(1), 0, "Learnings"), "one a run");
    }

    @Test
    void isomorphicArchitecturesCanBeKeptTogetherWhereTheSearchSpaceIsKnown() throws Exception {
        TestNode node = node().with("learners", new String[] {"NONE"}).with("isomorphsTogether", true);
        assertEquals(3 * 2 * 2, node.run(table).table(0).size());
    }

    @Test
    void aRunThatIsStoppedGivesNothing() throws Exception {
        DefaultNodeProgressMonitor stop = new DefaultNodeProgressMonitor() {
            @Override
            public void setProgress(double progress, String message) {
                super.setProgress(progress, message);
                if (message.contains("Learning: step")) {
                    setExecuteCanceled();
                }
            }
        };
        TestNode node = node().with("steps", 1_000_000);
        assertThrows(CanceledExecutionException.class, () -> node.run(TestNode.context(stop), table));
        assertTrue(stop.getMessage().startsWith("Target 1 of 3, a. Multi-task: "), stop.getMessage());
    }
}
