package org.fewshotnas.knime.nodes.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.fewshotnas.knime.files.FileOrSample;
import org.fewshotnas.knime.files.SourceChoice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;

/** The dialog looks into a file for a moment only, and says why it offers nothing. */
class FileLookTest {
    private static final String CELL = "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws Exception {
        file = Files.writeString(folder.resolve("a.csv"), "architecture,one,two\n" + CELL + ",1,2\n");
    }

    private static FileOrSample chosen(FSCategory category, String path) {
        return new FileOrSample(
                SourceChoice.FILE, new FileSelection(new FSLocation(category, path)), Sample.NAS_BENCH_201);
    }

    private static FileOrSample chosen(Path path) {
        return chosen(FSCategory.LOCAL, path.toString());
    }

    private static void saysWhy(String part, FileLook look) {
        assertEquals(0, look.columns().size());
        assertTrue(look.nothing().contains(part), look.nothing());
    }

    @Test
    void aFileIsLookedIntoOnceUntilItChanges() throws Exception {
        FileLook look = FileLook.into(chosen(file));
        assertEquals(2, look.columns().size());
        assertEquals("", look.nothing());
        assertSame(look, FileLook.into(chosen(file)));
        Files.writeString(file, "architecture,one,six\n" + CELL + ",1,2\n");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
        FileLook again = FileLook.into(chosen(file));
        assertEquals("six", again.columns().get(1).name());
        Files.delete(file);
        saysWhy("There is no file", FileLook.into(chosen(file)));
    }

    @Test
    void whatTakesTooLongIsLeftToTheNode() {
        saysWhy("more than 0 seconds", FileLook.within(0, chosen(file)));
        assertEquals(2, FileLook.into(chosen(file)).columns().size(), "nothing of that is kept");
    }

    /** Sparse, so that it takes no room; whoever parsed it would not say that it is large, but that it is damaged. */
    @Test
    void aLargePickleIsNotParsed() throws Exception {
        Path pickle = folder.resolve("scores.pickle");
        Files.write(pickle, new byte[] {(byte) 0x80, 4, ']', '.'});
        String small = FileLook.into(chosen(pickle)).nothing();
        try (RandomAccessFile grown = new RandomAccessFile(pickle.toFile(), "rw")) {
            grown.setLength(FileLook.MOST_BYTES + 1);
        }
        saysWhy("more than 8 MiB", FileLook.into(chosen(pickle)));
        assertFalse(small.contains("MiB"), small);
        assertNotEquals("", small);
    }

    @Test
    void anArchiveOfFeaturesIsKnownForOne() throws Exception {
        String tensor = "ctorch._utils\n_rebuild_tensor_v2\n((Vstorage\nctorch\nFloatStorage\nV0\nVcpu\nI4\ntQI0\n"
                + "(I2\nI2\nt(I2\nI1\ntI00\n(dtR";
        Path archive = Files.writeString(folder.resolve("bylabel.pt"), "(dp0\nI0\n(l" + tensor + "as.");
        FileLook look = FileLook.into(chosen(archive));
        assertTrue(look.isOfFeatures());
        saysWhy("holds features of pictures", look);
        assertEquals(List.of(), new FileOffers.Splits().offered(look), "there are no scores to choose from");
        assertFalse(FileLook.into(chosen(file)).isOfFeatures());
    }

    @Test
    void nothingIsFetchedFromAnotherMachine() {
        saysWhy("not on this machine", FileLook.into(chosen(FSCategory.CUSTOM_URL, "https://localhost:1/x.csv")));
    }

    @Test
    void withoutAFileItIsAskedForFirst() {
        FileLook look = FileLook.into(chosen(FSCategory.LOCAL, ""));
        saysWhy("No file is chosen", look);
        assertFalse(look.isChosen());
    }
}
