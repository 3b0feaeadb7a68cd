package org.fewshotnas.benchmark.text;

import static org.fewshotnas.benchmark.TestFiles.A;
import static org.fewshotnas.benchmark.TestFiles.B;
import static org.fewshotnas.benchmark.TestFiles.C;
import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.read;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.file.SourceFiles;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFormatTest {
    @TempDir
    Path folder;

    private Path csv(String... lines) {
        return write(folder, "table.csv", String.join("\n", lines) + "\n");
    }

    private static List<String> names(ArchitectureTable table) {
        return table.metrics().stream().map(metric -> metric.name()).toList();
    }

    @Test
    void aTableOfArchitecturesAndScoresIsRead() {
        ArchitectureTable table = read(csv("architecture,cifar10_test_accuracy", A + ",93.5", B + ",91"));
        assertEquals("NAS-Bench-201", table.space().name());
        assertEquals(List.of(A, B), table.architectures());
        assertEquals(List.of("cifar10_test_accuracy"), names(table));
        assertEquals(93.5, table.score(0, 0));
        assertEquals(91, table.score(1, 0));
        assertEquals(List.of(), table.notes());
    }

    @Test
    void aMetricSaysWhichFileItCameFrom() throws Exception {
        // SHA-256 of "abc" is published in FIPS 180-2; the table's hash is the JDK's own.
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                sha256(write(folder, "abc", "abc")));
        Path file = csv("architecture,acc", A + ",1");
        assertEquals("table.csv", read(file).metrics().get(0).source());
        assertEquals(sha256(file), read(file).metrics().get(0).sourceSha256());
    }

    private static String sha256(Path file) throws IOException {
        return SourceFiles.of(file, Progress.NONE).sha256(Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void theSeparatorIsTold(String separator) {
        ArchitectureTable table =
                read(csv(String.join(separator, "architecture", "a", "b"), String.join(separator, A, "1", "2")));
        assertEquals(List.of("a", "b"), names(table));
    }

    @Test
    void theArchitecturesAreFoundWhateverTheirColumnIsCalled() {
        ArchitectureTable table = read(csv("score,what", "1," + A, "2," + B));
        assertEquals(List.of(A, B), table.architectures());
        assertEquals(List.of("score"), names(table));
    }

    @Test
    void theArchitecturesAreTakenFromTheColumnThatIsChosen() {
        Path file = csv("architecture,other,acc", A + "," + B + ",1");
        ReadOptions options = ReadOptions.defaults().withArchitectureColumn("other");
        assertEquals(
                List.of(B),
                BenchmarkFiles.open(file).read(options, Progress.NONE).architectures());
    }

    @Test
    void cellsThatSayNothingWereNotMeasured() {
        String[] missing = {"", "NaN", "nan", "NA", "n/a", "null", "None", "?", " "};
        for (String text : missing) {
            ArchitectureTable table = read(csv("architecture,acc", A + ",1", B + "," + text));
            assertTrue(Double.isNaN(table.score(1, 0)), text);
        }
    }

    @Test
    void anInfiniteScoreWasNotMeasuredAndIsReported() {
        ArchitectureTable table = read(csv("architecture,loss", A + ",inf", B + ",-Infinity", C + ",1e-3"));
        assertTrue(Double.isNaN(table.score(0, 0)) && Double.isNaN(table.score(1, 0)));
        assertEquals(1e-3, table.score(2, 0));
        assertEquals(List.of("2 infinite scores count as not measured."), table.notes());
    }

    @Test
    void aNameThatSaysNothingLeavesTheDirectionOpenAndIsReported() {
        Path file = csv("architecture,loss,objective", A + ",1,2", B + ",2,3");
        ArchitectureTable table = read(file);
        assertEquals(Direction.UNKNOWN, table.metrics().get(1).direction());
        assertEquals(
                List.of("The names of these columns do not say whether larger or smaller is better: objective."
                        + " Choose it under \"Higher is better\" or \"Lower is better\"."),
                table.notes());
        ReadOptions chosen = ReadOptions.defaults().withDirections(Map.of("objective", Direction.MINIMIZE));
        ArchitectureTable minimized = BenchmarkFiles.open(file).read(chosen, Progress.NONE);
        assertEquals(Direction.MINIMIZE, minimized.metrics().get(1).direction());
        assertEquals(List.of(), minimized.notes());
    }

    @Test
    void aColumnWithoutAnyScoreIsReported() {
        assertEquals(
                List.of("The column \"acc\" holds no score at all."),
                read(csv("architecture,acc,loss", A + ",,1")).notes());
    }

    @Test
    void nasBench101MayBeSpreadOverColumnsThatMustFit() {
        // The first line of the published subset.
        String header = "hash,vertices,adjacency_upper,ops,acc";
        String good = "19176c0a048126009f86f88ff428c0b9,7,101001101001000001101,20211,0.92";
        ArchitectureTable table = read(csv(header, good));
        assertEquals("NAS-Bench-101", table.space().name());
        assertEquals(List.of("acc"), names(table));
        assertRefused(csv(header, good.replace("19176c", "29176c")), "line 2", "hash says 29176c");
        assertRefused(csv(header, good.replace(",7,", ",6,")), "line 2", "vertices says 6");
        assertRefused(csv(header, good.replace("20211", "20213")), "line 2", "ops holds '3'");
        assertRefused(csv(header, good.replace("20211", "0211")), "line 2", "adjacency_upper has 21 digits", "15");
        assertRefused(
                csv(header, good.replace("101001101001000001101", "201001101001000001101")), "line 2", "holds '2'");
        assertRefused(csv(header, good.replace("101001101001000001101", "000000101001000001101")), "line 2");
    }

    @Test
    void rowNumbersAndSeedsAreOfferedButNotReadByDefault() {
        Path file = csv(",architecture,seed,acc", "0," + A + ",777,1");
        assertEquals(List.of("acc"), names(read(file)));
        assertEquals(
                List.of("column 1", "seed", "acc"),
                BenchmarkFiles.open(file).metrics().stream()
                        .map(MetricColumn::name)
                        .toList());
        ReadOptions options = ReadOptions.defaults().withMetrics(List.of("acc", "seed"));
        assertEquals(List.of("acc", "seed"), names(BenchmarkFiles.open(file).read(options, Progress.NONE)));
    }

    @Test
    void theUserSaysWhichWayIsBetter() {
        Path file = csv("architecture,x_latency,y", A + ",1,2");
        assertEquals(Direction.MINIMIZE, read(file).metrics().get(0).direction());
        ReadOptions options =
                ReadOptions.defaults().withDirections(Map.of("x_latency", Direction.MAXIMIZE, "y", Direction.MINIMIZE));
        ArchitectureTable table = BenchmarkFiles.open(file).read(options, Progress.NONE);
        assertEquals(Direction.MAXIMIZE, table.metrics().get(0).direction());
        assertEquals(Direction.MINIMIZE, table.metrics().get(1).direction());
    }

    @Test
    void aMixedOpsArchitectureMakesTheTableOneOfMixedOps() {
        String mixed = SearchSpaces.ofName("NAS-Bench-201 mixed-ops")
                .print(SearchSpaces.ofName("NAS-Bench-201 mixed-ops").sample(new SplittableRandom(3)));
        ArchitectureTable table = read(csv("architecture,acc", "\"" + mixed + "\",1"));
        assertEquals("NAS-Bench-201 mixed-ops", table.space().name());
        assertEquals(List.of(mixed), table.architectures());
    }

    @Test
    void oneWrongOperationIsAnErrorOfTheSpaceAndNoMixedOps() {
        String[] lines = {"architecture,acc", "64-41414-0_00_000,1", "64-41414-1_00_000,2", "64-41414-1_02_334,3"};
        assertRefused(csv(lines), "line 4", "64-41414-1_02_334", "not an architecture of TransNAS-Bench-101 micro.");
        assertEquals(
                "TransNAS-Bench-101 micro mixed-ops",
                read(csv(lines[0], lines[1], lines[3])).space().name());
    }

    @Test
    void aTableOfMixedOperationsMayMostlyHoldCellsOfTheBenchmark() {
        String[] lines = {"architecture,acc", "64-41414-0_00_000,1", "64-41414-1_00_000,2", "64-41414-1_02_333,3"};
        Path file = csv(lines[0], lines[1], lines[2], lines[3], "64-41414-1_02_3A3,4", "64-41414-1_L2_333,5");
        ArchitectureTable table = read(file);
        assertEquals("TransNAS-Bench-101 micro mixed-ops", table.space().name());
        assertEquals(5, table.rowCount());
    }

    @Test
    void numbersOfChannelsAreReadAsTheNativeFilesAre() {
        ArchitectureTable table = read(csv("architecture,acc", "64:32:16:8:64,1", "8:16:64:24:8,2"));
        assertEquals("NATS-Bench size", table.space().name());
        assertEquals(List.of("64:32:16:8:64", "8:16:64:24:8"), table.architectures());
        Path named = csv("Search space,Architecture,acc", "NATS-Bench size,64:32:16:8:64,1");
        assertEquals("NATS-Bench size", BenchmarkFiles.open(named).searchSpace());
        assertRefused(
                csv("architecture,acc", "64:32:16:8:64,1", "8:16:64:24:7,2"),
                "line 3",
                "not an architecture of NATS-Bench size");
    }

    @Test
    void repeatedRowsThatAgreeBecomeOne() {
        ArchitectureTable table = read(csv("architecture,loss,acc", A + ",1,", B + ",3,4", A + ",,2", B + ",3,4"));
        assertEquals(List.of(A, B), table.architectures());
        assertEquals(2, table.score(0, 1));
        assertEquals(
                List.of("1 row repeats an earlier architecture without adding a score, and was left out."),
                table.notes());
    }

    @Test
    void repeatedRowsThatContradictEachOtherAreRefused() {
        assertRefused(
                csv("architecture,task,acc", A + ",cat,1", B + ",cat,2", A + ",dog,3"),
                "\"table.csv\", line 4",
                A,
                "line 2",
                "1.0 instead of 3.0",
                "column \"acc\"",
                "told apart by \"task\"");
    }

    @Test
    void anUnknownOperationIsRefusedWithItsPlace() {
        String wrong = A.replace("avg_pool_3x3", "max_pool_9x9");
        assertRefused(
                csv("architecture,acc", B + ",1", wrong + ",2"),
                "\"table.csv\", line 3, column \"architecture\"",
                wrong,
                "NAS-Bench-201",
                "max_pool_9x9");
    }

    @Test
    void textThatIsNoArchitectureIsRefused() {
        assertRefused(csv("architecture,acc", "resnet18,1"), "line 2", "resnet18", "known search space");
        assertRefused(csv("architecture,acc", ",1"), "line 2");
    }

    @Test
    void aTableOfAnotherSearchSpaceThanChosenIsRefused() {
        ReadOptions options = ReadOptions.defaults().withSearchSpace("TransNAS-Bench-101 micro");
        assertRefused(csv("architecture,acc", A + ",1"), options, "line 2", "TransNAS-Bench-101 micro");
        assertRefused(
                csv("architecture,acc", A + ",1"), options.withSearchSpace("nb201"), "Unknown search space \"nb201\"");
    }

    @Test
    void theColumnOfSearchSpacesMustNameOneSpace() {
        Path file = csv("Search space,Architecture,acc", "NAS-Bench-201," + A + ",1", "NAS-Bench-201," + B + ",2");
        assertEquals("NAS-Bench-201", BenchmarkFiles.open(file).searchSpace());
        assertEquals(2, read(file).rowCount());
        assertRefused(
                csv("Search space,Architecture,acc", "NAS-Bench-201," + A + ",1", "NAS-Bench-101," + B + ",2"),
                "line 3",
                "NAS-Bench-101",
                "NAS-Bench-201");
    }

    @Test
    void textInAMetricColumnIsRefusedWithItsPlace() {
        Path file = csv("architecture,acc", A + ",1", B + ",about 2");
        assertRefused(file, "\"table.csv\", line 3, column \"acc\"", "\"about 2\"");
        for (String text : List.of("0x1p3", "1f", "1d", "1.2.3", "1 of 5", "\"1,2,3\"")) {
            assertRefused(csv("architecture,acc", A + ",1", B + "," + text), "line 3, column \"acc\"");
        }
    }

    @Test
    void aColumnOfTextIsNoMetric() {
        Path file = csv("architecture,split,acc", A + ",train,1", B + ",valid,2");
        assertEquals(List.of("acc"), names(read(file)));
        assertRefused(file, ReadOptions.defaults().withMetrics(List.of("split")), "split", "holds text");
        assertRefused(file, ReadOptions.defaults().withMetrics(List.of("gone")), "no metric column \"gone\"");
    }

    @Test
    void decimalCommasAreRead() {
        ArchitectureTable table = read(csv("architecture;epochs;acc", A + ";12;", B + ";200;85,86", C + ";200;-0,5"));
        assertEquals(List.of("acc"), names(table));
        assertEquals(85.86, table.score(1, 0));
        assertEquals(-0.5, table.score(2, 0));
        assertTrue(table.notes().contains("\"acc\": \"85,86\" was read as 85.86."), () -> "" + table.notes());
    }

    @Test
    void columnsThatOnlyPartlyHoldNumbersAreReportedWhereTheyAreLeftOut() {
        Path file = csv("architecture,split,a,c_acc", A + ",train,1,2", B + ",valid,about 2,2", C + ",,about 3,2");
        ArchitectureTable table = read(file);
        assertEquals(List.of("c_acc"), names(table));
        assertEquals(
                List.of("Columns that hold no numbers were left out: \"split\", \"a\" (\"about 2\")."
                        + " If they are scores, write plain numbers, and leave what was not measured empty."),
                table.notes());
        ReadOptions options = ReadOptions.defaults().withMetrics(List.of("c_acc"));
        assertEquals(
                List.of(),
                BenchmarkFiles.open(file).read(options, Progress.NONE).notes());
    }

    @Test
    void aTableWhoseScoresAllMostlyHoldTextIsRefused() {
        assertRefused(
                csv("architecture,seed,acc", A + ",1,about 85", B + ",2,91", C + ",3,about 80"),
                "No column of \"table.csv\" holds scores",
                "\"acc\" (\"about 85\")");
        assertEquals(
                2, read(csv("architecture,split", A + ",train", B + ",valid")).rowCount());
    }

    @Test
    void aTableWithoutHeaderIsRefused() {
        assertRefused(csv(A + ",1", B + ",2"), "Line 1 of \"table.csv\" is no header", A);
        assertRefused(csv("93.5," + A), "Line 1 of \"table.csv\" is no header", A);
    }

    @Test
    void raggedLinesAreRefused() {
        assertRefused(csv("architecture,acc", A + ",1", B), "line 3", "1 cells", "2 columns");
        assertRefused(csv("architecture,acc", A + ",1,2"), "line 2", "3 cells");
    }

    @Test
    void aColumnNameThatStandsTwiceIsRefused() {
        assertRefused(csv("architecture,acc,acc", A + ",1,2"), "\"acc\" twice, as columns 2 and 3");
    }

    @Test
    void aTableWithoutArchitecturesIsRefused() {
        assertRefused(csv("acc,loss", "1,2"), "No column of \"table.csv\" holds architectures", "acc, loss");
    }

    @Test
    void anUnclosedQuoteIsRefused() {
        assertRefused(csv("architecture,acc", B + ",1", "\"" + A + "\"x,1"), "not valid CSV", "line 3");
    }
}
