package org.fewshotnas.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The workflows that repeat tables and figures of the MP-NAS paper, with few steps of learning. */
class PaperWorkflowsTest extends WorkflowRuns {
    @Test
    void table2HoldsOneTaskOutAndAveragesItsRuns() throws Exception {
        run("table-2", "-workflow.variable=steps,60,int", "-workflow.variable=runs,2,int", "-option=3,learnings,2,int");
        Table results = export("3_1_");
        assertEquals(3 * 4 * 2 * 2, results.rows().size(), "three lines, 0, 5, 25 and 50 shots, learnings, runs");
        assertEquals(
                List.of("Multi-task", "Multi-task, chosen cells", "Multi-task, scores of other tasks known"),
                results.column("Learner").stream().distinct().toList());
        assertEquals(
                List.of(TARGET), results.column("Target").stream().distinct().toList());
        Table summary = export("3_2_");
        double mean = 0;
        for (int i = 0; i < 16; i++) {
            if (results.column("Shots").get(i).equals("25")) {
                mean += results.numbers("Spearman")[i] / 4;
            }
        }
        assertEquals(mean, summary.numbers("Spearman")[2], 1e-9);
        // As these seeds have given it since the first release; another processor may round otherwise.
        assertEquals(0.91623, mean, 0.005);
    }

    @Test
    void table4ShowsHowAlikeTheTasksAre() throws Exception {
        run("table-4", "-workflow.variable=steps,20,int", "-workflow.variable=runs,1,int", "-option=3,learnings,1,int");
        Table sample = Table.read(SAMPLE);
        String other = "parameters [M]";
        Table correlations = export("4_1_");
        int row = correlations.column("Task").indexOf(TARGET);
        assertEquals(
                spearman(sample.numbers(TARGET), sample.numbers(other)),
                correlations.numbers(other)[row],
                1e-9);
        assertEquals("1000", export("4_2_").column(other).get(row));
    }

    @Test
    void figure2MakesTasksOfOneColumn() throws Exception {
        run("figure-2", "-workflow.variable=steps,10,int", "-workflow.variable=runs,1,int");
        assertEquals(6, export("3_2_").rows().size() - 1, "correlations, and the mean of all");
        assertEquals(
                TARGET + ", correlation 80 %, 1 known, 0 unrelated",
                export("4_2_").column("Target").get(0));
        assertEquals(
                TARGET + ", correlation 80 %, 10 known, 100 unrelated",
                export("5_2_").column("Target").get(3));
    }

    @Test
    void figure2MakesTasksOfTheColumnThatIsAskedFor() throws Exception {
        run(
                "figure-2",
                "-workflow.variable=benchmark," + SAMPLE_OF_ANOTHER_SPACE.toAbsolutePath() + ",String",
                "-workflow.variable=target,flops [M] image 48x48,String",
                "-workflow.variable=steps,10,int",
                "-workflow.variable=runs,1,int");
        for (String summary : List.of("3_2_", "4_2_", "5_2_")) {
            List<String> targets = export(summary).column("Target");
            assertTrue(
                    targets.subList(0, targets.size() - 1).stream()
                            .allMatch(target -> target.startsWith("flops [M] image 48x48, correlation ")),
                    targets.toString());
        }
    }

    @Test
    void figure3ComparesTheLearners() throws Exception {
        run("figure-3", "-workflow.variable=steps,5,int", "-workflow.variable=runs,1,int");
        assertEquals(
                List.of(
                        "Multi-task",
                        "BOIL",
                        "MAML",
                        "ANIL",
                        "Meta-SGD",
                        "Reptile",
                        "Pre-training",
                        "No meta-learning",
                        "Naive transfer"),
                export("3_2_").column("Learner"));
    }

    @Test
    void table6LearnsFromOneSpaceAndTestsOnTheOther() throws Exception {
        run("table-6", "-workflow.variable=steps,60,int", "-workflow.variable=runs,2,int", "-option=4,learnings,1,int");
        Table results = export("4_1_");
        assertEquals(
                List.of(TARGET + " (TransNAS-Bench-101 micro)"),
                results.column("Target").stream().distinct().toList());
        assertEquals(
                List.of("Multi-task", "Multi-task, chosen cells"),
                results.column("Learner").stream().distinct().toList());
        assertTrue(results.numbers("Spearman")[0] > 0.4, "zero shots: " + results.numbers("Spearman")[0]);
    }

    @Test
    void table4HoldsOutTheSevenTasksOfThePaper() throws Exception {
        Path table = published("tables/nas-bench-201.csv.gz");
        run(
                "table-4",
                "-workflow.variable=benchmark," + table + ",String",
                "-workflow.variable=shots,5,String",
                "-workflow.variable=steps,1,int",
                "-workflow.variable=runs,1,int",
                "-option=3,learnings,1,int");
        assertEquals(
                List.of(
                        "cifar10_test_accuracy",
                        "cifar100_test_accuracy",
                        "imagenet16-120_test_accuracy",
                        "ninapro_test_accuracy",
                        "darcy-flow_one_minus_relative_l2",
                        "desktop-cpu-i7-7820x_latency_s",
                        "edge-gpu-jetson-tx2_latency_ms"),
                export("3_1_").column("Target").stream().distinct().toList());
        // Spearman's correlations that are known of the benchmark, to three digits.
        assertEquals(0.980, export("4_1_").numbers("cifar100_test_accuracy")[0], 5e-4);
        assertEquals(0.269, export("4_1_").numbers("ninapro_test_accuracy")[0], 5e-4);
    }
}
