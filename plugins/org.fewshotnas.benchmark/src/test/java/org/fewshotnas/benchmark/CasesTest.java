package org.fewshotnas.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.file.FileInput;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Every file of a folder of small inputs that users have (system property cases): it is read, or refused in words that name it; and where it is
 * known what is right, that is what comes out. Skipped where there is no such folder.
 */
class CasesTest {
    private static final Path FOLDER = Path.of(System.getProperty("cases", "../../../shared/cases"));
    /** Files that hold no table of known architectures, or one that only its maker can mend. */
    private static final Set<String> REFUSED = Set.of(
            "arrow/arch_list.arrow",
            "arrow/dict_missing_arch.arrow",
            "arrow/feather_v1.feather",
            "arrow/no_rows.arrow",
            "csv/arch_digits.csv",
            "csv/arch_list.csv",
            "csv/arch_tuple.csv",
            "csv/dup_diff.csv",
            "csv/dup_header.csv",
            "csv/dup_seeds.csv",
            "csv/gz_truncated.csv.gz",
            "csv/hash_only.csv",
            "csv/header_only.csv",
            "csv/index_only.csv",
            "csv/nb101_excel.csv",
            "csv/nb101_none.csv",
            "csv/nb101_upper.csv",
            "csv/no_header.csv",
            "csv/table.xlsx",
            "csv/two_spaces.csv",
            "csv/x.csv",
            "csv/x.csv.xz",
            "csv_numbers/german_thousands_only.csv",
            "csv_numbers/thousands_ambiguous.csv",
            "pickle/dataframe.pd",
            "pickle/dict.npy",
            "pickle/own_class.p");
    /** The first number of a column. */
    private static final Map<String, Double> FIRST = Map.of(
            "csv/thousands.csv", 6496.0,
            "csv/quoted_space.csv", 64.96,
            "csv/percent.csv", 64.96,
            "csv_numbers/plus_minus.csv", 64.96,
            "csv_numbers/seed_list.csv", 64.96,
            "csv_numbers/tensor.csv", 64.96,
            "csv_numbers/thousands_int.csv", 649_599.0,
            "csv_numbers/german_thousands.csv", 6_495.0,
            "csv/lines.jsonl", 64.96,
            "parquet/float16.parquet", 60.0);

    private static Map<String, Path> files() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(FOLDER), () -> "skipped: there is no folder " + FOLDER);
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(FOLDER)) {
            all.filter(file -> Files.isRegularFile(file) && !file.endsWith("README.md"))
                    .forEach(
                            file -> files.put(FOLDER.relativize(file).toString().replace('\\', '/'), file));
        }
        return files;
    }

    @Test
    void everyFileIsReadOrRefusedInWordsThatNameIt() throws IOException {
        for (Map.Entry<String, Path> file : files().entrySet()) {
            try {
                ArchitectureTable table = TestFiles.read(file.getValue());
                assertTrue(!REFUSED.contains(file.getKey()), () -> file.getKey() + " was read");
                assertEquals(
                        FIRST.getOrDefault(file.getKey(), table.metrics().isEmpty() ? 0 : table.score(0, 0)),
                        table.metrics().isEmpty() ? 0 : table.score(0, 0),
                        1e-9,
                        file.getKey());
                assertEveryColumnIsReadOrNamed(file.getKey(), file.getValue(), table);
            } catch (InvalidInputException e) {
                assertTrue(REFUSED.contains(file.getKey()), () -> file.getKey() + ": " + e.getMessage());
                assertTrue(e.getMessage().contains(FileInput.name(file.getValue())), e::getMessage);
                assertTrue(!e.resolution().isBlank(), e::getMessage);
                assertTrue(
                        e.getMessage().length() + e.resolution().length() < 1_000,
                        () -> file.getKey() + ": too long to read");
            }
        }
    }

    private static void assertEveryColumnIsReadOrNamed(String name, Path file, ArchitectureTable table) {
        BenchmarkFile opened = BenchmarkFiles.open(file);
        List<String> read = TestFiles.names(table);
        String notes = String.join("\n", table.notes());
        for (MetricColumn column : opened.metrics()) {
            assertTrue(
                    read.contains(column.name()) || notes.contains("\"" + column.name() + "\""),
                    () -> name + ": nothing is said of " + column.name() + " in " + notes);
        }
    }

    @Test
    void tuplesOfNaslibAreToldByTheirScores() throws IOException {
        Path file = files().get("pickle/naslib_tuples_cifar10_accuracy.pickle");
        Assumptions.assumeTrue(file != null);
        ArchitectureTable table = BenchmarkFiles.open(file).read(ReadOptions.defaults(), Progress.NONE);
        int row = table.architectures().indexOf(TestFiles.B);
        assertEquals(85.86, table.score(row, 0), 0.01);
        assertTrue(table.notes().toString().contains("NASLib's coding, as the scores show"), table.notes()::toString);
    }
}
