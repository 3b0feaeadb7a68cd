package org.fewshotnas.benchmark;

import static org.fewshotnas.benchmark.NativeFiles.map;
import static org.fewshotnas.benchmark.TestFiles.A;
import static org.fewshotnas.benchmark.TestFiles.B;
import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.names;
import static org.fewshotnas.benchmark.TestFiles.read;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.fewshotnas.space.Direction;
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
}
