package org.fewshotnas.benchmark.arrow;

import static org.fewshotnas.benchmark.TestFiles.A;
import static org.fewshotnas.benchmark.TestFiles.B;
import static org.fewshotnas.benchmark.TestFiles.C;
import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.gzip;
import static org.fewshotnas.benchmark.TestFiles.read;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.fewshotnas.benchmark.BenchmarkFile;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.Watch;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrowFormatTest {
    private static final SearchSpace NB201 = SearchSpaces.ofName("NAS-Bench-201");
    private static final Metric ACCURACY = new Metric(
            "acc", "cifar100", "test", "accuracy", "%", Direction.MAXIMIZE, "200", "mean of 3", "x.pth", "00ff");
    private static final Metric LATENCY = Metric.of("speed", Direction.MINIMIZE);

    @TempDir
    Path folder;

    private static ArchitectureTable table() {
        return ArchitectureTable.of(NB201, List.of(A, B, C), List.of(ACCURACY, LATENCY), new double[][] {
            {73.51, Double.NaN, -0.0}, {1e-300, 2, 3}
        });
    }

    private Path written() {
        Path file = folder.resolve("table.arrow");
        ArrowTableWriter.write(table(), file, Progress.NONE);
        return file;
    }

    @Test
    void aTableThatIsWrittenIsReadAgainWithEveryBit() {
        Path file = written();
        BenchmarkFile opened = BenchmarkFiles.open(file);
        assertEquals("Arrow IPC", opened.format());
        assertEquals("Architecture", opened.architectureColumn());
        assertEquals("NAS-Bench-201", opened.searchSpace());
        ArchitectureTable back = opened.read(ReadOptions.defaults(), Progress.NONE);
        assertEquals(table().architectures(), back.architectures());
        for (int m = 0; m < 2; m++) {
            assertArrayEquals(table().scores(m), back.scores(m));
        }
        Metric metric = back.metrics().get(0);
        assertEquals("table.arrow", metric.source());
        assertEquals(
                ACCURACY,
                new Metric(
                        "acc",
                        metric.dataSet(),
                        metric.split(),
                        metric.quantity(),
                        metric.unit(),
                        metric.direction(),
                        metric.epochs(),
                        metric.seeds(),
                        "x.pth",
                        "00ff"));
        assertEquals(Direction.MINIMIZE, back.metrics().get(1).direction());
    }

    @Test
    void aLargeTableIsWrittenInBatches() {
        List<String> all = NB201.enumerate().map(NB201::print).toList();
        double[] scores = new SplittableRandom(1)
                .doubles(all.size() * 2L)
                .limit(all.size())
                .toArray();
        Path file = folder.resolve("all.arrow");
        ArrowTableWriter.write(
                ArchitectureTable.of(NB201, all, List.of(LATENCY), new double[][] {scores}), file, Progress.NONE);
        ArchitectureTable back = read(file);
        assertEquals(all, back.architectures());
        assertArrayEquals(scores, back.scores(0));
    }

    @Test
    void aStreamWithADictionaryAndNumbersOfOtherTypesIsRead() throws IOException {
        byte[] bytes = stream();
        for (Path file : List.of(write(folder, "s.arrows", bytes), write(folder, "s.gz", gzip(bytes)))) {
            ArchitectureTable table = read(file);
            assertEquals(List.of(B, A), table.architectures());
            assertEquals(
                    List.of("cpu_latency_ms", "macs"),
                    table.metrics().stream().map(Metric::name).toList());
            assertEquals(0.5, table.score(0, 0));
            assertTrue(Double.isNaN(table.score(1, 0)));
            assertEquals(1L << 40, table.score(1, 1));
            assertEquals(Direction.MINIMIZE, table.metrics().get(0).direction());
        }
    }

    private static byte[] stream() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BufferAllocator allocator = new RootAllocator();
                VarCharVector words = new VarCharVector("words", allocator);
                VarCharVector plain = new VarCharVector("arch", allocator);
                Float4Vector latency = new Float4Vector("cpu_latency_ms", allocator);
                BigIntVector macs = new BigIntVector("macs", allocator);
                IntVector row = new IntVector("row", allocator)) {
            words.setSafe(0, A.getBytes());
            words.setSafe(1, B.getBytes());
            words.setValueCount(2);
            plain.setSafe(0, B.getBytes());
            plain.setSafe(1, A.getBytes());
            latency.setSafe(0, 0.5f);
            latency.setNull(1);
            macs.setSafe(0, 7);
            macs.setSafe(1, 1L << 40);
            row.setSafe(0, 0);
            row.setSafe(1, 1);
            for (FieldVector vector : List.of(plain, latency, macs, row)) {
                vector.setValueCount(2);
            }
            Dictionary dictionary =
                    new Dictionary(words, new DictionaryEncoding(1, false, new ArrowType.Int(32, true)));
            try (FieldVector coded = (FieldVector) DictionaryEncoder.encode(plain, dictionary);
                    VectorSchemaRoot root = VectorSchemaRoot.of(row, coded, latency, macs);
                    ArrowStreamWriter writer = new ArrowStreamWriter(
                            root, new MapDictionaryProvider(dictionary), Channels.newChannel(out))) {
                root.setRowCount(2);
                writer.writeBatch();
                writer.end();
            }
        }
        return out.toByteArray();
    }

    @Test
    void aTruncatedFileIsRefused() throws IOException {
        byte[] file = Files.readAllBytes(written());
        byte[] stream = stream();
        for (int cut = 1; cut < 15; cut++) {
            assertRefused(
                    write(folder, "cut", Arrays.copyOf(file, 8 + (file.length - 8) * cut / 15)),
                    "\"cut\" is truncated or damaged");
            byte[] part = Arrays.copyOf(stream, 8 + (stream.length - 12) * cut / 15);
            try {
                // A stream may end after any message, so a cut between two leaves a shorter stream, without rows.
                read(write(folder, "cut", part));
            } catch (InvalidInputException e) {
                assertTrue(e.getMessage().contains("\"cut\""));
            }
        }
    }

    @Test
    void aDamagedFileIsRefusedOrReadButNeverDoesHarm() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        for (byte[] good : List.of(Files.readAllBytes(written()), stream())) {
            for (int i = 0; i < 150; i++) {
                byte[] bad = good.clone();
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                    bad[random.nextInt(4, bad.length)] = (byte) random.nextInt(256);
                }
                try {
                    read(write(folder, "bad", bad));
                } catch (InvalidInputException e) {
                    assertTrue(!e.resolution().isEmpty());
                }
            }
        }
    }

    @Test
    void columnsThatAreNotThereAreRefused() {
        Path file = written();
        assertRefused(file, ReadOptions.defaults().withArchitectureColumn("acc"), "no text column \"acc\"");
        assertRefused(file, ReadOptions.defaults().withMetrics(List.of("gone")), "no metric column \"gone\"");
    }

    @Test
    void nothingHalfWrittenIsLeftWhenTheUserCancels() throws IOException {
        Path file = write(folder, "old.arrow", "old");
        assertThrows(CancellationException.class, () -> ArrowTableWriter.write(table(), file, Watch.cancelledAt(1)));
        assertEquals("old", Files.readString(file));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
        assertThrows(
                InvalidInputException.class,
                () -> ArrowTableWriter.write(table(), folder.resolve("no such folder/x.arrow"), Progress.NONE));
    }
}
