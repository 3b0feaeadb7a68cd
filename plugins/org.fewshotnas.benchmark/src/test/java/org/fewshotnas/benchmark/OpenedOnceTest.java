package org.fewshotnas.benchmark;

import static org.fewshotnas.benchmark.NativeFiles.map;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fewshotnas.benchmark.Samples.Sample;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.columns.Selection;
import org.fewshotnas.benchmark.dialect.Nb201Order;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A file is opened once, each of its bytes is read once, and summed up once; a large one is opened to be looked at, and to be read. */
class OpenedOnceTest {
    /** More than is kept of a file's beginning. */
    private static final int LARGE = 5 << 20;

    @TempDir
    private Path folder;

    private final CountedFiles files = new CountedFiles();

    private static ReadOptions allSplits() {
        return ReadOptions.defaults().withSelection(Selection.defaults().withSplits("train", "valid", "test"));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static void assertEachByteWasReadOnce(CountedFiles.Counts counts) {
        int[] once = new int[counts.reads().length];
        Arrays.fill(once, 1);
        assertTrue(
                Arrays.equals(once, counts.reads()),
                () -> "read " + Arrays.stream(counts.reads()).summaryStatistics());
    }

    static List<Sample> samples() {
        return Samples.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void aSmallFileIsOpenedReadAndSummedUpOnce(Sample sample) throws Exception {
        Path file = write(folder, sample.name().equals("latbench") ? "latbench-x" : "x", sample.bytes());
        ArchitectureTable table;
        try (CountedSums sums = new CountedSums()) {
            table = BenchmarkFiles.open(files.wrap(file)).read(ReadOptions.defaults(), Progress.NONE);
            assertEquals(sample.bytes().length, sums.bytes(), "bytes that were summed up");
        }
        CountedFiles.Counts counts = files.of(file);
        assertEquals(1, counts.opened(), "times opened");
        assertEachByteWasReadOnce(counts);
        // Java's reader of archives opens torch's files itself: for their heads, for the columns and, if they are not
        // kept, for the rows.
        int archives = sample.name().startsWith("torch zip") ? 2 : sample.name().equals("transnasbench101") ? 3 : 0;
        assertEquals(archives, counts.asFile(), "times opened as an archive");
        for (Metric metric : table.metrics()) {
            assertEquals(sha256(sample.bytes()), metric.sourceSha256());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void readingAgainOpensNoSmallFile(Sample sample) {
        Path file = write(folder, sample.name().equals("latbench") ? "latbench-x" : "x", sample.bytes());
        BenchmarkFile opened = BenchmarkFiles.open(files.wrap(file));
        List<ArchitectureTable> tables = Stream.of(1, 2)
                .map(time -> opened.read(ReadOptions.defaults(), Progress.NONE))
                .toList();
        assertEquals(1, files.of(file).opened());
        assertEquals(tables.get(0).notes(), tables.get(1).notes());
        assertEquals(tables.get(0).metrics(), tables.get(1).metrics());
        assertEquals(tables.get(0).architectures(), tables.get(1).architectures());
    }

    private record Large(String name, byte[] bytes, int opened) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Large> larges() {
        List<String> cells = Nb201Order.architectures();
        String padding = "x".repeat(400);
        Map<Object, Object> scores = map();
        StringBuilder csv = new StringBuilder("architecture,accuracy,remark\n");
        StringBuilder json = new StringBuilder("[");
        StringBuilder dictionary = new StringBuilder("{");
        for (int i = 0; i < cells.size(); i++) {
            scores.put(cells.get(i), map("accuracy", i / 1e4, "remark", padding + i));
            csv.append(cells.get(i) + "," + i / 4.0 + "," + padding + "\n");
            json.append(i == 0 ? "" : ",")
                    .append("{\"arch\":\"" + cells.get(i) + "\",\"acc\":" + i / 4.0 + ",\"remark\":\"" + padding
                            + "\"}");
            dictionary
                    .append(i == 0 ? "" : ",")
                    .append("\"" + cells.get(i) + "\":{\"acc\":" + i / 4.0 + ",\"remark\":\"" + padding + "\"}");
        }
        Object[] results = {NativeFiles.key("cifar100", 777), NativeFiles.trial("cifar100", 20, 10, "x-valid", "x-test")
        };
        return Stream.of(
                new Large("scores", PickleWriter.pickle(scores), 2),
                new Large("csv", csv.toString().getBytes(StandardCharsets.UTF_8), 2),
                new Large("json", json.append("]").toString().getBytes(StandardCharsets.UTF_8), 2),
                new Large("json dictionary", dictionary.append("}").toString().getBytes(StandardCharsets.UTF_8), 2),
                new Large("nasbench201", NativeFiles.nats(cells.subList(0, 2_000), "200", results), 2));
    }

    /** No more is read than the beginning that is kept, which tells what a file holds, or that it cannot be told without all of it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("larges")
    void aPeekReadsLittleOfALargeFile(Large large) {
        Path file = write(folder, "large", large.bytes());
        Optional<BenchmarkFile> found = BenchmarkFiles.peek(files.wrap(file), 1 << 20, Progress.NONE);
        long read =
                Arrays.stream(files.of(file).reads()).filter(times -> times > 0).count();
        assertTrue(read <= 4 << 20, () -> read + " bytes of " + large.bytes().length);
        boolean tells = large.name().equals("csv") || large.name().equals("nasbench201");
        assertEquals(tells, found.filter(opened -> !opened.metrics().isEmpty()).isPresent());
        assertTrue(
                BenchmarkFiles.peek(file, large.bytes().length, Progress.NONE).isPresent());
    }

    /** Of a pickle or a dictionary, that is for its columns, and the rows need no file; of the others it is the rows. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("larges")
    void aLargeFileIsOpenedForItsBeginningAndForTheRest(Large large) throws Exception {
        assertTrue(large.bytes().length > LARGE, () -> large.bytes().length + " bytes");
        Path file = write(folder, "large", large.bytes());
        ArchitectureTable table;
        try (CountedSums sums = new CountedSums()) {
            table = BenchmarkFiles.open(files.wrap(file)).read(ReadOptions.defaults(), Progress.NONE);
            assertEquals(large.bytes().length, sums.bytes(), "bytes that were summed up");
        }
        assertEquals(large.opened(), files.of(file).opened(), "times opened");
        assertEachByteWasReadOnce(files.of(file));
        assertEquals(sha256(large.bytes()), table.metrics().get(0).sourceSha256());
    }

    @Test
    void onlyTheBeginningOfALargeFileIsReadToListItsColumns() {
        Large csv =
                larges().filter(large -> large.name().equals("csv")).findFirst().orElseThrow();
        Path file = write(folder, "large", csv.bytes());
        BenchmarkFiles.open(files.wrap(file), ReadLimits.defaults(), Progress.NONE);
        assertEquals(1, files.of(file).opened());
        assertTrue(Arrays.stream(files.of(file).reads()).sum() < LARGE);
    }

    @Test
    void eachFileOfAFolderIsOpenedReadAndSummedUpOnce() throws IOException {
        Path simple = Files.createDirectory(folder.resolve("simple"));
        long length = 0;
        for (int i = 0; i < 3; i++) {
            byte[] entry = NativeFiles.bzip2(
                    NativeFiles.natsEntry(i, Nb201Order.architectures().get(i), "200", new Object[] {
                        NativeFiles.key("cifar100", 777), NativeFiles.trial("cifar100", 4, 10 + i, "x-valid", "x-test")
                    }));
            write(simple, i + ".pickle.pbz2", entry);
            length += entry.length;
        }
        write(simple, "notes.txt", "none of the benchmark");
        try (CountedSums sums = new CountedSums()) {
            ArchitectureTable table = BenchmarkFiles.open(files.wrap(simple)).read(allSplits(), Progress.NONE);
            assertEquals(3, table.rowCount());
            // The sum of a folder is one of lines: 64 digits, two spaces, the name, the end of the line.
            assertEquals(length + 3 * (64 + 2 + "0.pickle.pbz2".length() + 1), sums.bytes());
        }
        for (int i = 0; i < 3; i++) {
            CountedFiles.Counts counts = files.of(simple.resolve(i + ".pickle.pbz2"));
            assertEquals(1, counts.opened());
            assertEachByteWasReadOnce(counts);
        }
        assertEquals(1, files.of(simple.resolve("notes.txt")).opened());
    }
}
