package org.fewshotnas.benchmark.nb101;

import static org.fewshotnas.benchmark.NativeFiles.record;
import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.names;
import static org.fewshotnas.benchmark.TestFiles.read;
import static org.fewshotnas.benchmark.TestFiles.score;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.benchmark.BenchmarkFile;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.NativeFiles;
import org.fewshotnas.benchmark.TestFiles;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.columns.SeedChoice;
import org.fewshotnas.benchmark.columns.Selection;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.pickle.PickleLimits;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.base.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NAS-Bench-101 in files that are written here. */
class GeneratedNasBench101Test {
    @TempDir
    Path folder;

    @Test
    void nasBench101Records() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int epochs : new int[] {4, 108}) {
            for (int run = 0; run < 3; run++) {
                bytes.writeBytes(record("h", epochs, epochs + run));
            }
        }
        Path file = write(folder, "r", bytes.toByteArray());
        ArchitectureTable table = read(file);
        assertEquals("NAS-Bench-101", table.space().name());
        assertEquals(List.of("cifar10 valid accuracy @108"), names(table));
        assertEquals(109 + 2 + 0.5, table.score(0, 0));
        ReadOptions options = ReadOptions.defaults()
                .withMetrics(List.of("cifar10 test accuracy @2 of 4", "parameters"))
                .withSelection(Selection.defaults().withSeeds(SeedChoice.one("2")));
        ArchitectureTable half = BenchmarkFiles.open(file).read(options, Progress.NONE);
        assertEquals(5 + 1 + 0.625, score(half, 0, "cifar10 test accuracy @2 of 4, seed 2"));
        assertEquals(100, score(half, 0, "parameters"));
        byte[] damaged = bytes.toByteArray();
        damaged[damaged.length - 50] ^= 1;
        assertRefused(write(folder, "d", damaged), "\"d\"", "record 6 at byte", "check sum");
        assertRefused(
                write(folder, "c", java.util.Arrays.copyOf(damaged, damaged.length - 3)),
                "record 6 at byte",
                "ends there");
    }

    @Test
    void nasBench101AsItsApiPicklesItself() throws IOException {
        Path file = TestFiles.published("native/nasbench101-api-one-record.pickle");
        ArchitectureTable table = read(file);
        assertEquals(List.of("cifar10 valid accuracy @108"), names(table));
        assertEquals((0.9241786599159241 + 0.9245793223381042 + 0.9304887652397156) / 3, table.score(0, 0), 1e-12);
        ReadOptions all = ReadOptions.defaults()
                .withMetrics(List.of("cifar10 test accuracy @108", "cifar10 train accuracy @54 of 108", "parameters"))
                .withSelection(Selection.defaults().withSeeds(SeedChoice.EACH));
        ArchitectureTable each = BenchmarkFiles.open(file).read(all, Progress.NONE);
        assertEquals(List.of("1", "2", "3"), List.of(each.seed(0), each.seed(1), each.seed(2)));
        assertEquals(0.9211738705635071, score(each, 0, "cifar10 test accuracy @108"));
        assertEquals(0.8796073794364929, score(each, 1, "cifar10 train accuracy @54 of 108"));
        assertEquals(8_555_530, score(each, 2, "parameters"));
        assertTrue(Files.size(file) > 0);
    }

    @Test
    void theFullFileHasFourBudgetsOfThreeRuns() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int epochs : new int[] {4, 12, 36, 108}) {
            for (int run = 0; run < 3; run++) {
                bytes.writeBytes(record("h", epochs, 10 * epochs + run));
            }
        }
        BenchmarkFile opened = BenchmarkFiles.open(write(folder, "full.tfrecord", bytes.toByteArray()));
        assertEquals(List.of("cifar10 valid accuracy @108"), names(opened.read(ReadOptions.defaults(), Progress.NONE)));
        for (int epochs : new int[] {4, 12, 36, 108}) {
            String column = "cifar10 valid accuracy @" + epochs;
            ReadOptions options = ReadOptions.defaults().withMetrics(List.of(column));
            assertEquals(10 * epochs + 1 + 2 + 0.5, score(opened.read(options, Progress.NONE), 0, column));
        }
    }

    /** What is handed over of a cell is let go: otherwise the limit would be reached. */
    @Test
    void theApiObjectOfManyCellsNeedsLittleMemory() {
        List<int[][]> cells = new ArrayList<>();
        List<List<Object>> operations = new ArrayList<>();
        List<String> inner = List.of("conv3x3-bn-relu", "conv1x1-bn-relu", "maxpool3x3");
        for (int c = 0; c < 243; c++) {
            int[][] line = new int[7][7];
            List<Object> names = new ArrayList<>(List.of("input"));
            for (int v = 0, rest = c; v < 6; v++) {
                line[v][v + 1] = 1;
                if (v < 5) {
                    names.add(inner.get(rest % 3));
                    rest /= 3;
                }
            }
            names.add("output");
            cells.add(line);
            operations.add(names);
        }
        Path file = write(folder, "api.pickle", NativeFiles.nb101Api(cells, operations, 4, 12, 36, 108));
        ReadLimits defaults = ReadLimits.defaults();
        ReadLimits little = new ReadLimits(
                defaults.maxBytes(),
                defaults.maxRows(),
                defaults.maxColumns(),
                defaults.maxScores(),
                defaults.maxRatio(),
                new PickleLimits(1_000_000_000, 1_000_000, 1_000, 1 << 20, 900_000));
        BenchmarkFile opened = BenchmarkFiles.open(file, little, Progress.NONE);
        ArchitectureTable table = opened.read(ReadOptions.defaults().withLimits(little), Progress.NONE);
        assertEquals(243, table.rowCount());
        assertEquals((242 + 108 + 1) / 1000.0, score(table, 242, "cifar10 valid accuracy @108"), 1e-12);
    }
}
