package org.fewshotnas.host.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fewshotnas.host.message.ExitCode;
import org.fewshotnas.host.message.HostException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowArchiveTest {
    @TempDir
    Path folder;

    private Path archive;
    private Path target;

    @BeforeEach
    void folders() throws IOException {
        archive = folder.resolve("x.knwf");
        target = Files.createDirectory(folder.resolve("inner"));
    }

    @Test
    void aPackedWorkflowUnpacksToTheSame() throws Exception {
        Path workflow = Files.createDirectories(folder.resolve("flow/Node (#1)"));
        Files.writeString(workflow.resolve("settings.xml"), "<settings/>");
        Files.writeString(workflow.resolveSibling("workflow.knime"), "<workflow/>");
        Files.writeString(workflow.resolveSibling("lock"), "");
        WorkflowArchive.pack(workflow.getParent(), "flow", archive, path -> !path.endsWith("lock"));

        Path unpacked = WorkflowArchive.unpack(archive, target);
        assertEquals(target.resolve("flow"), unpacked);
        assertEquals("<settings/>", Files.readString(unpacked.resolve("Node (#1)/settings.xml")));
        assertFalse(Files.exists(unpacked.resolve("lock")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.txt",
                "flow/../../evil.txt",
                "/tmp/evil.txt",
                "flow\\..\\..\\evil.txt",
                "flow/../evil.txt"
            })
    void anEntryThatPointsOutOfTheArchiveIsRefused(String name) throws Exception {
        zip(name, new byte[10]);
        HostException e = assertThrows(HostException.class, () -> WorkflowArchive.unpack(archive, target));
        assertEquals(ExitCode.LOAD_ERROR, e.exitCode());
        assertTrue(e.getMessage().contains("points out of the archive"), e.getMessage());
        assertFalse(Files.exists(folder.resolve("evil.txt")));
    }

    @Test
    void aZipBombIsRefusedBeforeItFillsTheDisk() throws Exception {
        zip("flow/workflow.knime", new byte[200 << 20]);
        HostException e = assertThrows(HostException.class, () -> WorkflowArchive.unpack(archive, target));
        assertTrue(e.getMessage().contains("more than is plausible"), e.getMessage());
        assertTrue(Files.size(target.resolve("flow/workflow.knime")) < 60 << 20);
    }

    @Test
    void whatIsNoArchiveOrHoldsNoWorkflowIsALoadError() throws Exception {
        assertEquals(
                ExitCode.LOAD_ERROR,
                assertThrows(HostException.class, () -> WorkflowArchive.unpack(archive, target))
                        .exitCode());
        Files.writeString(archive, "this is no archive");
        assertEquals(
                ExitCode.LOAD_ERROR,
                assertThrows(HostException.class, () -> WorkflowArchive.unpack(archive, target))
                        .exitCode());
        zip("flow/readme.txt", new byte[10]);
        HostException e = assertThrows(HostException.class, () -> WorkflowArchive.unpack(archive, target));
        assertTrue(e.getMessage().contains("holds no workflow"), e.getMessage());
    }

    private void zip(String name, byte[] content) throws IOException {
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
    }
}
