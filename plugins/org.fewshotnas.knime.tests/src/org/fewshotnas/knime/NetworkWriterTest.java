package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.fails;
import static org.fewshotnas.knime.TestNode.refuses;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fewshotnas.knime.nodes.network.NetworkWriterNodeFactory;
import org.fewshotnas.knime.port.NetworkPortObject;
import org.fewshotnas.network.export.ExportFormat;
import org.fewshotnas.network.export.NetworkExport;
import org.fewshotnas.network.file.InputKind;
import org.fewshotnas.network.file.LearnedColumns;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.pictures.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.util.HostWorkflowFolder;

/** The Network Writer writes whole files, where it is told to, and replaces none unasked. */
class NetworkWriterTest {
    private static final NetworkPortObject NETWORK = TestNetworks.ofClasses(
            new LearnedColumns(InputKind.PICTURES, List.of("Image"), Fit.STRETCH),
            TensorShape.image(1, 8, 8),
            "coat",
            "bag");
    private static final Set<String> ALL = Set.of("leaves.onnx", "leaves.pt", "leaves.py", "leaves.safetensors");

    @TempDir
    private Path folder;

    private static TestNode writer(Path folder) throws Exception {
        return writer(folder.toString());
    }

    private static TestNode writer(String folder) throws Exception {
        return TestNode.of(new NetworkWriterNodeFactory())
                .with("folder/path/path", folder)
                .with("name", "leaves");
    }

    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new TreeSet<>(
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void allFormatsAreWrittenAndTheMessageNamesThem() throws Exception {
        TestNode.Result result = writer(folder).run(NETWORK);
        assertEquals(0, result.outputs().length);
        assertEquals(ALL, files(folder));
        assertEquals(
                "Written to \"" + folder + "\": leaves.onnx, leaves.pt, leaves.py, leaves.safetensors.",
                result.warning());
        NetworkExport export = NetworkExport.of(NETWORK.network());
        for (ExportFormat format : ExportFormat.values()) {
            for (Map.Entry<String, byte[]> file : export.files(format, "leaves").entrySet()) {
                assertArrayEquals(file.getValue(), Files.readAllBytes(folder.resolve(file.getKey())), file.getKey());
            }
        }
    }

    @Test
    void onlyTheChosenFormatsAreWritten() throws Exception {
        writer(folder).with("torchScript", false).with("pyTorch", false).run(NETWORK);
        assertEquals(Set.of("leaves.onnx"), files(folder));
    }

    @Test
    void whatIsThereStaysUnlessTheUserSaysOtherwise() throws Exception {
        Path old = Files.writeString(folder.resolve("leaves.pt"), "old");
        fails(writer(folder), List.of("\"leaves.pt\"", "overwrite"), NETWORK);
        assertEquals("old", Files.readString(old));
        assertEquals(Set.of("leaves.pt"), files(folder));
        writer(folder).with("ifExists", "OVERWRITE").run(NETWORK);
        assertEquals(ALL, files(folder));
        assertTrue(Files.size(old) > 100);
    }

    @Test
    void aMissingFolderIsMadeOnlyIfTheUserSaysSo() throws Exception {
        Path missing = folder.resolve("a/b");
        fails(writer(missing), List.of("There is no folder", "Create missing folder"), NETWORK);
        assertEquals(Set.of(), files(folder));
        writer(missing).with("createFolder", true).run(NETWORK);
        assertEquals(ALL, files(missing));
    }

    @Test
    void aFolderOfTheWorkflowIsFound() throws Exception {
        try (HostWorkflowFolder.Entered entered = HostWorkflowFolder.enter(folder)) {
            assertTrue(entered != null);
            writer("knime://knime.workflow/data").with("createFolder", true).run(NETWORK);
        }
        assertEquals(ALL, files(folder.resolve("data")));
    }

    @Test
    void aPlaceThatIsNoFolderIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        fails(writer(file), List.of("is a file", "Choose a folder"), NETWORK);
        fails(writer("https://example.org/models"), List.of("is not on this machine"), NETWORK);
        refuses(writer(""), "No folder is chosen under \"Folder\"", NETWORK.getSpec());
    }

    @Test
    void aCancelledNodeLeavesNothing() throws Exception {
        DefaultNodeProgressMonitor progress = new DefaultNodeProgressMonitor();
        progress.setExecuteCanceled();
        TestNode writer = writer(folder);
        assertThrows(CanceledExecutionException.class, () -> writer.run(TestNode.context(progress), NETWORK));
        assertEquals(Set.of(), files(folder));
    }
}
