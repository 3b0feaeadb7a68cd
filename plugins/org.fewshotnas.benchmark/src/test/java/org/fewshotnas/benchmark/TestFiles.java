package org.fewshotnas.benchmark;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Assumptions;

/** Files for tests, and the published tables where this machine has them. */
public final class TestFiles {
    /** Three cells of NAS-Bench-201. */
    public static final String A = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|nor_conv_1x1~0|none~1|avg_pool_3x3~2|";

    public static final String B =
            "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|";
    public static final String C = "|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|";

    private TestFiles() {}

    /** A file of the published benchmarks; the test is skipped where there is none. */
    public static Path published(String name) {
        Path folder = Path.of(System.getProperty("benchmarks.dir", "../../../shared/benchmarks"));
        Path file = folder.resolve(name);
        Assumptions.assumeTrue(
                Files.exists(file),
                () -> "skipped: " + name + " is not in " + folder + " (set the system property benchmarks.dir)");
        return file;
    }

    public static Path write(Path folder, String name, String text) {
        return write(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Path write(Path folder, String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    public static ArchitectureTable read(Path file) {
        return BenchmarkFiles.open(file).read(ReadOptions.defaults(), Progress.NONE);
    }

    public static List<String> names(ArchitectureTable table) {
        return table.metrics().stream().map(Metric::name).toList();
    }

    /** The score of a row in the column of this name. */
    public static double score(ArchitectureTable table, int row, String name) {
        assertTrue(names(table).contains(name), () -> name + " is not in " + names(table));
        return table.score(row, names(table).indexOf(name));
    }

    public static void assertRefused(Path file, String... partsOfMessage) {
        assertRefused(file, ReadOptions.defaults(), partsOfMessage);
    }

    /** Reading the file ends with a message that holds these parts, and with advice. */
    public static void assertRefused(Path file, ReadOptions options, String... partsOfMessage) {
        InvalidInputException refusal = assertThrows(
                InvalidInputException.class,
                () -> BenchmarkFiles.open(file, options.limits(), Progress.NONE).read(options, Progress.NONE));
        for (String part : partsOfMessage) {
            assertTrue(
                    refusal.getMessage().contains(part), () -> "\"" + part + "\" is not in: " + refusal.getMessage());
        }
        assertTrue(!refusal.resolution().isBlank(), "advice");
    }
}
