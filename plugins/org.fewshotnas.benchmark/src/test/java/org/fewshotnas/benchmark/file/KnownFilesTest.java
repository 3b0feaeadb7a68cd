package org.fewshotnas.benchmark.file;

import static org.fewshotnas.benchmark.TestFiles.A;
import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.gzip;
import static org.fewshotnas.benchmark.TestFiles.read;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.fewshotnas.benchmark.NativeFiles;
import org.fewshotnas.benchmark.PickleWriter;
import org.fewshotnas.benchmark.Samples;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are known but not read, packed ones, and folders with foreign files. */
class KnownFilesTest {
    private static final byte[] CSV = NativeFiles.latin1("arch,acc\n" + A + ",1.5\n");

    @TempDir
    private Path folder;

    @Test
    void aFileIsRefusedByWhatItIs() {
        Map<String, String> starts = Map.of(
                "\u00fd7zXZ\0\0", "packed with xz",
                "FEA1 and so on", "Feather of version 1",
                "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1", "an old Excel workbook",
                "\u0089HDF\r\n", "HDF5",
                "SQLite format 3\0", "an SQLite database",
                "<!DOCTYPE html><html>", "a web page",
                "version https://git-lfs.github.com/spec/v1\n", "a pointer of Git LFS");
        starts.forEach((start, what) -> assertRefused(write(folder, "f", NativeFiles.latin1(start)), "\"f\"", what));
    }

    @Test
    void anArchiveIsReadForItsOneFile() {
        byte[] mac = NativeFiles.zip("t.csv", CSV, "__MACOSX/._t.csv", new byte[] {0, 5, 22, 7});
        assertEquals(1.5, read(write(folder, "mac.zip", mac)).score(0, 0));
        assertEquals(1.5, read(write(folder, "twice.csv.gz", gzip(gzip(CSV)))).score(0, 0));
        assertEquals(
                1.5,
                read(write(folder, "both.zip", NativeFiles.zip("t.csv.gz", gzip(CSV))))
                        .score(0, 0));
        assertRefused(
                write(folder, "t.xlsx", NativeFiles.zip("[Content_Types].xml", CSV, "xl/workbook.xml", CSV)),
                "t.xlsx",
                "an Excel workbook");
        assertRefused(
                write(folder, "z.npz", NativeFiles.zip("a.npy", CSV, "b.npy", CSV)), "2 NumPy arrays: a.npy, b.npy");
    }

    @Test
    void pickledTablesOfPandasAndGraphsAreToldFromDamage() {
        byte[] pickle = NativeFiles.latin1("\u0080\2cpandas.core.frame\nDataFrame\n)\u0081.");
        assertRefused(write(folder, "df.pkl", pickle), "df.pkl", "a pickled pandas table");
        byte[] graph = NativeFiles.latin1("\u0080\2cigraph\nGraph\n)\u0081.");
        assertRefused(write(folder, "db.pt", graph), "db.pt", "IGRAPH_GRAPH is called with values");
        byte[] tasks = PickleWriter.pickle(List.of(Collections.nCopies(20, 7), Collections.nCopies(20, 9)));
        assertRefused(write(folder, "tasks.pt", tasks), "2 lists of 20 entries", "MetaD2A's list of tasks");
    }

    @Test
    void foreignFilesInAFolderAreLeftOutWithAWord() throws IOException {
        Path entries = Files.createDirectory(folder.resolve("NATS-simple"));
        write(entries, "000000.pickle.pbz2", NativeFiles.bzip2(Samples.topologyEntry()));
        int rows = read(entries).rowCount();
        List<String> notes = read(entries).notes();
        write(entries, "Thumbs.db", NativeFiles.latin1("\u00d0\u00cf\u0011\u00e0"));
        write(entries, "desktop.ini", "[.ShellClassInfo]\n");
        write(entries, "README.txt", "Download of today\n");
        write(entries, "md5sums.txt", "d41d8cd98f00b204e9800998ecf8427e  000000.pickle.pbz2\n");
        write(entries, "000001.pickle.pbz2.part", NativeFiles.bzip2(Samples.topologyEntry()));
        write(entries, "000002.pickle.pbz2", new byte[0]);
        write(entries, ".DS_Store", "x");
        ArchitectureTable table = read(entries);
        assertEquals(rows, table.rowCount());
        assertEquals(notes.size() + 1, table.notes().size());
        assertTrue(
                table.notes()
                        .contains(
                                "Files in the folder that are none of the benchmark were left out: 000001.pickle.pbz2.part, "
                                        + "000002.pickle.pbz2, README.txt, Thumbs.db, desktop.ini, md5sums.txt."),
                () -> "" + table.notes());
        Path only = Files.createDirectory(folder.resolve("only"));
        write(only, "README.txt", "x");
        assertRefused(only, "\"only\" is a folder");
    }
}
