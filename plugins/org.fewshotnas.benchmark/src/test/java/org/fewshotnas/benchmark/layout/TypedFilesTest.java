package org.fewshotnas.benchmark.layout;

import static org.fewshotnas.benchmark.TestFiles.names;
import static org.fewshotnas.benchmark.TestFiles.read;
import static org.fewshotnas.benchmark.TestFiles.score;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fewshotnas.benchmark.parquet.ArrowDurations;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.base.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types and packings that pandas, Polars and pyarrow write by default; the files are made by the script beside them. */
class TypedFilesTest {
    private static final int ROWS = 120;

    @TempDir
    private Path folder;

    private ArchitectureTable table(String name) throws IOException {
        try (InputStream in = TypedFilesTest.class.getResourceAsStream("typed/" + name)) {
            return read(write(folder, name, in.readAllBytes()));
        }
    }

    private static void assertNumbers(ArchitectureTable table, List<String> columns) {
        assertEquals(ROWS, table.rowCount());
        for (String column : columns) {
            boolean gaps = column.endsWith("missing");
            for (int row = 0; row < ROWS; row++) {
                double expected = gaps && row % 3 == 0 ? Double.NaN : row / 4.0;
                assertEquals(expected, score(table, row, column), 1e-12, column);
            }
        }
        assertEquals(columns, names(table));
    }

    private static void assertSaid(ArchitectureTable table, String... parts) {
        for (String part : parts) {
            assertTrue(
                    table.notes().stream().anyMatch(note -> note.contains(part)),
                    () -> part + " is not in " + table.notes());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.arrow", "lz4.arrow", "zstd.arrow"})
    void arrowIsReadHoweverItsColumnsAreKept(String name) throws IOException {
        ArchitectureTable table = table(name);
        assertNumbers(
                table,
                List.of(
                        "half",
                        "half_missing",
                        "text_number",
                        "percent",
                        "decimal",
                        "decimal_missing",
                        "decimal256",
                        "dictionary_number",
                        "dictionary_text",
                        "view",
                        "large",
                        "scores"));
        assertSaid(
                table,
                "\"day\" (dates",
                "\"bytes\" (bytes",
                "\"parts\" (structures)",
                "\"duration\" (durations",
                "their means");
        assertEquals("%", table.metrics().get(3).unit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dictionary.parquet", "direct.parquet", "integers.parquet"})
    void parquetIsReadHoweverItsNumbersAreKept(String name) throws IOException {
        ArchitectureTable table = table(name);
        List<String> columns =
                List.of("half", "half_missing", "text_number", "percent", "decimal", "decimal_missing", "decimal256");
        assertNumbers(table, name.startsWith("integers") ? columns.subList(0, 6) : columns);
        assertSaid(table, "\"day\" (dates", "\"bytes\" (bytes", "\"parts\" (lists or structures)");
    }

    @Test
    void listsOfOneLengthAndUnsignedNumbersInArrowAreRead() throws IOException {
        ArchitectureTable table = table("kinds.arrow");
        assertEquals(List.of("pair", "unsigned"), names(table));
        for (int row = 0; row < ROWS; row++) {
            assertEquals(row / 4.0, score(table, row, "pair"), 1e-12);
            assertEquals(9.3e18 + row * 1e14, score(table, row, "unsigned"), 2e3);
        }
    }

    @Test
    void arrowOfAKindThatIsNotReadIsNotCalledDamaged() {
        InvalidInputException refusal = assertThrows(InvalidInputException.class, () -> table("int128.arrow"));
        assertTrue(refusal.getMessage().contains("a column of a kind that is not read"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("\"count\""), refusal.getMessage());
    }

    @Test
    void durationsInParquetAreToldByTheSchemaBesideThem() throws IOException {
        ArchitectureTable table = table("schema.parquet");
        assertNumbers(table, List.of("half"));
        assertSaid(table, "\"train_time\" (durations");
        assertEquals(Set.of(), ArrowDurations.of(Map.of("ARROW:schema", "/////wAAAAEAAAAAAAAAAAAAAAAAAAAA")));
        assertEquals(Set.of(), ArrowDurations.of(Map.of("ARROW:schema", "?")));
    }

    @Test
    void blocksOfLz4ThatReferToEachOtherAreUnpacked() throws IOException {
        ArchitectureTable table = table("blocks.arrow");
        assertEquals(ROWS, table.rowCount());
        assertEquals(119 / 4.0, table.score(119, 0));
    }
}
