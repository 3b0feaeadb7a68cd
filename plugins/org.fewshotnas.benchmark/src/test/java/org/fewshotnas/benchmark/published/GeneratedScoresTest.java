package org.fewshotnas.benchmark.published;

import static org.fewshotnas.benchmark.NativeFiles.map;
import static org.fewshotnas.benchmark.TestFiles.A;
import static org.fewshotnas.benchmark.TestFiles.B;
import static org.fewshotnas.benchmark.TestFiles.C;
import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.names;
import static org.fewshotnas.benchmark.TestFiles.read;
import static org.fewshotnas.benchmark.TestFiles.score;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.NativeFiles;
import org.fewshotnas.benchmark.PickleWriter;
import org.fewshotnas.benchmark.Samples;
import org.fewshotnas.benchmark.TestFiles;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists and dictionaries of scores in files that are written here. */
class GeneratedScoresTest {
    @TempDir
    Path folder;

    @Test
    void hwNasBenchHasUnitsAndTheOrderOfNasBench201() {
        List<Object> latencies = new ArrayList<>(Collections.nCopies(15_625, 2.5));
        latencies.set(11, 7.5);
        Path file = write(
                folder,
                "HW-NAS-Bench-v1_0.pickle",
                PickleWriter.pickle(map(
                        "nasbench201",
                                map(
                                        "cifar10",
                                        map(
                                                "edgegpu_latency",
                                                latencies,
                                                "fpga_energy",
                                                latencies,
                                                "eyeriss_arithmetic_intensity",
                                                latencies)),
                        "fbnet", map("cifar100", map("edgegpu_latency", map("block", 1.0))))));
        ArchitectureTable table = read(file);
        assertEquals(15_625, table.rowCount());
        assertEquals(
                List.of(
                        "cifar10 edgegpu latency [ms]",
                        "cifar10 fpga energy [mJ]",
                        "cifar10 eyeriss_arithmetic_intensity"),
                names(table));
        assertEquals(
                "|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|none~0|nor_conv_3x3~1|avg_pool_3x3~2|",
                table.architecture(11));
        assertEquals(7.5, table.score(11, 0));
        assertEquals(Direction.MINIMIZE, table.metrics().get(1).direction());
    }

    @Test
    void dictionariesOfScoresByIndexOrText() {
        ArchitectureTable table =
                read(write(folder, "scores-valid-accuracy.p", PickleWriter.pickle(map(0, 1.5, 11, 2.5))));
        assertEquals(2, table.rowCount());
        assertEquals(2.5, table.score(1, 0));
        assertEquals("valid", table.metrics().get(0).split());
        table = read(write(folder, "x.p", PickleWriter.pickle(map("a", map(A, 1.5, B, 2.5), "b", map(B, 3.5)))));
        assertEquals(List.of(A, B), table.architectures());
        assertTrue(Double.isNaN(table.score(0, 1)));
        assertRefused(
                write(folder, "few.p", PickleWriter.pickle(List.of(1.0, 2.0))), "few.p", "2 numbers", "no benchmark");
        assertRefused(write(folder, "none.p", PickleWriter.pickle(map("epoch", 3))), "dictionary of 1 entries");
    }

    @Test
    void everyDeviceOfHwNasBenchHasItsUnit() {
        Map<Object, Object> devices = map("config", Collections.nCopies(15_625, map("C", 16, "N", 5)));
        for (String device : List.of("edgegpu", "raspi4", "edgetpu", "pixel3", "eyeriss", "fpga")) {
            devices.put(device + "_latency", Collections.nCopies(15_625, 2.0));
        }
        for (String device : List.of("edgegpu", "eyeriss", "fpga")) {
            devices.put(device + "_energy", Collections.nCopies(15_625, 3.0));
        }
        Path file = write(
                folder, "hw.pickle", PickleWriter.pickle(map("nasbench201", map("cifar100", devices), "fbnet", map())));
        ArchitectureTable table = read(file);
        assertEquals(9, names(table).size(), () -> names(table).toString());
        for (Metric metric : table.metrics()) {
            assertEquals(metric.quantity().equals("energy") ? "mJ" : "ms", metric.unit(), metric.name());
            assertEquals(Direction.MINIMIZE, metric.direction(), metric.name());
        }
        assertEquals(3, score(table, 7, "cifar100 eyeriss energy [mJ]"));
    }

    @Test
    void tensorsOfEveryTypeInBothContainers() {
        Map<String, byte[]> threeQuarters = Map.of(
                "DoubleStorage", new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xe8, 0x3f},
                "FloatStorage", new byte[] {0, 0, 0x40, 0x3f},
                "HalfStorage", new byte[] {0, 0x3a},
                "BFloat16Storage", new byte[] {0x40, 0x3f});
        threeQuarters.forEach((type, number) -> {
            byte[] storage = new byte[15_625 * number.length];
            for (int i = 0; i < storage.length; i++) {
                storage[i] = number[i % number.length];
            }
            byte[] pickle = NativeFiles.join(
                    NativeFiles.latin1("\u0080\2"), NativeFiles.tensor(type, "0", 15_625), NativeFiles.latin1("."));
            for (byte[] file : List.of(
                    NativeFiles.torchZip(pickle, storage), NativeFiles.torchLegacy(pickle, number.length, storage))) {
                ArchitectureTable table = read(write(folder, "nasbench201__latency__pixel2.pt", file));
                assertEquals(15_625, table.rowCount(), type);
                assertEquals(0.75, table.score(15_624, 0), type);
                assertEquals("pixel2", table.metrics().get(0).dataSet());
            }
        });
    }

    @Test
    void accuraciesOfLatBenchAreTellableFromItsLatencies() {
        Map<Object, Object> scores = map(new Object[] {3, 3, 3, 3, 3, 3}, 94.3, new Object[] {0, 0, 0, 0, 0, 0}, 10.0);
        ArchitectureTable table = read(write(folder, "latbench-cifar10.pickle", PickleWriter.pickle(scores)));
        assertEquals(List.of("cifar10 accuracy [%]"), names(table));
        assertEquals(
                "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|",
                table.architecture(0));
        assertEquals(Direction.MAXIMIZE, table.metrics().get(0).direction());
    }

    @Test
    void anEntryMayHoldSeveralScores() {
        Map<Object, Object> first =
                map("valid_accuracy", 90.5, "curve", List.of(80.5, 90.5), "pixel", map("latency_ms", 2.5));
        Map<Object, Object> second = map("valid_accuracy", 91.5);
        Path byText = write(folder, "many.p", PickleWriter.pickle(map(A, first, B, second)));
        ArchitectureTable table = read(byText);
        assertEquals(List.of("valid_accuracy", "pixel latency_ms"), names(table));
        assertEquals(91.5, table.score(1, 0));
        assertEquals(2.5, table.score(0, 1));
        assertTrue(Double.isNaN(table.score(1, 1)));
        assertTrue(table.notes().get(0).startsWith("What is no single number was left out: \"curve\"."));
        List<Object> list = new ArrayList<>(Collections.nCopies(15_625, second));
        list.set(11, first);
        ArchitectureTable ofList = read(write(folder, "list.p", PickleWriter.pickle(list)));
        assertEquals(90.5, score(ofList, 11, "valid_accuracy"));
        ArchitectureTable digits = read(write(folder, "accuracy.p", PickleWriter.pickle(map("11", 1.5, "0", 2.5))));
        assertEquals(ofList.architecture(11), digits.architecture(0));
    }

    @Test
    void placesInAListAreNoScoresUnlessTheyAreChosen() {
        Path file = write(folder, "index.p", PickleWriter.pickle(map(A, 2, B, 0, C, 1)));
        assertRefused(file, "index.p", "0 to 2", "place");
        ReadOptions chosen = ReadOptions.defaults().withMetrics(List.of("index"));
        assertEquals(2, BenchmarkFiles.open(file).read(chosen, Progress.NONE).score(0, 0));
        Path both = write(
                folder, "both.p", PickleWriter.pickle(map("i", map(A, 2, B, 0, C, 1), "acc", map(A, 2, B, 0, C, 1.5))));
        assertEquals(List.of("acc"), names(read(both)));
    }

    @Test
    void filesMayBePacked() {
        byte[] scores = PickleWriter.pickle(map(A, 1.5));
        byte[] csv = NativeFiles.latin1("architecture,accuracy\n" + A + ",1.5\n");
        for (byte[] file : List.of(scores, csv)) {
            for (byte[] packed : List.of(TestFiles.gzip(file), NativeFiles.bzip2(file), NativeFiles.zip("a/b", file))) {
                assertEquals(1.5, read(write(folder, "packed", packed)).score(0, 0));
            }
        }
        assertRefused(
                write(folder, "two.zip", NativeFiles.zip("a", csv, "b", csv)),
                "two.zip",
                "an archive of 2 files: a, b");
        assertRefused(
                write(folder, "arrow.bz2", NativeFiles.bzip2(Samples.arrow(true))),
                "arrow.bz2",
                "inside gzip or an archive");
    }

    /** What is referred to a thousand times is there once. */
    @Test
    void aListThatHasManyNamesIsNotCopied() {
        StringBuilder pickle = new StringBuilder("}(X\1\0\0\0z](" + "K\1".repeat(15_625) + "eq\0");
        for (int i = 0; i < 4_000; i++) {
            pickle.append("X\4\0\0\0")
                    .append(String.format(Locale.ROOT, "%04d", i))
                    .append("h\0");
        }
        assertRefused(
                write(folder, "laughs.p", NativeFiles.latin1("\u0080\2" + pickle + "u.")),
                "laughs.p",
                "50000000 scores");
    }
}
