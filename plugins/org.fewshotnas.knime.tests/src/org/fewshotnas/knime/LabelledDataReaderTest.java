package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.fails;
import static org.fewshotnas.knime.TestNode.rows;
import static org.fewshotnas.knime.TestNode.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.fewshotnas.knime.dataset.ExampleColumns;
import org.fewshotnas.knime.nodes.data.LabelledDataReaderNodeFactory;
import org.fewshotnas.network.graph.TensorShape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeSettings;
import org.knime.core.util.HostWorkflowFolder;
import org.knime.core.webui.node.dialog.defaultdialog.HostDialog;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;

/** The Labelled Data Reader on folders of pictures, arrays, and the sample. */
class LabelledDataReaderTest {
    @TempDir
    private Path workflow;

    private Path leaves;

    @BeforeEach
    void writePictures() throws IOException {
        leaves = workflow.resolve("data/leaves");
        for (String picture : List.of("healthy/1.png", "healthy/2.png", "healthy/3.png", "rust/4.jpg")) {
            Path file = leaves.resolve(picture);
            Files.createDirectories(file.getParent());
            BufferedImage image = new BufferedImage(40, 20, BufferedImage.TYPE_BYTE_GRAY);
            assertTrue(ImageIO.write(image, picture.substring(picture.length() - 3), file.toFile()));
        }
    }

    private static TestNode reader(Path path) throws Exception {
        return TestNode.of(new LabelledDataReaderNodeFactory()).with("file/path/path", path.toString());
    }

    private static BufferedImage picture(BufferedDataTable table, int row) throws IOException {
        PNGImageValue value = (PNGImageValue) rows(table).get(row).getCell(0);
        return ImageIO.read(new ByteArrayInputStream(value.getImageContent().getByteArrayReference()));
    }

    private static List<String> keys(BufferedDataTable table) {
        return rows(table).stream().map(row -> row.getKey().getString()).toList();
    }

    @Test
    void aFolderOfEachClassBecomesATableOfPicturesAndAnEmptyOne() throws Exception {
        TestNode.Result result = reader(leaves).run();
        BufferedDataTable table = result.table(0);
        assertEquals(List.of("Image", "Class"), List.of(table.getDataTableSpec().getColumnNames()));
        assertEquals(List.of("healthy/1.png", "healthy/2.png", "healthy/3.png", "rust/4.jpg"), keys(table));
        assertEquals("rust", text(table, 3, "Class"));
        assertEquals(40, picture(table, 3).getWidth());
        assertEquals(0, result.table(1).size());
        assertTrue(table.getDataTableSpec().equalStructure(result.table(1).getDataTableSpec()));
    }

    private static void warns(TestNode reader, String... parts) throws Exception {
        TestNode.Result result = reader.run();
        assertEquals(0, result.table(1).size());
        Arrays.stream(parts).forEach(part -> assertTrue(result.warning().contains(part), result.warning()));
    }

    @Test
    void aTableOfTestDataWithoutRowsSaysWhyAndWhatToSet() throws Exception {
        warns(reader(leaves), "the files do not say which examples are for testing", "\"Percent for testing\"");
        warns(
                reader(leaves).with("testPercent", 10.),
                "too few examples to put 10.0 percent",
                "\"Percent for testing\"");
        TestNode.Result divided = reader(leaves).with("testPercent", 30.).run();
        assertEquals(1, divided.table(1).size());
        assertEquals("", divided.warning());
        Path split = workflow.resolve("split");
        Files.createDirectories(split);
        Files.move(leaves, split.resolve("train"));
        Files.createDirectories(split.resolve("test/rust"));
        Files.write(split.resolve("test/rust/5.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        warns(
                reader(split).with("damaged", "LEAVE_OUT"),
                "\"test/rust/5.png\"",
                "all examples for testing are damaged");
    }

    @Test
    void theLongestSideAndTheExamplesOfAClassAreLimited() throws Exception {
        TestNode reader =
                reader(leaves).with("longestSide", 10).with("limit", true).with("perClass", 2);
        BufferedDataTable table = reader.run().table(0);
        assertEquals(3, table.size());
        assertEquals(
                List.of(10, 5),
                List.of(picture(table, 0).getWidth(), picture(table, 0).getHeight()));
        assertEquals(keys(table), keys(reader.run().table(0)), "the seed is the same");
    }

    @Test
    void aDamagedPictureFailsTheNodeOrIsLeftOutByName() throws Exception {
        Path broken = leaves.resolve("rust/4.jpg");
        byte[] whole = Files.readAllBytes(broken);
        Files.write(broken, Arrays.copyOf(whole, whole.length / 2));
        Files.writeString(leaves.resolve("notes.txt"), "to do");
        fails(reader(leaves), "\"rust/4.jpg\" cannot be read", "\"Damaged examples\"");
        TestNode.Result result = reader(leaves).with("damaged", "LEAVE_OUT").run();
        assertEquals(3, result.table(0).size());
        assertTrue(result.warning().contains("\"rust/4.jpg\""), result.warning());
        assertTrue(result.warning().contains("\"notes.txt\""), result.warning());
    }

    @Test
    void theSampleIsReadByName() throws Exception {
        TestNode.Result result = TestNode.of(new LabelledDataReaderNodeFactory())
                .with("source", "SAMPLE")
                .run();
        for (int port = 0; port < 2; port++) {
            BufferedDataTable table = result.table(port);
            long each = port == 0 ? 100 : 50;
            Map<String, Long> counts = rows(table).stream()
                    .collect(Collectors.groupingBy(row -> row.getCell(1).toString(), Collectors.counting()));
            assertEquals(10, counts.size());
            assertTrue(counts.values().stream().allMatch(count -> count == each), counts.toString());
            assertEquals(28, picture(table, 0).getHeight());
        }
        assertEquals("", result.warning());
        TestNode both = TestNode.of(new LabelledDataReaderNodeFactory()).with("source", "FILE_OR_SAMPLE");
        assertEquals(1_000, both.run().table(0).size());
        assertEquals(
                4, both.with("file/path/path", leaves.toString()).run().table(0).size());
    }

    @Test
    void arraysBecomeListsWhoseShapeIsKnown() throws Exception {
        Path folder = Files.createDirectory(workflow.resolve("arrays"));
        Files.write(folder.resolve("X.npy"), npy("<i2", "(2, 2, 3)", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
        Files.write(folder.resolve("y.npy"), npy("<i2", "(2,)", 7, 8));
        TestNode.Result result = reader(folder).run();
        BufferedDataTable table = result.table(0);
        assertEquals(
                Optional.of(TensorShape.series(2, 3)),
                ExampleColumns.shape(table.getDataTableSpec().getColumnSpec("Values")));
        ListDataValue list = (ListDataValue) rows(table).get(1).getCell(0);
        assertEquals(
                List.of("7.0", "12.0"),
                List.of(list.get(0).toString(), list.get(5).toString()));
        assertEquals("8", text(table, 1, "Class"));
        assertEquals(List.of("X 0", "X 1"), keys(table));
        assertTrue(result.warning().contains("2 channels and 3 steps"), result.warning());
    }

    @Test
    void labelsOfFloatingPointNumbersBecomeATargetAndOneThatIsNotANumberIsNamed() throws Exception {
        Path folder = Files.createDirectory(workflow.resolve("arrays"));
        Files.write(folder.resolve("X.npy"), npy("<i2", "(2, 3)", 1, 2, 3, 4, 5, 6));
        byte[] labels = npy("<f4", "(2,)", 0, 0, 0, 0);
        // The highest bytes of 0.5 and of NaN.
        labels[labels.length - 5] = 0x3f;
        labels[labels.length - 2] = (byte) 0xc0;
        labels[labels.length - 1] = 0x7f;
        Files.write(folder.resolve("y.npy"), labels);
        fails(reader(folder), "index 1 in \"y.npy\" is NaN", "\"Damaged examples\"");
        TestNode.Result result = reader(folder).with("damaged", "LEAVE_OUT").run();
        BufferedDataTable table = result.table(0);
        assertEquals(
                List.of("Values", "Target"), List.of(table.getDataTableSpec().getColumnNames()));
        assertEquals(
                DoubleCell.TYPE,
                table.getDataTableSpec().getColumnSpec("Target").getType());
        assertEquals(List.of("X 0"), keys(table));
        assertEquals(new DoubleCell(.5), rows(table).get(0).getCell(1));
        assertTrue(result.warning().contains("An example was left out"), result.warning());
        assertTrue(table.getDataTableSpec().equalStructure(result.table(1).getDataTableSpec()));
    }

    @Test
    void targetsOfSeveralNumbersBecomeListsWhoseShapeIsKnown() throws Exception {
        Path folder = Files.createDirectory(workflow.resolve("arrays"));
        Files.write(folder.resolve("X.npy"), npy("<i2", "(2, 2, 2)", 1, 2, 3, 4, 5, 6, 7, 8));
        Files.write(folder.resolve("y.npy"), npy("<f4", "(2, 2, 2)", new int[16]));
        BufferedDataTable table = reader(folder).run().table(0);
        assertEquals(
                Optional.of(TensorShape.image(1, 2, 2)),
                ExampleColumns.shape(table.getDataTableSpec().getColumnSpec("Target")));
        assertEquals(4, ((ListDataValue) rows(table).get(1).getCell(1)).size());
        Files.write(folder.resolve("y.npy"), npy("<f4", "(2, 3)", new int[12]));
        assertEquals(
                Optional.of(TensorShape.vector(3)),
                ExampleColumns.shape(
                        reader(folder).run().table(0).getDataTableSpec().getColumnSpec("Target")));
    }

    @Test
    void seriesOfTheArchivesAreReadAndOnesOfAnotherLengthAreDamagedOrFilled() throws Exception {
        Path folder = Files.createDirectory(workflow.resolve("series"));
        Files.writeString(folder.resolve("Waves_TRAIN.tsv"), "1\t1\t2\t3\n2\t4\t5\n");
        Files.writeString(folder.resolve("Waves_TEST.tsv"), "1\t7\t8\t9\n");
        fails(reader(folder), "Line 2 of the file \"Waves_TRAIN.tsv\"", "2 steps", "\"Damaged examples\"");
        TestNode.Result result = reader(folder).with("damaged", "LEAVE_OUT").run();
        assertEquals(List.of("Waves_TRAIN 0"), keys(result.table(0)));
        assertEquals(List.of("Waves_TEST 0"), keys(result.table(1)));
        assertEquals(
                List.of("Waves_TRAIN 0", "Waves_TRAIN 1"),
                keys(reader(folder).with("fillGaps", true).run().table(0)));
    }

    /** The file to learn from begins with a line of names, and so is none of the archive's. */
    @Test
    void aTableOfTrainingDataWithoutRowsSaysWhy() throws Exception {
        Path folder = Files.createDirectory(workflow.resolve("tests alone"));
        Files.writeString(folder.resolve("Waves_TRAIN.tsv"), "class\ta\tb\n1\t1\t2\n");
        Files.writeString(folder.resolve("Waves_TEST.tsv"), "1\t7\t8\n2\t8\t9\n");
        TestNode.Result result = reader(folder).run();
        assertEquals(0, result.table(0).size());
        assertEquals(2, result.table(1).size());
        assertTrue(result.warning().contains("The table of training data has no rows"), result.warning());
    }

    @Test
    void picturesAreLaidOnSpheres() throws Exception {
        TestNode reader = reader(leaves).with("sphere", "TURNED").with("spherePoints", 20);
        BufferedDataTable table = reader.run().table(0);
        assertEquals(20, picture(table, 0).getWidth());
        assertEquals(20, picture(table, 3).getHeight());
        assertEquals(4, table.size());
        fails(
                TestNode.of(new LabelledDataReaderNodeFactory())
                        .with("source", "SAMPLE")
                        .with("sample", "DARCY_FLOW")
                        .with("sphere", "UPRIGHT"),
                "only pictures can be projected",
                "\"Project on a sphere\"");
    }

    private static byte[] npy(String type, String shape, int... values) {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
        byte[] bytes = new byte[10 + header.length() + 2 * values.length];
        byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0};
        System.arraycopy(magic, 0, bytes, 0, 10);
        for (int i = 0; i < header.length(); i++) {
            bytes[10 + i] = (byte) header.charAt(i);
        }
        for (int i = 0; i < values.length; i++) {
            bytes[10 + header.length() + 2 * i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void aFolderIsFoundRelativeToTheWorkflowAndIsCopiedWithAllInItWhereItMustBe() throws Exception {
        // KNIME cannot tell the place of what no URL can name, so that the node reads it through KNIME's file system.
        Files.move(leaves, leaves.resolveSibling("my {leaves}"));
        try (HostWorkflowFolder.Entered entered = HostWorkflowFolder.enter(workflow)) {
            assertTrue(entered != null);
            TestNode reader = reader(Path.of("my {leaves}")).with("file/path/file_system_type", "RELATIVE");
            ((NodeSettings) reader.settings().getNodeSettings("file").getNodeSettings("path"))
                    .addString("file_system_specifier", "knime.workflow.data");
            assertEquals(
                    List.of("healthy/1.png", "healthy/2.png", "healthy/3.png", "rust/4.jpg"),
                    keys(reader.run().table(0)));
        }
    }

    @Test
    void whatHoldsNoExamplesIsRefusedWithWhatIsExpected() throws Exception {
        TestNode.refuses(TestNode.of(new LabelledDataReaderNodeFactory()), "No file is chosen");
        TestNode nowhere = TestNode.of(new LabelledDataReaderNodeFactory()).with("file/path/location_present", false);
        TestNode.refuses(nowhere, "No file is chosen");
        fails(reader(leaves.resolve("healthy")), "but no folders that say of which class", "one folder for each class");
        fails(reader(leaves.resolve("healthy/1.png")), "holds no labelled examples", "folder of pictures");
        fails(reader(workflow.resolve("gone")), "There is no file or folder");
    }

    @Test
    void theDialogShowsWhatHasAnEffect() throws Exception {
        TestNode node = TestNode.of(new LabelledDataReaderNodeFactory());
        HostDialog file = dialog(node);
        assertTrue(file.isActive("file"));
        assertFalse(file.isActive("sample"));
        assertFalse(file.isActive("perClass"));
        assertFalse(file.isActive("points"));
        assertFalse(file.isActive("spherePoints"));
        assertTrue(dialog(TestNode.of(new LabelledDataReaderNodeFactory()).with("sphere", "UPRIGHT"))
                .isActive("spherePoints"));
        HostDialog sample = dialog(node.with("source", "SAMPLE").with("limit", true));
        assertFalse(sample.isActive("file"));
        assertTrue(sample.isActive("sample"));
        assertTrue(sample.isActive("perClass"));
    }

    private static HostDialog dialog(TestNode node) throws Exception {
        Class<? extends NodeParameters> type = Class.forName(
                        "org.fewshotnas.knime.nodes.data.LabelledDataReaderParameters")
                .asSubclass(NodeParameters.class);
        return new HostDialog(NodeParametersUtil.loadSettings(node.settings(), type));
    }

    @Test
    void picturesComeAsTheyAre() throws Exception {
        assertArrayEquals(
                Files.readAllBytes(leaves.resolve("healthy/1.png")),
                ((PNGImageValue) rows(reader(leaves).run().table(0)).get(0).getCell(0))
                        .getImageContent()
                        .getByteArrayReference());
    }
}
