package org.knime.filehandling.core.connections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.util.FileUtil;
import org.knime.core.util.HostWorkflowFolder;
import org.knime.filehandling.core.connections.location.FSPathProvider;
import org.knime.filehandling.core.connections.location.FSPathProviderFactory;
import org.knime.filehandling.core.data.location.FSLocationSerializationUtils;
import org.knime.filehandling.core.data.location.FSLocationValue;
import org.knime.filehandling.core.data.location.cell.SimpleFSLocationCellFactory;

/** Files by location. */
@SuppressWarnings("try")
class HostPathTest {
    @TempDir
    private Path folder;

    private static String read(FSLocation location) throws IOException {
        try (FSPathProviderFactory factory = FSPathProviderFactory.newFactory(Optional.empty(), location);
                FSPathProvider provider = factory.create(location);
                InputStream in = FSFiles.newInputStream(provider.getPath())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aFileIsFoundByEveryKindOfLocation() throws IOException {
        Path workflow = Files.createDirectories(folder.resolve("workflow/data")).getParent();
        Files.writeString(folder.resolve("beside.txt"), "beside");
        Files.writeString(workflow.resolve("in side.txt"), "inside");
        Files.writeString(workflow.resolve("data/data.txt"), "data");
        try (HostWorkflowFolder.Entered entered = HostWorkflowFolder.enter(workflow)) {
            assertEquals(
                    "beside",
                    read(new FSLocation(
                            FSCategory.LOCAL, folder.resolve("beside.txt").toString())));
            assertEquals("inside", read(new FSLocation(FSCategory.RELATIVE, "knime.workflow", "in side.txt")));
            assertEquals("data", read(new FSLocation(FSCategory.RELATIVE, "knime.workflow.data", "data.txt")));
            assertEquals(
                    "inside",
                    read(new FSLocation(FSCategory.CUSTOM_URL, "1000", "knime://knime.workflow/in%20side.txt")));
            assertEquals(
                    "beside",
                    read(new FSLocation(
                            FSCategory.CUSTOM_URL,
                            "1000",
                            folder.resolve("beside.txt").toUri().toString())));
            assertThrows(
                    NoSuchFileException.class,
                    () -> read(new FSLocation(
                            FSCategory.LOCAL, folder.resolve("gone").toString())));
        }
    }

    @Test
    void theFilesOfAFolderAreListed() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("a")).resolve("2"), "two");
        Files.writeString(folder.resolve("1"), "one");
        FSPath path = HostPath.of(new FSLocation(FSCategory.LOCAL, folder.toString()));
        assertTrue(FSFiles.isDirectory(path));
        assertEquals(
                List.of("1", "2"),
                FSFiles.getFilePathsFromFolder(path).stream()
                        .map(file -> file.getFileName().toString())
                        .toList());
        assertFalse(FSFiles.isDirectory(
                HostPath.of(new FSLocation(FSCategory.LOCAL, folder.resolve("1").toString()))));
    }

    @Test
    void urlsAreResolvedToPathsOfThisMachine() throws Exception {
        try (HostWorkflowFolder.Entered entered = HostWorkflowFolder.enter(folder)) {
            assertEquals(
                    folder.resolve("data/a b"),
                    FileUtil.resolveToPath(FileUtil.toURL("knime://knime.workflow/data/a b")));
        }
        assertEquals(
                folder, FileUtil.resolveToPath(FileUtil.toURL(folder.toUri().toString())));
        assertEquals(folder, FileUtil.resolveToPath(FileUtil.toURL(folder.toString())));
        assertNull(FileUtil.resolveToPath(FileUtil.toURL("https://example.org/a")));
    }

    @Test
    void whatCannotBeReachedSaysWhy() {
        assertTrue(fails(new FSLocation(FSCategory.RELATIVE, "knime.workflow", "x"))
                .contains("no workflow"));
        assertTrue(fails(new FSLocation(FSCategory.CUSTOM_URL, "1000", "ftp://example.org/x"))
                .contains("ftp"));
        assertTrue(fails(new FSLocation(FSCategory.CUSTOM_URL, "1000", "knime://knime.workflow/a b"))
                .contains("Illegal character"));
        assertTrue(fails(new FSLocation(FSCategory.MOUNTPOINT, "team", "x")).contains("without KNIME"));
        for (FSLocation location :
                List.of(new FSLocation(FSCategory.CONNECTED, "fs", "x"), new FSLocation("MARS", null, "x"))) {
            assertThrows(IllegalArgumentException.class, () -> read(location));
        }
    }

    @Test
    void whatLiesOutsideOfTheWorkflowIsRefusedAsOutsideOfASpace() throws Exception {
        Path workflow = Files.createDirectories(folder.resolve("workflow"));
        Files.writeString(folder.resolve("beside.txt"), "beside");
        try (HostWorkflowFolder.Entered entered = HostWorkflowFolder.enter(workflow)) {
            for (FSLocation location : List.of(
                    new FSLocation(FSCategory.RELATIVE, "knime.workflow", "../beside.txt"),
                    new FSLocation(FSCategory.RELATIVE, "knime.workflow.data", "../../beside.txt"),
                    new FSLocation(FSCategory.RELATIVE, "knime.space", "/beside.txt"),
                    new FSLocation(FSCategory.CUSTOM_URL, "1000", "knime://knime.workflow/../beside.txt"),
                    new FSLocation(FSCategory.CUSTOM_URL, "1000", "knime://knime.mountpoint/beside.txt"))) {
                assertTrue(fails(location).contains("space with a mount point"), location.toString());
            }
            assertThrows(
                    IOException.class,
                    () -> FileUtil.resolveToPath(FileUtil.toURL("knime://knime.workflow/../beside.txt")));
        }
    }

    private static String fails(FSLocation location) {
        return assertThrows(IOException.class, () -> read(location)).getMessage();
    }

    @Test
    void workflowFoldersAreThoseOfTheThread() throws Exception {
        try (HostWorkflowFolder.Entered outer = HostWorkflowFolder.enter(folder)) {
            try (HostWorkflowFolder.Entered inner = HostWorkflowFolder.enter(folder.resolve("inner"))) {
                assertEquals(folder.resolve("inner"), HostWorkflowFolder.current());
                Thread other = new Thread(() -> assertThrows(IOException.class, HostWorkflowFolder::current));
                other.start();
                other.join();
            }
            assertEquals(folder, HostWorkflowFolder.current());
        }
        assertThrows(IOException.class, HostWorkflowFolder::current);
    }

    @Test
    void noLocationCanBeAskedForNothing() {
        assertNull(FSLocation.NULL.getPath());
        assertThrows(NullPointerException.class, FSLocation.NULL::getFSCategory);
        FSLocation local = new FSLocation(FSCategory.LOCAL, "/a");
        assertThrows(NullPointerException.class, () -> local.equals(FSLocation.NULL));
        assertThrows(NullPointerException.class, FSLocation.NULL::hashCode);
        assertThrows(IllegalArgumentException.class, () -> new FSLocation(FSCategory.LOCAL, null));
    }

    @Test
    void pathCellsAreOfTheFileSystemOfTheirFactory() throws InvalidSettingsException {
        FSLocation local = new FSLocation(FSCategory.LOCAL, "/a");
        SimpleFSLocationCellFactory factory = new SimpleFSLocationCellFactory(local);
        DataCell cell = factory.createCell(local);
        assertEquals(local, ((FSLocationValue) cell).getFSLocation());
        assertEquals("/a", cell.toString());
        assertEquals(factory.createCell(new FSLocation(FSCategory.LOCAL, "/a")), cell);
        assertThrows(IllegalArgumentException.class, () -> factory.createCell(FSLocation.NULL));
        assertThrows(
                IllegalArgumentException.class,
                () -> factory.createCell(new FSLocation(FSCategory.RELATIVE, "knime.workflow", "a")));
        DataType type = SimpleFSLocationCellFactory.TYPE;
        assertEquals("Path", type.getName());
        NodeSettings settings = new NodeSettings("type");
        type.save(settings);
        assertEquals(type, DataType.load(settings));
    }

    @Test
    void locationsComeBackAsTheyWent() throws InvalidSettingsException {
        for (FSLocation location : new FSLocation[] {
            new FSLocation(FSCategory.LOCAL, "/a"),
            new FSLocation(FSCategory.RELATIVE, "knime.workflow", "a"),
            FSLocation.NULL
        }) {
            NodeSettings settings = new NodeSettings("path");
            FSLocationSerializationUtils.saveFSLocation(location, settings);
            assertEquals(location, FSLocationSerializationUtils.loadFSLocation(settings));
            assertEquals(location != FSLocation.NULL, settings.getBoolean("location_present"));
        }
    }
}
