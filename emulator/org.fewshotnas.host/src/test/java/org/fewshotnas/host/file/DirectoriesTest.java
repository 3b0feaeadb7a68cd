package org.fewshotnas.host.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fewshotnas.host.message.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoriesTest {
    @TempDir
    Path folder;

    @Test
    void aFileThatCannotBeWrittenWholeStaysAsItWas() throws Exception {
        Path file = folder.resolve("table.csv");
        Directories.write(file, out -> out.write("old".getBytes()));
        assertThrows(
                IOException.class,
                () -> Directories.write(file, out -> {
                    out.write("half of the new".getBytes());
                    throw new IOException("No space left on device");
                }));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("table.csv"), names());
    }

    @Test
    void aFolderIsReplacedAsAWhole() throws Exception {
        Path finished = Files.createDirectories(folder.resolve("finished"));
        Files.writeString(finished.resolve("new.txt"), "new");
        Path target = Files.createDirectories(folder.resolve("target"));
        Files.writeString(target.resolve("old.txt"), "old");
        Directories.replace(finished, target);
        assertEquals(List.of("target"), names());
        assertEquals("new", Files.readString(target.resolve("new.txt")));
        assertTrue(Files.notExists(target.resolve("old.txt")));
    }

    @Test
    void deletingALinkLeavesWhatItPointsTo() throws Exception {
        Path kept = Files.writeString(folder.resolve("kept.txt"), "kept");
        Path inner = Files.createDirectories(folder.resolve("inner"));
        Files.createSymbolicLink(inner.resolve("link"), kept);
        Directories.delete(inner);
        assertEquals(List.of("kept.txt"), names());
    }

    @Test
    void aFullDiskIsCalledThat() {
        IOException failure =
                new IOException("writing failed", new FileSystemException("/data/x", null, "No space left on device"));
        assertTrue(Messages.of(failure).startsWith("The disk is full"), Messages.of(failure));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
