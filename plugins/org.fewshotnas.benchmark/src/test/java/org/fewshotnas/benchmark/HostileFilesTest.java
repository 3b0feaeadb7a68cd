package org.fewshotnas.benchmark;

import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.published;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fewshotnas.benchmark.Samples.Sample;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.file.FileInput;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.base.InvalidInputException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged and hostile files end with an error that names the file, or with a table; never otherwise, and never late. */
class HostileFilesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    static List<Samples.Sample> files() {
        return Samples.all();
    }

    /** Reads a file to its end, or to an error in words that name it. */
    private static Optional<ArchitectureTable> readOrRefuse(Path file) {
        return Assertions.assertTimeout(PATIENCE, () -> {
            try {
                return Optional.of(TestFiles.read(file));
            } catch (InvalidInputException e) {
                assertTrue(e.getMessage().contains(FileInput.name(file)), e.getMessage());
                assertTrue(!e.resolution().isBlank(), "advice");
                return Optional.empty();
            }
        });
    }

    /** A file that is cut may end where a shorter one would, of records or lines. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void aFileThatIsCutAnywhereIsRefusedOrRightUpToThere(Sample whole) {
        byte[] bytes = whole.bytes();
        // Two cells do not tell how LatBench's tuples are coded, but its names do.
        String name = whole.name().equals("latbench") ? "latbench-x" : "x";
        List<String> architectures = TestFiles.read(write(folder, name, bytes)).architectures();
        for (int percent = 1; percent < 100; percent++) {
            Path cut = write(folder, name, Arrays.copyOf(bytes, bytes.length * percent / 100));
            Optional<ArchitectureTable> table = readOrRefuse(cut);
            boolean inLines = List.of("csv", "nasbench101 records").contains(whole.name());
            assertTrue(
                    table.isEmpty()
                            || inLines && architectures.containsAll(table.get().architectures()),
                    () -> "cut at " + cut.toFile().length() + " bytes");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void aFlippedBitIsFoundOrHarmless(Sample whole) {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = whole.bytes().clone();
            int bit = random.nextInt(8 * bytes.length);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            readOrRefuse(write(folder, "flipped", bytes));
        }
    }

    @Test
    void codeIsNeverRun() {
        Path mark = folder.resolve("mark");
        String command = "touch " + mark;
        assertRefused(
                write(folder, "a.p", bytes("cos\nsystem\n(S'" + command + "'\ntR.")), "a.p", "at byte 0", "os.system");
        assertRefused(
                write(folder, "b.p", bytes("\u0080\2cbuiltins\neval\nX\2\0\0\0001+\u0085R.")),
                "at byte 2",
                "builtins.eval");
        assertRefused(
                write(folder, "c.p", bytes("\u0080\2}cposix\nsystem\nX\4\0\0\0true\u0085Rs.")),
                "at byte 3",
                "posix.system");
        assertRefused(
                write(folder, "d.p", bytes("\u0080\4\u008c\23numpy.core.multiarray\u0094\u008c\6_exec_\u0093.")),
                "d.p");
        assertTrue(!Files.exists(mark));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void whatFollowsTheEndIsNotOverlooked() {
        byte[] scores = PickleWriter.pickle(Map.of(TestFiles.A, 1.5));
        byte[] more = Arrays.copyOf(scores, scores.length + 1);
        assertRefused(write(folder, "more.p", more), "more.p", "goes on after its end, at byte " + scores.length);
    }

    private static byte[] zip(Object... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < entries.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) entries[i]));
                zip.write((byte[]) entries[i + 1]);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void archivesAreNeitherTrustedNorUnpacked() throws IOException {
        byte[] scores = PickleWriter.pickle(Map.of(TestFiles.A, 1.5));
        assertRefused(
                write(folder, "none.zip", zip("archive/a.txt", scores, "archive/b.txt", scores)),
                "none.zip",
                "an archive of 2 files");
        assertRefused(write(folder, "two.pt", zip("a/data.pkl", scores, "b/data.pkl", scores)), "two entries data.pkl");
        byte[] twice = zip("a/data.pkl", scores, "a/data.pkk", scores);
        assertRefused(write(folder, "twice.pt", replace(twice, "a/data.pkk", "a/data.pkl")), "twice.pt");
        byte[] lying = NativeFiles.torchZip(scores);
        int entry = new String(lying, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        lying[entry + 16] ^= 1;
        assertRefused(write(folder, "sum.pt", lying), "sum.pt", "archive/data.pkl", "check sum");
        lying[entry + 16] ^= 1;
        lying[entry + 24]++;
        assertRefused(write(folder, "size.pt", lying), "size.pt");
        byte[] slip = zip("a/data.pkl", scores, "../../../slip", scores);
        Assertions.assertEquals(
                1, TestFiles.read(write(folder, "slip.pt", slip)).rowCount());
        assertTrue(!Files.exists(folder.resolve("../../../slip")));
        byte[] tensor = bytes("\u0080\2ctorch._utils\n_rebuild_tensor_v2\n((X\7\0\0\0storagectorch\nDoubleStorage\n"
                + "X\1\0\0\0000X\3\0\0\0cpuM\t=NtQK\0M\t=\u0085"
                + "K\1\u0085\u0089ccollections\nOrderedDict\n)RtR.");
        assertRefused(
                write(folder, "short.pt", zip("a/data.pkl", tensor, "a/data/0", new byte[8])),
                "short.pt",
                "8 bytes",
                "125000");
        assertRefused(write(folder, "lost.pt", zip("a/data.pkl", tensor)), "lost.pt", "a/data/0");
        Assertions.assertEquals(
                15_625,
                TestFiles.read(write(folder, "whole.pt", zip("a/data.pkl", tensor, "a/data/0", new byte[125_000])))
                        .rowCount());
    }

    private static byte[] replace(byte[] bytes, String from, String to) {
        return bytes(new String(bytes, StandardCharsets.ISO_8859_1).replace(from, to));
    }

    @Test
    void bombsStopAtTheRatio() throws IOException {
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) 'N');
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(bytes("\u0080\4B\0\0\0\6"));
            for (int i = 0; i < 80; i++) {
                out.write(block);
            }
        }
        assertRefused(write(folder, "bomb.gz", gzip.toByteArray()), "bomb.gz", "200 times its size");
    }

    @Test
    void readingStopsWhenItIsCancelled() {
        for (String name : List.of(
                "native/tss-000011.pickle.pbz2",
                "native/nasbench201__latency__1080ti_1.pt",
                "native/nb201-cifar10-test-accuracy.p")) {
            BenchmarkFile opened = BenchmarkFiles.open(published(name));
            Assertions.assertThrows(
                    CancellationException.class, () -> opened.read(ReadOptions.defaults(), Watch.cancelledAt(4)), name);
        }
    }
}
