package org.fewshotnas.space;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The published tables beside the checkout, for tests that are skipped without them. */
public final class TestTables {
    private TestTables() {}

    /** The rows of a table, the header left out, split at commas; the test is skipped where the table is not there. */
    public static List<String[]> rows(String table) throws IOException {
        Path file = Path.of(System.getProperty("benchmarks.dir", "../../../shared/benchmarks"), "tables", table);
        assumeTrue(Files.isRegularFile(file), "The table " + table + " is not beside the checkout.");
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
        }
    }
}
