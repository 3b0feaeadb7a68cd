package org.fewshotnas.benchmark;

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
import java.util.List;
import org.fewshotnas.space.Progress;
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
}
