package org.fewshotnas.benchmark.file;

import static org.fewshotnas.benchmark.TestFiles.A;
import static org.fewshotnas.benchmark.TestFiles.B;
import static org.fewshotnas.benchmark.TestFiles.C;
import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.gzip;
import static org.fewshotnas.benchmark.TestFiles.read;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.fewshotnas.benchmark.BenchmarkFile;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.Watch;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are damaged, hostile or not there, and what goes for files of every format. */
class FileHandlingTest {
    @TempDir
    Path folder;

    private Path csv(String... lines) {
        return write(folder, "table.csv", String.join("\n", lines) + "\n");
    }

    @Test
    void theFormatIsToldByContentNotByName() {
        Path packed = write(
                folder, "table.txt", gzip(("architecture,acc\r\n" + A + ",1\r\n").getBytes(StandardCharsets.UTF_8)));
        assertEquals(1, read(packed).rowCount());
        Path marked = write(folder, "marked.json", "\ufeffarchitecture,acc\n" + A + ",1\n");
        assertEquals(List.of(A), read(marked).architectures());
    }

    @Test
    void emptyFilesAreRefused() {
        assertRefused(write(folder, "empty.csv", ""), "\"empty.csv\" is empty");
        assertRefused(csv("architecture,acc"), "holds no architecture");
        assertRefused(write(folder, "empty.csv.gz", gzip(new byte[0])), "is empty");
        assertRefused(write(folder, "blank.csv", "\n\n"), "header");
    }

    @Test
    void filesThatAreNotTextAreRefused() {
        assertRefused(
                write(folder, "a.csv", new byte[] {(byte) 0x89, 4, (byte) 0x95, 0}), "no known format", "89 04 95 00");
        byte[] late = Arrays.copyOf(
                ("architecture,acc\n" + (A + ",1\n").repeat(2_000) + "x").getBytes(StandardCharsets.UTF_8), 200_000);
        late[late.length - 1] = (byte) 0xff;
        assertRefused(write(folder, "c.csv", late), "\"c.csv\"");
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertRefused(folder.resolve("nowhere.csv"), "There is no file", "nowhere.csv");
        Path relative = Path.of("nowhere.csv");
        assertRefused(relative, "There is no file \"" + relative.toAbsolutePath() + "\".");
        assertRefused(folder, "is a folder");
    }

    @Test
    void aTruncatedOrDamagedGzipIsRefused() throws Exception {
        StringBuilder text = new StringBuilder("architecture,acc\n");
        List<String> cells = SearchSpaces.ofName("NAS-Bench-201")
                .enumerate()
                .limit(5_000)
                .map(SearchSpaces.ofName("NAS-Bench-201")::print)
                .toList();
        for (int i = 0; i < cells.size(); i++) {
            text.append(cells.get(i)).append(',').append(Math.sqrt(i)).append('\n');
        }
        byte[] packed = gzip(text.toString().getBytes(StandardCharsets.UTF_8));
        assertEquals(5_000, read(write(folder, "whole.csv.gz", packed)).rowCount());
        for (int length : new int[] {2, 9, packed.length / 2, packed.length - 9, packed.length - 1}) {
            assertRefused(write(folder, "cut.csv.gz", Arrays.copyOf(packed, length)), "cut.csv.gz", "truncated");
        }
        packed[packed.length - 6] ^= 1;
        assertRefused(write(folder, "crc.csv.gz", packed), "crc.csv.gz", "damaged");
    }

    @Test
    void aGzipBombIsStoppedAtTheLimit() {
        byte[] bomb =
                gzip(("architecture,acc\n" + A + ",1\n" + " ".repeat(30_000_000)).getBytes(StandardCharsets.UTF_8));
        assertTrue(bomb.length < 100_000);
        ReadLimits limits = new ReadLimits(1_000_000, 1_000, 100, 1_000);
        assertRefused(write(folder, "bomb.gz", bomb), ReadOptions.defaults().withLimits(limits), "1000000 bytes");
    }

    @Test
    void tooManyRowsColumnsOrScoresAreRefused() {
        Path file = csv("architecture,a,b", A + ",1,2", B + ",1,2", C + ",1,2");
        ReadOptions options = ReadOptions.defaults();
        assertRefused(file, options.withLimits(new ReadLimits(1 << 20, 2, 100, 1_000)), "2 rows");
        assertRefused(file, options.withLimits(new ReadLimits(1 << 20, 100, 2, 1_000)), "3 columns");
        assertRefused(file, options.withLimits(new ReadLimits(1 << 20, 100, 100, 5)), "5 scores");
    }

    @Test
    void readingStopsWhenTheUserCancels() throws Exception {
        Path file = csv("architecture,acc", A + ",1");
        BenchmarkFile opened = BenchmarkFiles.open(file);
        assertThrows(CancellationException.class, () -> opened.read(ReadOptions.defaults(), Watch.cancelledAt(1)));
        Files.delete(file);
        assertThrows(InvalidInputException.class, () -> opened.read(ReadOptions.defaults(), Progress.NONE));
    }

    @Test
    void progressGoesForwardToTheEnd() {
        StringBuilder text = new StringBuilder("architecture,acc\n");
        for (int i = 0; i < 3_000; i++) {
            text.append(A).append(",1\n");
        }
        Watch watch = Watch.only();
        BenchmarkFiles.open(write(folder, "long.csv", text.toString())).read(ReadOptions.defaults(), watch);
        assertTrue(watch.fractions().size() > 3);
        watch.assertWentForwardToTheEnd();
    }
}
