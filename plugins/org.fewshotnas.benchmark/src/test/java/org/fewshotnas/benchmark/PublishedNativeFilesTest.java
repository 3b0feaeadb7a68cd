package org.fewshotnas.benchmark;

import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.published;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.benchmark.columns.EpochChoice;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.columns.SeedChoice;
import org.fewshotnas.benchmark.columns.Selection;
import org.fewshotnas.benchmark.dialect.Nb201Order;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the benchmarks, as they were downloaded, give the numbers of the published tables. */
class PublishedNativeFilesTest {
    private static final String CELL_0 =
            "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|";
    private static final String CELL_11 =
            "|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|none~0|nor_conv_3x3~1|avg_pool_3x3~2|";

    @TempDir
    Path folder;

    private static ArchitectureTable read(Path file) {
        return TestFiles.read(file);
    }

    private static ArchitectureTable table() {
        return read(published("tables/nas-bench-201.csv.gz"));
    }

    private static int column(ArchitectureTable table, String name) {
        int column = names(table).indexOf(name);
        assertTrue(column >= 0, () -> name + " is not in " + names(table));
        return column;
    }

    private static List<String> names(ArchitectureTable table) {
        return table.metrics().stream().map(Metric::name).toList();
    }

    private static double score(ArchitectureTable table, String architecture, String name) {
        return table.score(table.architectures().indexOf(architecture), column(table, name));
    }

    private static ArchitectureTable select(Path file, Selection selection) {
        return BenchmarkFiles.open(file).read(ReadOptions.defaults().withSelection(selection), Progress.NONE);
    }

    private static Selection of(List<String> splits, List<String> budgets, EpochChoice epoch, SeedChoice seeds) {
        return new Selection(List.of(), splits, List.of(), budgets, epoch, seeds);
    }

    @Test
    void theOrderOfNasBench201IsDerivedAsItsAuthorsMadeIt() {
        assertEquals(CELL_0, Nb201Order.architectures().get(0));
        assertEquals(CELL_11, Nb201Order.architectures().get(11));
        assertEquals(
                Nb201Order.COUNT, Nb201Order.architectures().stream().distinct().count());
        assertEquals(table().architectures(), Nb201Order.architectures());
    }

    @Test
    void latBenchHasTheLatenciesOfTheTable() {
        ArchitectureTable latBench = read(published("native/latbench-desktop-cpu-core-i7-7820x-fp32.pickle"));
        assertEquals("NAS-Bench-201", latBench.space().name());
        assertEquals(15_284, latBench.rowCount());
        assertEquals(List.of("desktop-cpu-core-i7-7820x-fp32 latency [s]"), names(latBench));
        assertEquals(Direction.MINIMIZE, latBench.metrics().get(0).direction());
        ArchitectureTable table = table();
        double[] published = table.scores(column(table, "desktop-cpu-i7-7820x_latency_s"));
        Map<String, Double> byCell = new HashMap<>();
        for (int i = 0; i < latBench.rowCount(); i++) {
            byCell.put(latBench.architecture(i), latBench.score(i, 0));
        }
        for (int i = 0; i < table.rowCount(); i++) {
            assertEquals(
                    published[i], byCell.getOrDefault(table.architecture(i), Double.NaN), 1e-10, table.architecture(i));
        }
    }

    @Test
    void helpLatenciesAreInTheOrderOfTheStringIndex() {
        ArchitectureTable index = readPlaces("native/nasbench201__str_arch2idx.pt");
        assertEquals(15_625, index.rowCount());
        for (int i = 0; i < index.rowCount(); i++) {
            assertEquals(index.architecture(i), Nb201Order.architectures().get((int) index.score(i, 0)));
        }
        ArchitectureTable latency = read(published("native/nasbench201__latency__1080ti_1.pt"));
        assertEquals(15_625, latency.rowCount());
        Metric metric = latency.metrics().get(0);
        assertEquals("nasbench201__latency__1080ti_1", metric.name());
        assertEquals("1080ti_1", metric.dataSet());
        assertEquals("latency", metric.quantity());
        assertEquals(Direction.MINIMIZE, metric.direction());
        assertEquals(CELL_0, latency.architecture(0));
        assertEquals(10.75437068939209, latency.score(0, 0));
        assertEquals(
                9, read(published("native/nasbench201__latency__pixel2.pt")).score(0, 0));
        assertEquals(
                15_625, read(published("native/nasbench201__latency__fpga.pt")).rowCount());
    }

    /** Reads places of architectures in a list, which are no scores: they are refused unless they are chosen. */
    private static ArchitectureTable readPlaces(String name) {
        Path file = published(name);
        assertRefused(file, "0 to 15624", "place");
        BenchmarkFile opened = BenchmarkFiles.open(file);
        List<String> columns = opened.metrics().stream().map(MetricColumn::name).toList();
        return opened.read(ReadOptions.defaults().withMetrics(columns), Progress.NONE);
    }

    @Test
    void theOldContainerOfTorchIsRead() {
        ArchitectureTable table = readPlaces("native/metad2a-index-legacy-container.pt");
        assertEquals(15_625, table.rowCount());
        // The first numbers of the storage, from its bytes.
        assertEquals(List.of(14_142.0, 8.0, 1_946.0), List.of(table.score(0, 0), table.score(1, 0), table.score(2, 0)));
    }

    @Test
    void theListOfTestAccuraciesIsThatOfTheTable() {
        ArchitectureTable list = read(published("native/nb201-cifar10-test-accuracy.p"));
        ArchitectureTable table = table();
        assertEquals("accuracy", list.metrics().get(0).quantity());
        assertEquals("test", list.metrics().get(0).split());
        double[] accuracies = list.scores(0);
        assertEquals(94.3733, Arrays.stream(accuracies).max().orElseThrow(), 1e-4);
        // From there on the list has the means of the benchmark's first edition, which has other trainings.
        for (int i = 0; i < 297; i++) {
            assertEquals(table.score(i, column(table, "cifar10_test_accuracy")), accuracies[i], 1e-6);
        }
    }

    @Test
    void anEntryOfNatsBenchIsReadWithoutItsTestResults() {
        ArchitectureTable entry = read(published("native/tss-000011.pickle.pbz2"));
        assertEquals("NAS-Bench-201", entry.space().name());
        assertEquals(List.of(CELL_11), entry.architectures());
        assertEquals(
                List.of(
                        "ImageNet16-120 valid accuracy [%] @200",
                        "cifar10-valid valid accuracy [%] @200", "cifar100 valid accuracy [%] @200"),
                names(entry).stream().sorted().toList());
        assertEquals("mean", entry.metrics().get(0).seeds());
    }

    @Test
    void testResultsAreTheMeansOfTheTable() throws IOException {
        Files.copy(published("native/tss-000000.pickle.pbz2"), folder.resolve("000000.pickle.pbz2"));
        Files.copy(published("native/tss-000011.pickle.pbz2"), folder.resolve("000011.pickle.pbz2"));
        Files.copy(published("native/tss-meta.pickle.pbz2"), folder.resolve("meta.pickle.pbz2"));
        ArchitectureTable test = select(folder, of(List.of("test"), List.of(), EpochChoice.FINAL, SeedChoice.MEAN));
        ArchitectureTable table = table();
        assertEquals(List.of(CELL_0, CELL_11), test.architectures());
        for (String cell : test.architectures()) {
            assertEquals(
                    score(table, cell, "cifar10_test_accuracy"),
                    score(test, cell, "cifar10 test accuracy [%] @200"),
                    1e-6);
            assertEquals(
                    score(table, cell, "cifar100_test_accuracy"),
                    score(test, cell, "cifar100 test accuracy [%] @200"),
                    1e-6);
            assertEquals(
                    score(table, cell, "imagenet16-120_test_accuracy"),
                    score(test, cell, "ImageNet16-120 test accuracy [%] @200"),
                    1e-6);
        }
        ArchitectureTable early =
                select(folder, of(List.of("valid"), List.of("12"), EpochChoice.FINAL, SeedChoice.MEAN));
        for (String cell : test.architectures()) {
            assertEquals(
                    score(table, cell, "cifar100_valid_accuracy_12_epochs"),
                    score(early, cell, "cifar100 valid accuracy [%] @12"),
                    1e-6);
        }
    }

    @Test
    void epochsAndSeedsAreChosen() {
        Path file = published("native/tss-000011.pickle.pbz2");
        Selection early = of(List.of("valid"), List.of("12"), EpochChoice.after(2), SeedChoice.one("111"));
        ArchitectureTable second = select(file, early);
        assertEquals(
                31.41999998913574,
                second.score(0, column(second, "cifar10-valid valid accuracy [%] @2 of 12, seed 111")),
                1e-7);
        assertEquals("2", second.metrics().get(0).epochs());
        ArchitectureTable each = select(file, of(List.of("valid"), List.of("12"), EpochChoice.FINAL, SeedChoice.EACH));
        assertEquals(List.of("111", "777"), List.of(each.seed(0), each.seed(1)));
        int column = column(each, "cifar10-valid valid accuracy [%] @12");
        assertEquals(63.975999975585935, each.score(1, column));
        assertEquals("", each.metrics().get(column).seeds(), "told by the rows");
        assertTrue(Double.isNaN(each.score(1, column(each, "cifar100 valid accuracy [%] @12"))));
        ArchitectureTable best =
                select(file, of(List.of("test"), List.of("12"), EpochChoice.BEST, SeedChoice.one("777")));
        assertEquals(64.54, best.score(0, column(best, "cifar10-valid test accuracy [%] @12, best epoch, seed 777")));
        ArchitectureTable costs =
                select(file, Selection.defaults().withDataSets("cifar10").withQuantities("flops", "latency"));
        assertEquals(113.95137, costs.score(0, column(costs, "cifar10 flops [M] @200")));
        assertEquals(0.016163252947623268, costs.score(0, column(costs, "cifar10 latency [s] @200")), 1e-12);
    }

    @Test
    void theSizeSpaceIsReadButIsNoSpaceOfCells() {
        ArchitectureTable size = read(published("native/sss-000000.pickle.pbz2"));
        assertEquals("NATS-Bench size", size.space().name());
        assertEquals(List.of("8:8:8:8:8"), size.architectures());
        assertTrue(names(size).contains("cifar10-valid valid accuracy [%] @90"));
    }

    @Test
    void theListOfNamesAloneHasNoResults() {
        assertRefused(published("native/tss-meta.pickle.pbz2"), "tss-meta.pickle.pbz2", "no results");
    }
}
