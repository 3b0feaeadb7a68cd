package org.fewshotnas.benchmark.published;

import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.names;
import static org.fewshotnas.benchmark.TestFiles.read;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.MetaD2aArchive;
import org.fewshotnas.benchmark.MetaD2aDatabase;
import org.fewshotnas.benchmark.NativeFiles;
import org.fewshotnas.benchmark.PickleWriter;
import org.fewshotnas.benchmark.TestFiles;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.columns.SeedChoice;
import org.fewshotnas.benchmark.columns.Selection;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MetaD2A's files in its layout. */
class GeneratedMetaD2aTest {
    @TempDir
    Path folder;

    private Path database(MetaD2aDatabase database) {
        return write(folder, "meta_train_tasks_predictor.pt", database.torchZip());
    }

    /** The database of two entries, after a change of its lists, is refused with these words. */
    private void refused(Consumer<MetaD2aDatabase> change, String... parts) {
        MetaD2aDatabase database = MetaD2aDatabase.ofTwo();
        change.accept(database);
        Path file = database(database);
        assertRefused(file, "meta_train_tasks_predictor.pt");
        assertRefused(file, parts);
    }

    @Test
    void everyEntryIsARowWithItsDataSet() {
        ArchitectureTable table = read(database(MetaD2aDatabase.ofTwo()));
        assertEquals("NAS-Bench-201", table.space().name());
        assertEquals(
                List.of("accuracy [%]", "normalised flops", "normalised params", "normalised latency"), names(table));
        assertTrue(table.isByDataSet());
        assertEquals(List.of("task 3890", "task 7"), List.of(table.dataSet(0), table.dataSet(1)));
        assertEquals(MetaD2aDatabase.CELL, table.architecture(0));
        assertEquals(
                "|avg_pool_3x3~0|+|avg_pool_3x3~0|avg_pool_3x3~1|+|skip_connect~0|skip_connect~1|skip_connect~2|",
                table.architecture(1));
        double[][] scores = {{74.5, 70.25}, {0.75, 0.125}, {0.5, 0.0625}, {0.25, 1}};
        for (int i = 0; i < scores.length; i++) {
            assertTrue(Arrays.equals(scores[i], table.scores(i)), names(table).get(i));
        }
        Metric accuracy = table.metrics().get(0);
        assertEquals(
                List.of("accuracy", "%", "", "meta_train_tasks_predictor.pt"),
                List.of(accuracy.quantity(), accuracy.unit(), accuracy.dataSet(), accuracy.source()));
        assertEquals(
                List.of(Direction.MAXIMIZE, Direction.MINIMIZE, Direction.MINIMIZE, Direction.MINIMIZE),
                table.metrics().stream().map(Metric::direction).toList());
    }

    @Test
    void aCellIsThereOncePerTrainingAlsoOnOneTask() {
        MetaD2aDatabase database = MetaD2aDatabase.ofTwo();
        database.add(12, MetaD2aDatabase.TYPES, 60, 0, 0, 0);
        database.add(12, MetaD2aDatabase.TYPES, 61, 0, 0, 0);
        ArchitectureTable table = read(database(database));
        assertEquals(4, table.rowCount());
        assertEquals(
                List.of("task 12", "task 12", MetaD2aDatabase.CELL, MetaD2aDatabase.CELL),
                List.of(table.dataSet(2), table.dataSet(3), table.architecture(2), table.architecture(3)));
        assertEquals(61, table.score(3, 0));
        // There are no seeds to be told apart: the choice changes nothing.
        Selection each = new Selection(
                List.of(), List.of(), List.of(), List.of(), Selection.defaults().epoch(), SeedChoice.EACH);
        ArchitectureTable bySeed = BenchmarkFiles.open(database(database))
                .read(ReadOptions.defaults().withSelection(each), Progress.NONE);
        assertEquals("task 12", bySeed.dataSet(3));
        assertEquals(61, bySeed.score(3, 0));
    }

    @Test
    void chosenColumnsAreReadAndOthersMayBeMissing() {
        Path file = database(MetaD2aDatabase.ofTwo());
        ReadOptions latency = ReadOptions.defaults().withMetrics(List.of("normalised latency"));
        ArchitectureTable table = BenchmarkFiles.open(file).read(latency, Progress.NONE);
        assertEquals(List.of("normalised latency"), names(table));
        assertEquals(1, table.score(1, 0));
        MetaD2aDatabase less = MetaD2aDatabase.ofTwo()
                .renamed("flops", "")
                .renamed("params", "")
                .renamed("latency", "")
                .renamed("x", "")
                .renamed("adj", "")
                .renamed("g", "graph");
        assertEquals(List.of("accuracy [%]"), names(read(database(less))));
        assertEquals(MetaD2aDatabase.CELL, read(database(less)).architecture(0));
        MetaD2aDatabase oneHot = MetaD2aDatabase.ofTwo().renamed("g", "");
        assertEquals(MetaD2aDatabase.CELL, read(database(oneHot)).architecture(0));
    }

    @Test
    void listsOfOtherLengthsAreNamed() {
        for (String name : List.of("task", "g", "x", "flops", "params", "latency")) {
            refused(
                    database -> database.list(name).remove(1),
                    "a list of 1 under \"" + name + "\"",
                    "\"acc\" has 2 entries");
        }
        refused(database -> database.list("acc").add(50.0), "a list of 2 under \"task\"", "\"acc\" has 3 entries");
    }

    @Test
    void cellsThatAreNoneAreNamedWithTheirEntry() {
        refused(
                database -> database.list("g").set(1, MetaD2aDatabase.graph(8, 0, 6, 6, 7, 3, 3, 3, 1)),
                "entry 2",
                "vertex 3 of its graph has the type 7",
                "0 to 6");
        refused(
                database -> database.list("g").set(1, MetaD2aDatabase.graph(8, 0, 6, 6, -1, 3, 3, 3, 1)),
                "entry 2",
                "vertex 3 of its graph has the type -1");
        refused(
                database -> database.list("g").set(0, MetaD2aDatabase.graph(7, 0, 5, 3, 2, 4, 2, 6, 1)),
                "entry 1",
                "7 vertices and 8 types");
        refused(database -> database.list("g").set(0, MetaD2aDatabase.graph(8, 0, 5, 3)), "8 vertices and 3 types");
        refused(database -> database.list("g").set(0, "cell"), "entry 1", "no graph of igraph");
        refused(
                database -> {
                    int[] endWithin = {0, 6, 6, 6, 1, 3, 3, 1};
                    database.list("g").set(1, MetaD2aDatabase.graph(8, endWithin));
                    database.list("x").set(1, database.oneHot(endWithin));
                },
                "entry 2",
                "vertex 4 of its cell has the type 1",
                "an operation, 2 to 6");
        refused(
                database -> {
                    int[] noStart = {2, 6, 6, 6, 2, 3, 3, 1};
                    database.list("g").set(1, MetaD2aDatabase.graph(8, noStart));
                    database.list("x").set(1, database.oneHot(noStart));
                },
                "vertex 0 of its cell has the type 2",
                "the start, 0");
    }

    @Test
    void typesThatAreNotOneHotOrContradictTheGraphAreNamed() {
        refused(
                database -> database.list("x").set(1, database.oneHot(0, 6, 6, 6, -1, 3, 3, 1)),
                "entry 2",
                "row of vertex 4 under \"x\"");
        float[] two = new float[56];
        two[0] = 1;
        two[5] = 1;
        refused(database -> database.list("x").set(0, database.matrix(two, 8, 7)), "entry 1", "row of vertex 0");
        float[] half = new float[56];
        half[0] = 0.5f;
        refused(database -> database.list("x").set(0, database.matrix(half, 8, 7)), "entry 1", "row of vertex 0");
        refused(
                database -> database.list("x").set(0, database.matrix(new float[49], 7, 7)),
                "entry 1",
                "49 numbers under \"x\"",
                "8 x 7");
        refused(
                database -> database.list("x").set(0, database.oneHot(0, 6, 3, 2, 4, 2, 6, 1)),
                "entry 1",
                "[0, 5, 3, 2, 4, 2, 6, 1] in its graph",
                "[0, 6, 3, 2, 4, 2, 6, 1] under \"x\"");
    }

    @Test
    void tasksOutOfTheListAndScoresThatAreNoNumbersAreNamed() {
        refused(database -> database.list("task").set(1, 5_000), "entry 2", "task 5000,", "0 to 4999");
        refused(database -> database.list("task").set(1, -1), "entry 2", "task -1,");
        refused(database -> database.list("task").set(0, "cats"), "entry 1", "is of the task (no number)");
        refused(database -> database.list("acc").set(1, "high"), "entry 2", "no number", "accuracy [%]");
    }

    @Test
    void aGraphIsOnlyEverData() {
        byte[] called = NativeFiles.join(
                NativeFiles.latin1("\u0080\2cigraph\nGraph\n"), NativeFiles.latin1("X\4\0\0\0file\u0085R."));
        assertRefused(write(folder, "g.pt", called), "g.pt", "do not make plain data");
        byte[] loads = NativeFiles.latin1("\u0080\2cigraph\nGraph.Read_Pickle\nX\4\0\0\0file\u0085R.");
        assertRefused(write(folder, "l.pt", loads), "igraph.Graph.Read_Pickle", "nothing of it was run");
    }

    @Test
    void theOtherFilesSayWhatTheyAreFor() {
        byte[] tasks = PickleWriter.pickle(List.of(Collections.nCopies(20, 7), Collections.nCopies(20, 9)));
        assertRefused(
                write(folder, "meta_train_task_lst.pt", NativeFiles.torchZip(tasks)),
                "meta_train_task_lst.pt",
                "MetaD2A's list of tasks",
                "no scores");
        assertRefused(
                write(folder, "cifar10bylabel.pt", MetaD2aArchive.of(3, 2, 2).torchZip()),
                "cifar10bylabel.pt",
                "2 classes",
                "features of pictures");
    }

    /** The published rows, written in the layout that they were published in, are the rows that are read. */
    @Test
    void thePublishedRowsComeBack() throws IOException {
        Path rows = TestFiles.published("tables/metad2a-predictor-db-4630.csv.gz");
        List<String> operations = List.of("none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3");
        MetaD2aDatabase database = new MetaD2aDatabase();
        List<String[]> lines;
        try (BufferedReader csv = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(rows)), StandardCharsets.UTF_8))) {
            lines = csv.lines().skip(1).map(line -> line.split(",")).toList();
        }
        for (String[] line : lines) {
            int[] types = new int[8];
            types[7] = 1;
            String[] six = line[2].replace("+", "").substring(1).split("\\|+");
            for (int i = 0; i < six.length; i++) {
                types[i + 1] = 2 + operations.indexOf(six[i].split("~")[0]);
            }
            database.add(
                    Integer.parseInt(line[1]),
                    types,
                    Double.parseDouble(line[3]),
                    Double.parseDouble(line[4]),
                    Double.parseDouble(line[5]),
                    Double.parseDouble(line[6]));
        }
        ArchitectureTable table = read(database(database));
        assertEquals(4_630, table.rowCount());
        HashSet<String> tasks = new HashSet<>();
        for (int row = 0; row < table.rowCount(); row++) {
            String[] line = lines.get(row);
            tasks.add(table.dataSet(row));
            assertEquals("task " + line[1], table.dataSet(row));
            assertEquals(line[2], table.architecture(row));
            for (int metric = 0; metric < 4; metric++) {
                assertEquals(Double.parseDouble(line[3 + metric]), table.score(row, metric));
            }
        }
        assertEquals(3_031, tasks.size());
        assertEquals(1_553, new HashSet<>(table.architectures()).size());
        assertEquals(71.59, Arrays.stream(table.scores(0)).average().orElseThrow(), 0.005);
        assertFalse(table.notes().isEmpty());
    }
}
