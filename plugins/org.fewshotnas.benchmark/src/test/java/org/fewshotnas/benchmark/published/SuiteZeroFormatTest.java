package org.fewshotnas.benchmark.published;

import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.read;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fewshotnas.benchmark.BenchmarkFile;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.TestFiles;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.metric.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteZeroFormatTest {
    @TempDir
    Path folder;

    private Path json(String text) {
        return write(folder, "zc.json", text);
    }

    @Test
    void everyDataSetHasColumnsOfItsOwn() {
        Path file = json(
                """
                {"jigsaw": {"(1, 0, 0, 2, 1, 0)": {"idx": "5", "arch": "x", "flops": {"score": 2.5, "time": 9}, "val_accuracy": 80},
                            "(1, 2, 3, 0, 1, 2)": {"idx": "6", "flops": {"score": 3.5, "time": 8}, "val_accuracy": 81}},
                 "normal": {"(1, 2, 3, 0, 1, 2)": {"val_accuracy": 0.5, "synflow": {"score": NaN, "time": 1}}}}
                """);
        BenchmarkFile opened = BenchmarkFiles.open(file);
        assertEquals("NAS-Bench-Suite-Zero JSON", opened.format());
        assertEquals("TransNAS-Bench-101 micro", opened.searchSpace());
        ArchitectureTable table = opened.read(ReadOptions.defaults(), Progress.NONE);
        assertEquals(List.of("64-41414-1_00_210", "64-41414-1_23_012"), table.architectures());
        assertEquals(
                List.of("jigsaw flops [M]", "jigsaw valid accuracy", "normal valid accuracy", "normal synflow"),
                table.metrics().stream().map(metric -> metric.name()).toList());
        assertEquals(Direction.MINIMIZE, table.metrics().get(0).direction());
        assertEquals("accuracy", table.metrics().get(1).quantity());
        assertEquals("%", table.metrics().get(1).unit());
        assertEquals("ssim", table.metrics().get(2).quantity(), "which the file calls an accuracy");
        assertEquals("", table.metrics().get(2).unit());
        assertEquals(81, table.score(1, 1));
        assertTrue(Double.isNaN(table.score(0, 2)) && Double.isNaN(table.score(1, 3)));
        ReadOptions times = ReadOptions.defaults().withMetrics(List.of("jigsaw flops time [s]"));
        assertEquals(8, opened.read(times, Progress.NONE).score(1, 0));
    }

    @Test
    void keysOfNasBench201AreOperationsOfTheSixEdgesInOrderOfTheirSource() {
        // Edges 0-1, 0-2, 0-3, 1-2, 1-3, 2-3; 0 skip, 1 none, 2 conv 3x3, 3 conv 1x1, 4 average pooling.
        Path file = json("{\"cifar10\": {\"(0, 1, 2, 3, 4, 0)\": {\"val_accuracy\": 90.5}}}");
        assertEquals(
                List.of("|skip_connect~0|+|none~0|nor_conv_1x1~1|+|nor_conv_3x3~0|avg_pool_3x3~1|skip_connect~2|"),
                read(file).architectures());
    }

    @Test
    void macroArchitecturesAreRefusedWithTheReason() {
        assertRefused(
                json("{\"jigsaw\": {\"(1, 2, 4, 3, 0, 0)\": {\"val_accuracy\": 80}}}"),
                "zc.json",
                "macro architectures");
    }

    @Test
    void badEntriesAreRefusedWithTheirPlace() {
        String good = "{\"jigsaw\": {\"(1, 0, 0, 2, 1, 0)\": {\"val_accuracy\": 80}, \"%s\": {\"val_accuracy\": 81}}}";
        assertRefused(json(good.formatted("(1, 0, 0, 2, 1, 9)")), "\"zc.json\", entry 2", "jigsaw", "it holds 9");
        assertRefused(json(good.formatted("(1, 0, 0)")), "entry 2", "3 numbers were found, 6 expected");
        assertRefused(json(good.formatted("(1, 0, 0, 2, 1, x)")), "entry 2", "whole numbers");
        assertRefused(json(good.formatted("(1, 0, 0, 2, 1, 0)")), "entry 2", "entry 1 already", "80.0 instead of 81.0");
    }

    @Test
    void aCyclicGraphOfNasBench101IsRefused() {
        int[] codes = new int[56];
        codes[1] = codes[7 + 6] = codes[7 * 2 + 1] = 1;
        codes[50] = codes[51] = codes[52] = codes[53] = codes[54] = 2;
        codes[55] = 1;
        String key = Arrays.toString(codes).replace('[', '(').replace(']', ')');
        assertRefused(
                json("{\"nasbench101\": {\"cifar10\": {\"" + key + "\": {\"val_accuracy\": 1}}}}"), "entry 1", "cycle");
    }

    @Test
    void otherJsonIsRefused() {
        assertRefused(json("{\"a\": 1}"), "not a table of architectures", "such as a");
        assertRefused(json("{}"), "not a table of architectures");
        assertRefused(json("{\"cifar10\": {\"(1, 2)\": {}}}"), "unknown search space", "(1, 2)");
        assertRefused(json("{\"jigsaw\": {\"(1, 0, 0, 2, 1, 0)\": {\"val_accuracy\": 80"), "not valid JSON at line 1");
        assertRefused(json("{\"jigsaw\": {\"(1, 0, 0, 2, 1, 0)\": {\"val_accuracy\": oops}}}"), "not valid JSON");
        assertRefused(json("{".repeat(3_000)), "not valid JSON");
        assertRefused(json("{\"a\":".repeat(3_000)), "not valid JSON");
    }

    @Test
    void theSearchSpaceOfNasBench301IsNotSupported() {
        assertRefused(TestFiles.published("native/zc_nasbench301.json"), "zc_nasbench301.json", "NAS-Bench-301");
    }

    @Test
    void thePublishedFileOfTransNasBench101IsRead() {
        ArchitectureTable table = read(TestFiles.published("native/zc_transbench101_micro.json"));
        assertEquals(711, table.rowCount());
        // Jigsaw's accuracies are those of the published table at the last epoch, but for the few cells whose best
        // epoch was earlier.
        ArchitectureTable published = read(TestFiles.published("tables/transnas-bench-101-micro.csv.gz"));
        int jigsaw = metric(table, "jigsaw valid accuracy");
        int same = 0;
        for (int i = 0; i < table.rowCount(); i++) {
            int row = published.architectures().indexOf(table.architecture(i));
            double difference =
                    table.score(i, jigsaw) - published.score(row, metric(published, "jigsaw_valid_accuracy"));
            assertTrue(difference > -1e-4, table.architecture(i));
            same += Math.abs(difference) < 1e-4 ? 1 : 0;
        }
        assertEquals(684, same);
    }

    @Test
    void thePublishedFileOfNasBench101HasTheParametersOfThePublishedTable() {
        ArchitectureTable table = read(TestFiles.published("native/zc_nasbench101.json"));
        assertEquals(500 - 199, table.rowCount());
        assertTrue(table.notes().get(0).startsWith("199 entries"), table.notes().toString());
        ArchitectureTable published = read(TestFiles.published("tables/nas-bench-101-subset.csv.gz"));
        java.util.Map<String, Integer> byForm = new java.util.HashMap<>();
        for (int i = 0; i < published.rowCount(); i++) {
            byForm.put(form(published, i), i);
        }
        int found = 0;
        for (int i = 0; i < table.rowCount(); i++) {
            Integer row = byForm.get(form(table, i));
            if (row != null) {
                found++;
                double published101 = published.score(row, metric(published, "trainable_parameters")) / 1e6;
                assertEquals(published101, table.score(i, metric(table, "cifar10 parameters [M]")), 0.02);
            }
        }
        assertTrue(found >= 20, found + " cells are in both files");
    }

    private static String form(ArchitectureTable table, int row) {
        SearchSpace space = table.space().requireCells();
        return space.canonicalForm(space.parse(table.architecture(row)));
    }

    private static int metric(ArchitectureTable table, String name) {
        return table.metrics().stream().map(metric -> metric.name()).toList().indexOf(name);
    }

    @Test
    void aTruncatedFileIsRefused() throws Exception {
        byte[] whole = Files.readAllBytes(TestFiles.published("native/zc_transbench101_micro.json"));
        for (int parts = 1; parts < 8; parts++) {
            assertRefused(write(folder, "cut.json", Arrays.copyOf(whole, whole.length * parts / 8)), "cut.json");
        }
    }
}
