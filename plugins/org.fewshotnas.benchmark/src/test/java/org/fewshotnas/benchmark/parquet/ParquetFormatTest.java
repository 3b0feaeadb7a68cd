package org.fewshotnas.benchmark.parquet;

import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.gzip;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.fewshotnas.benchmark.BenchmarkFile;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.TestFiles;
import org.fewshotnas.benchmark.Watch;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that pyarrow wrote, with the script make.py beside them, and what becomes of damaged ones. */
class ParquetFormatTest {
    private static final int ROWS = 60;
    private static final List<String> OPERATIONS =
            List.of("none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3");

    @TempDir
    Path folder;

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = ParquetFormatTest.class.getResourceAsStream(name + ".parquet")) {
            return in.readAllBytes();
        }
    }

    private Path file(String name) throws IOException {
        return write(folder, name, bytes(name));
    }

    /** The architecture of a row, as the script makes it. */
    private static String architecture(int row) {
        StringBuilder text = new StringBuilder();
        int number = 97 * row;
        for (int node = 1; node <= 3; node++) {
            text.append(node == 1 ? "|" : "+|");
            for (int source = 0; source < node; source++) {
                text.append(OPERATIONS.get(number % 5))
                        .append('~')
                        .append(source)
                        .append('|');
                number /= 5;
            }
        }
        return text.toString();
    }

    private static double score(ArchitectureTable table, int row, String name) {
        List<String> names = table.metrics().stream().map(Metric::name).toList();
        assertTrue(names.contains(name), () -> name + " is not in " + names);
        return table.score(row, names.indexOf(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "gzip2", "zstd2", "lz4", "none", "required", "nested"})
    void whateverWayATableIsWrittenIsRead(String name) throws IOException {
        BenchmarkFile opened = BenchmarkFiles.open(file(name));
        assertEquals("Parquet", opened.format());
        assertEquals("arch", opened.architectureColumn());
        ArchitectureTable table = opened.read(ReadOptions.defaults(), Progress.NONE);
        assertEquals("NAS-Bench-201", table.space().name());
        assertEquals(ROWS, table.rowCount());
        for (int row = 0; row < ROWS; row++) {
            assertEquals(architecture(row), table.architecture(row));
            double accuracy = row % 5 == 0 ? Double.NaN : row / 7.0;
            assertEquals(accuracy, score(table, row, "cifar100_valid_accuracy"));
            assertEquals((float) row / 3, score(table, row, "cpu_latency_ms"));
            assertEquals(row / 10, score(table, row, "params"));
            assertEquals((1L << 40) + row, score(table, row, "macs"));
            assertEquals(0xffff_ffffL - row, score(table, row, "unsigned"));
            assertEquals(Double.NaN, score(table, row, "unmeasured"));
            if (name.endsWith("2")) {
                assertEquals(row / 100.0, score(table, row, "energy"));
            }
        }
        assertEquals(Direction.MINIMIZE, table.metrics().get(1).direction());
        assertEquals("cifar100", table.metrics().get(0).dataSet());
        assertEquals(
                name.equals("nested"),
                table.notes().get(0).contains("\"by_seed\" (lists or structures), \"parts\" (lists or structures)"));
        assertTrue(table.notes().get(0).contains("\"device\""), () -> "" + table.notes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "gzip2", "none"})
    void truthValuesAreReadWhenTheyAreChosen(String name) throws IOException {
        ArchitectureTable table = BenchmarkFiles.open(file(name))
                .read(ReadOptions.defaults().withMetrics(List.of("flag")), Progress.NONE);
        for (int row = 0; row < ROWS; row++) {
            double expected = row % 7 == 0 ? Double.NaN : row % 3 == 0 ? 1 : 0;
            assertEquals(expected, table.score(row, 0));
        }
    }

    @Test
    void whatIsNotSupportedIsRefusedByName() throws IOException {
        assertRefused(file("brotli"), "brotli", "\"arch\"", "Brotli", "Snappy, gzip, Zstandard");
        assertRefused(file("delta"), "delta", "\"arch\"", "encoding 7");
        assertRefused(
                file("nested"), ReadOptions.defaults().withArchitectureColumn("parts"), "no text column \"parts\"");
        assertRefused(file("snappy"), ReadOptions.defaults().withMetrics(List.of("day")), "no metric column \"day\"");
        assertRefused(write(folder, "in.gz", gzip(bytes("none"))), "in.gz", "inside gzip");
        byte[] encrypted = bytes("none");
        encrypted[encrypted.length - 1] = 'E';
        assertRefused(write(folder, "secret", encrypted), "secret", "encrypted");
    }

    @Test
    void columnsOfNumbersThatAreWrittenInUnreadWaysAreLeftOutByName() throws IOException {
        ArchitectureTable table = TestFiles.read(file("mixed"));
        assertEquals(List.of("cifar100_valid_accuracy"), TestFiles.names(table));
        assertEquals(1 / 7.0, table.score(1, 0));
        String notes = String.join("\n", table.notes());
        for (String said : List.of(
                "\"cpu_latency_ms\" (written in encoding 9, which is not read)",
                "\"macs\" (written in encoding 5, which is not read)",
                "\"energy\" (packed with Brotli, which is not read)")) {
            assertTrue(notes.contains(said), notes);
        }
    }

    @Test
    void aTruncatedFileIsRefused() throws IOException {
        byte[] whole = bytes("zstd2");
        for (int percent = 1; percent < 100; percent++) {
            assertRefused(write(folder, "cut", Arrays.copyOf(whole, whole.length * percent / 100)), "cut");
        }
        assertRefused(write(folder, "PAR1", "PAR1".getBytes(StandardCharsets.US_ASCII)), "PAR1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "gzip2", "zstd2", "none", "required", "nested"})
    void aDamagedFileIsRefusedOrReadButNeverDoesHarm(String name) throws IOException {
        byte[] good = bytes(name);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 400; i++) {
            byte[] bad = good.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                // Half of them in the description at the end, which the rest depends on.
                int from = random.nextBoolean() ? 4 : good.length - Math.min(good.length / 2, 2_000);
                bad[random.nextInt(from, bad.length)] = (byte) random.nextInt(256);
            }
            try {
                TestFiles.read(write(folder, "bad", bad));
            } catch (InvalidInputException e) {
                assertTrue(e.getMessage().contains("bad"), e.getMessage());
                assertTrue(!e.resolution().isEmpty());
            }
        }
    }

    @Test
    void aFlippedBitInAPageWithACheckSumIsFound() throws IOException {
        byte[] bytes = bytes("none");
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        bytes[text.indexOf("skip_connect") + 1] ^= 1;
        assertRefused(write(folder, "flipped", bytes), "flipped", "\"arch\"", "check sum", "at byte ");
    }

    @Test
    void tooManyRowsAndACancelStopIt() throws IOException {
        Path file = file("snappy");
        ReadLimits few = new ReadLimits(1 << 20, ROWS - 1, 100, 10_000);
        assertRefused(file, ReadOptions.defaults().withLimits(few), "59 rows");
        BenchmarkFile opened = BenchmarkFiles.open(file);
        assertThrows(CancellationException.class, () -> opened.read(ReadOptions.defaults(), Watch.cancelledAt(1)));
    }
}
