package org.fewshotnas.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.published.NasBench101;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the figures are measured on is what it pretends to be. */
class DataTest {
    @TempDir
    Path folder;

    private static ArchitectureTable read(Path file) {
        return BenchmarkFiles.open(file).read(ReadOptions.defaults(), Progress.NONE);
    }

    @Test
    void theRecordsAreTheCellsOfNasBench101() throws IOException {
        Path file = folder.resolve("records");
        Nb101Data.records(50, file);
        ArchitectureTable table = read(file);
        assertEquals(
                NasBench101.INSTANCE
                        .enumerate()
                        .limit(50)
                        .map(NasBench101.INSTANCE::print)
                        .toList(),
                table.architectures());
        assertEquals("mean", table.metrics().get(0).seeds());
    }

    @Test
    void theSingleFileHoldsWhatTheFolderHolds() throws IOException {
        Path samplesFolder = Path.of(System.getProperty("benchmarks.dir", "../../shared/benchmarks"), "native");
        List<Path> samples = List.of(
                samplesFolder.resolve("tss-000000.pickle.pbz2"), samplesFolder.resolve("tss-000011.pickle.pbz2"));
        Assumptions.assumeTrue(
                samples.stream().allMatch(Files::exists),
                () -> "skipped: " + samples + " are not there (set the system property benchmarks.dir)");
        Path simple = folder.resolve("simple");
        Path single = folder.resolve("single");
        NatsData.folder(samples, 2, simple);
        NatsData.singleFile(samples, 150, single);
        ArchitectureTable expected = read(simple);
        ArchitectureTable found = read(single);
        assertEquals(2, expected.rowCount());
        assertEquals(expected.architectures(), found.architectures());
        for (int i = 0; i < expected.metrics().size(); i++) {
            assertArrayEquals(expected.scores(i), found.scores(i));
        }
        assertTrue(expected.metrics().size() > 2);
    }

    @Test
    void packedBlocksMakeOneStream() throws IOException {
        byte[] plain = new byte[2_000_000];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) random.nextInt(1 + i % 9);
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (Bzip2Output out = new Bzip2Output(packed)) {
            out.write(plain);
        }
        try (BZip2CompressorInputStream in =
                new BZip2CompressorInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
            assertArrayEquals(plain, in.readAllBytes());
        }
    }
}
