package org.fewshotnas.benchmark;

import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.read;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;

/** The tables of published results give the numbers that are known of them. */
class PublishedTablesTest {
    private static double best(ArchitectureTable table, String metric) {
        return Arrays.stream(table.scores(index(table, metric)))
                .filter(score -> !Double.isNaN(score))
                .max()
                .orElseThrow();
    }

    private static int index(ArchitectureTable table, String metric) {
        return table.metrics().stream().map(Metric::name).toList().indexOf(metric);
    }

    @Test
    void nasBench201HasItsBestAccuracies() {
        ArchitectureTable table = read(TestFiles.published("tables/nas-bench-201.csv.gz"));
        assertEquals("NAS-Bench-201", table.space().name());
        assertEquals(15_625, table.rowCount());
        assertEquals(10, table.metrics().size());
        assertEquals(94.3733, best(table, "cifar10_test_accuracy"), 1e-4);
        assertEquals(73.5133, best(table, "cifar100_test_accuracy"), 1e-4);
        assertEquals(47.3111, best(table, "imagenet16-120_test_accuracy"), 1e-4);
        assertEquals(94.39, best(table, "ninapro_test_accuracy"), 1e-2);
        assertEquals(0.9848, best(table, "darcy-flow_one_minus_relative_l2"), 1e-4);
        int latency = index(table, "desktop-cpu-i7-7820x_latency_s");
        assertEquals(
                341, Arrays.stream(table.scores(latency)).filter(Double::isNaN).count());
        assertEquals(
                List.of("desktop-cpu-i7-7820x_latency_s", "edge-gpu-jetson-tx2_latency_ms"),
                table.metrics().stream()
                        .filter(m -> m.direction() == Direction.MINIMIZE)
                        .map(Metric::name)
                        .toList());
    }

    @Test
    void transNasBench101MicroHasItsSevenTasks() {
        ArchitectureTable table = read(TestFiles.published("tables/transnas-bench-101-micro.csv.gz"));
        assertEquals("TransNAS-Bench-101 micro", table.space().name());
        assertEquals(4_096, table.rowCount());
        assertEquals(7, table.metrics().size());
        assertEquals(
                0,
                table.metrics().stream()
                        .filter(m -> m.direction() == Direction.MINIMIZE)
                        .count());
        // The published best scene classification accuracy at the final epoch.
        assertEquals(54.94, best(table, "class_scene_valid_accuracy"), 0.01);
    }

    @Test
    void nasBench101IsReadFromItsColumnsAndItsHashesAgree() {
        ArchitectureTable table = read(TestFiles.published("tables/nas-bench-101-subset.csv.gz"));
        assertEquals("NAS-Bench-101", table.space().name());
        assertEquals(20_000, table.rowCount());
        assertEquals(
                List.of("", "", "4", "12", "36", "108"),
                table.metrics().stream().map(Metric::epochs).toList());
    }

    @Test
    void aTableOfManyTasksBelowEachOtherIsRefusedAndSaysWhy() {
        assertRefused(
                TestFiles.published("tables/metad2a-predictor-db-4630.csv.gz"),
                "column \"acc\"",
                "several results",
                "told apart by \"task\" and \"split\"");
        assertRefused(TestFiles.published("tables/metad2a-tasks-5000.csv.gz"), "No column", "holds architectures");
    }

    @Test
    void onlyTheChosenColumnsAreRead() {
        ReadOptions options =
                ReadOptions.defaults().withMetrics(List.of("ninapro_test_accuracy", "cifar10_test_accuracy"));
        ArchitectureTable table = BenchmarkFiles.open(TestFiles.published("tables/nas-bench-201.csv.gz"))
                .read(options, Progress.NONE);
        assertEquals(
                options.metrics(), table.metrics().stream().map(Metric::name).toList());
        assertEquals(94.3733, best(table, "cifar10_test_accuracy"), 1e-4);
    }
}
