package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.fails;
import static org.fewshotnas.knime.TestNode.number;
import static org.fewshotnas.knime.TestNode.rows;
import static org.fewshotnas.knime.TestNode.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.nodes.features.DataSetFeaturesNodeFactory;
import org.fewshotnas.knime.nodes.metad2a.ArchitectureGeneratorNodeFactory;
import org.fewshotnas.knime.nodes.metad2a.MetaD2aLearnerNodeFactory;
import org.fewshotnas.knime.nodes.metad2a.ReadyMadeMetaD2aNodeFactory;
import org.fewshotnas.knime.nodes.reader.BenchmarkReaderNodeFactory;
import org.fewshotnas.knime.nodes.unifier.SearchSpaceUnifierNodeFactory;
import org.fewshotnas.knime.port.MetaD2aPortObject;
import org.fewshotnas.knime.port.MetaD2aPortObjectSpec;
import org.fewshotnas.metad2a.features.ImageScattering;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/** From pictures to features, to a model, to architectures. */
class MetaD2aNodesTest {
    private static final DataTableSpec PICTURES = new DataTableSpec(
            new DataColumnSpecCreator("Image", PNGImageCellFactory.TYPE).createSpec(), Columns.text("Class"));

    private static TestNode features() throws InvalidSettingsException {
        return TestNode.of(new DataSetFeaturesNodeFactory()).with("perClass", 4);
    }

    private static TestNode learner() throws InvalidSettingsException {
        return TestNode.of(new MetaD2aLearnerNodeFactory())
                .with("predictorEpochs", 3)
                .with("generatorEpochs", 3)
                .with("perClass", 4);
    }

    private static TestNode generator() throws InvalidSettingsException {
        return TestNode.of(new ArchitectureGeneratorNodeFactory())
                .with("count", 12)
                .with("keep", 5);
    }

    private static DataRow picture(String key, int type, int side, int brightness, String label) throws IOException {
        return new DefaultRow(key, PNGImageCellFactory.create(png(type, side, brightness)), new StringCell(label));
    }

    private static byte[] png(int type, int side, int brightness) throws IOException {
        BufferedImage image = new BufferedImage(side, side, type);
        for (int i = 0; i < side * side; i++) {
            boolean bright = i % side / 4 % 2 == brightness % 2;
            image.setRGB(i % side, i / side, bright ? 0xffffffff : 0xff000000 | brightness * 0x010101);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static BufferedDataTable pictures(int count) throws IOException {
        List<DataRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(picture("Row" + i, BufferedImage.TYPE_BYTE_GRAY, 28, i, i % 2 == 0 ? "even" : "odd"));
        }
        return TestNode.table(PICTURES, rows);
    }

    @Test
    void everyDrawnExampleHasItsRowAndFeaturesTheSameOnesForTheSameSeed() throws Exception {
        TestNode.Result result = features().with("name", "stripes").run(pictures(20));
        List<DataRow> rows = rows(result.table(0));
        assertEquals(8, rows.size());
        assertEquals(
                List.of("Data set", "Class", "Features", "Channels", "Height", "Width", "Examples"),
                Arrays.asList(result.table(0).getDataTableSpec().getColumnNames()));
        assertEquals("stripes", text(result.table(0), 0, "Data set"));
        for (int i = 0; i < 8; i++) {
            int number = Integer.parseInt(rows.get(i).getKey().getString().substring(3));
            assertEquals(number % 2 == 0 ? "even" : "odd", text(result.table(0), i, "Class"));
            assertEquals(ImageScattering.WIDTH, ((ListCell) rows.get(i).getCell(2)).size());
            assertEquals(28, number(result.table(0), i, "Height"));
            assertEquals(20, number(result.table(0), i, "Examples"));
        }
        assertEquals("", result.warning());
        assertEquals(keys(rows), keys(rows(features().run(pictures(20)).table(0))));
        assertNotEquals(
                keys(rows),
                keys(rows(features().with("seed/seed", "7").run(pictures(20)).table(0))));
    }

    private static List<String> keys(List<DataRow> rows) {
        return rows.stream().map(row -> row.getKey().getString()).toList();
    }

    @Test
    void picturesOfSeveralSizesAndModesAreReadAndWhatCannotIsNamed() throws Exception {
        List<DataRow> rows = new ArrayList<>();
        rows.add(picture("grey", BufferedImage.TYPE_BYTE_GRAY, 28, 10, "a"));
        rows.add(picture("16 bit", BufferedImage.TYPE_USHORT_GRAY, 40, 20, "b"));
        rows.add(picture("alpha", BufferedImage.TYPE_INT_ARGB, 17, 30, "a"));
        rows.add(picture("colours", BufferedImage.TYPE_INT_RGB, 64, 40, "b"));
        byte[] damaged = png(BufferedImage.TYPE_BYTE_GRAY, 28, 50);
        rows.add(new DefaultRow("damaged", PNGImageCellFactory.create(damaged), new StringCell("a")));
        // As a file of the workflow may be damaged later: no cell is made of a damaged picture.
        Arrays.fill(damaged, 40, damaged.length, (byte) 0);
        rows.add(new DefaultRow("missing", DataType.getMissingCell(), new StringCell("b")));
        BufferedDataTable table = TestNode.table(PICTURES, rows);
        TestNode.Result result = features().run(table);
        assertEquals(List.of("grey", "16 bit", "alpha", "colours"), keys(rows(result.table(0))));
        for (String part : List.of("\"damaged\"", "\"missing\"", "4 sizes", "Fewer than 4 examples")) {
            assertTrue(result.warning().contains(part), part + " in " + result.warning());
        }
        fails(features().with("unreadable", "FAIL"), List.of("\"damaged\"", "\"missing\""), table);
    }

    @Test
    void oneClassOneExampleAndNumbersAsClassesAreRefused() throws Exception {
        List<DataRow> same = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            same.add(picture("Row" + i, BufferedImage.TYPE_BYTE_GRAY, 28, i, "only"));
        }
        fails(features(), List.of("All examples are of the class \"only\""), TestNode.table(PICTURES, same));
        fails(
                features(),
                List.of("All examples are of the class \"only\""),
                TestNode.table(PICTURES, same.subList(0, 1)));
        TestNode.refuses(
                features().with("examples/target", "speed"),
                "\"speed\"",
                ArchitectureTrainerTest.waves(10, 1, true).getDataTableSpec());
        fails(features(), List.of("no row"), TestNode.table(PICTURES, List.of()));
    }

    /** Made-up features: each data set around numbers of its own. */
    private static BufferedDataTable made(int dataSets, int width) {
        return made(dataSets, width, "data ");
    }

    private static BufferedDataTable made(int dataSets, int width, String name) {
        Random random = new Random(3);
        List<DataRow> rows = new ArrayList<>();
        for (int i = 0; i < dataSets; i++) {
            for (int j = 0; j < 8; j++) {
                List<DataCell> numbers = new ArrayList<>();
                for (int k = 0; k < width; k++) {
                    numbers.add(new DoubleCell(i + j % 2 + random.nextGaussian()));
                }
                rows.add(new DefaultRow(
                        "Row" + rows.size(),
                        new StringCell(name + i),
                        new StringCell(j % 2 == 0 ? "a" : "b"),
                        CollectionCellFactory.createListCell(numbers)));
            }
        }
        return TestNode.table(
                new DataTableSpec(
                        Columns.text("Data set"),
                        Columns.text("Class"),
                        new DataColumnSpecCreator("Features", ListCell.getCollectionType(DoubleCell.TYPE))
                                .createSpec()),
                rows);
    }

    private static BufferedDataTable scores(int dataSets, String... more) {
        BufferedDataTable cells = TestNode.architectures(
                20, TestNode.metrics("accuracy"), (graph, row, column) -> TestNode.learnable(graph, row, column));
        List<DataRow> rows = new ArrayList<>();
        List<DataRow> all = rows(cells);
        int architecture = cells.getDataTableSpec().findColumnIndex(Columns.ARCHITECTURE);
        int score = cells.getDataTableSpec().getNumColumns() - 1;
        for (int i = 0; i < all.size(); i++) {
            rows.add(new DefaultRow(
                    "Row" + i,
                    new StringCell("data " + i % dataSets),
                    all.get(i).getCell(architecture),
                    all.get(i).getCell(score)));
        }
        for (String other : more) {
            rows.add(new DefaultRow(
                    "Row" + rows.size(), new StringCell(other), all.get(0).getCell(architecture), new DoubleCell(1)));
        }
        DataColumnSpec accuracy = cells.getDataTableSpec().getColumnSpec(score);
        return TestNode.table(
                new DataTableSpec(Columns.text("Data set"), Columns.text(Columns.ARCHITECTURE), accuracy), rows);
    }

    @Test
    void aLearnedModelMakesArchitecturesForAnotherDataSet() throws Exception {
        TestNode.Result learned = learner().run(made(4, 6), scores(4, "unknown"));
        assertTrue(learned.warning().contains("\"unknown\""), learned.warning());
        MetaD2aPortObject model = (MetaD2aPortObject) learned.outputs()[0];
        assertEquals(4, model.model().spec().dataSets());
        assertEquals(6, rows(learned.table(1)).size(), "three epochs of each part");
        assertEquals(4 * 30, rows(learned.table(2)).size(), "30 draws of each data set");

        TestNode.Result generated = generator().run(model, made(1, 6, "new "));
        List<DataRow> rows = rows(generated.table(0));
        assertEquals(5, rows.size());
        double before = Double.POSITIVE_INFINITY;
        for (int i = 0; i < rows.size(); i++) {
            assertEquals("NAS-Bench-201", text(generated.table(0), i, Columns.SEARCH_SPACE));
            assertEquals(i + 1, number(generated.table(0), i, Columns.PREDICTED_RANK));
            double score = number(generated.table(0), i, Columns.PREDICTED_SCORE);
            assertTrue(score <= before, "the best first");
            before = score;
            TestNode.NB201.parse(text(generated.table(0), i, Columns.ARCHITECTURE));
        }
        double validity = number(generated.table(1), 1, "Value");
        assertTrue(validity > 0 && validity <= 1, "validity " + validity);
        List<String> kinds = rows(generated.table(2)).stream()
                .map(row -> row.getCell(0).toString())
                .toList();
        assertEquals(kinds.size() / 2, kinds.stream().filter("random"::equals).count());
        assertEquals(
                text(generated.table(0), 0, Columns.ARCHITECTURE),
                text(generator().run(model, made(1, 6, "new ")).table(0), 0, Columns.ARCHITECTURE));

        fails(generator(), List.of("7 features", "6"), model, made(1, 7));
        fails(generator(), List.of("2 data sets", "\"data 0\"", "\"data 1\""), model, made(2, 6));
    }

    /** MetaD2A's database, as a pickle of protocol 0, which is text: cells of NAS-Bench-201 on four tasks, of which each has five. */
    private static String database(boolean withCosts) {
        StringBuilder accuracies = new StringBuilder();
        StringBuilder tasks = new StringBuilder();
        StringBuilder graphs = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            accuracies.append("F").append(60 + i).append("\na");
            tasks.append("I").append(i % 4).append("\na");
            graphs.append("cigraph\nGraph\n(I8\n(lI01\n(d(dVtype\n(lI0\na");
            for (int edge = 0; edge < 6; edge++) {
                graphs.append("I").append(2 + (i + edge * (i / 5 % 3)) % 5).append("\na");
            }
            graphs.append("I1\nas(dtR(dba");
        }
        String costs = withCosts ? "sVflops\n(l" + accuracies : "";
        return "(dp0\nVacc\n(l" + accuracies + "sVtask\n(l" + tasks + "sVg\n(l" + graphs + costs + "s.";
    }

    @Test
    void thePublishedDatabaseIsReadAsScoresToLearnFrom(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("meta_train_tasks_predictor.pt"), database(false));
        BufferedDataTable scores = TestNode.of(new BenchmarkReaderNodeFactory())
                .with("file/path/path", file.toString())
                .run()
                .table(0);
        assertEquals(
                List.of("Search space", "Architecture", "Data set", "accuracy [%]"),
                Arrays.asList(scores.getDataTableSpec().getColumnNames()));
        assertEquals(20, scores.size());
        assertEquals("task 3", text(scores, 7, "Data set"));
        assertEquals(67, number(scores, 7, "accuracy [%]"));
        // Its types are 4, 5, 6, 2, 3, 4.
        assertEquals(
                "|nor_conv_1x1~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|none~0|skip_connect~1|nor_conv_1x1~2|",
                text(scores, 7, "Architecture"));
        assertEquals(
                "NAS-Bench-201: " + text(scores, 7, "Architecture") + ", task 3",
                rows(scores).get(7).getKey().getString());
        TestNode.Result learned = learner().run(made(4, 6, "task "), scores);
        assertEquals(
                4, ((MetaD2aPortObject) learned.outputs()[0]).model().spec().dataSets());
        TestNode.Result unified =
                TestNode.of(new SearchSpaceUnifierNodeFactory()).run(scores);
        assertTrue(unified.warning().contains("Several data sets in rows"), unified.warning());
    }

    /** Feature j of picture i of a class. */
    private static float feature(int label, int picture, int number) {
        return label + picture % 3 / 8f - number * label / 16f;
    }

    /** MetaD2A's archive of features as torch writes it, its pickle of protocol 0: of classes 0 to 3 eight pictures each, of six numbers. */
    private static byte[] archive() throws IOException {
        StringBuilder pickle = new StringBuilder("(dp0\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int label = 0; label < 4; label++) {
                pickle.append("I").append(label).append("\n(lctorch._utils\n_rebuild_tensor_v2\n((Vstorage\n");
                pickle.append("ctorch\nFloatStorage\nV").append(label).append("\nVcpu\nI48\ntQI0\n");
                pickle.append("(I8\nI6\nt(I6\nI1\ntI00\n(dtRas");
                ByteBuffer numbers = ByteBuffer.allocate(4 * 48).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < 48; i++) {
                    numbers.putFloat(feature(label, i / 6, i % 6));
                }
                zip.putNextEntry(new ZipEntry("archive/data/" + label));
                zip.write(numbers.array());
            }
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(pickle.append(".").toString().getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    private static TestNode reader(Path file) throws InvalidSettingsException {
        return TestNode.of(new BenchmarkReaderNodeFactory()).with("file/path/path", file.toString());
    }

    private static TestNode reader(Path archive, Path tasks) throws InvalidSettingsException {
        return reader(archive).with("features/taskList/path/path", tasks.toString());
    }

    @Test
    void thePublishedFeaturesTasksAndScoresAreLearnedFromAsTheyAre(@TempDir Path folder) throws Exception {
        Path archive = Files.write(folder.resolve("imgnet32bylabel.pt"), archive());
        Path tasks = Files.writeString(
                folder.resolve("meta_train_task_lst.pt"),
                "(lp0\n(lI1\naI2\naa(lI2\naI3\naa(lI3\naI4\naa(lI4\naI1\naa.");
        Path database = Files.writeString(folder.resolve("meta_train_tasks_predictor.pt"), database(true));
        TestNode.Result read =
                reader(archive, tasks).with("features/perClass", 5).run();
        BufferedDataTable features = read.table(0);
        assertEquals("", read.warning());
        assertEquals(
                List.of("Data set", "Class", "Features", "Channels", "Height", "Width", "Examples"),
                Arrays.asList(features.getDataTableSpec().getColumnNames()));
        assertEquals(4 * 2 * 5, features.size());
        // The second task has the classes 2 and 3 of the list, which are 1 and 2 in the archive.
        DataRow row = rows(features).get(17);
        assertEquals("task 1: 2 (3)", row.getKey().getString());
        assertEquals(List.of("task 1", "2"), List.of(text(features, 17, "Data set"), text(features, 17, "Class")));
        assertEquals(
                List.of(3.0, 32.0, 32.0, 16.0),
                List.of(
                        number(features, 17, "Channels"),
                        number(features, 17, "Height"),
                        number(features, 17, "Width"),
                        number(features, 17, "Examples")));
        ListCell list = (ListCell) row.getCell(2);
        assertEquals(6, list.size());
        for (int j = 0; j < 6; j++) {
            assertEquals(feature(2, 2, j), ((DoubleCell) list.get(j)).getDoubleValue());
        }
        BufferedDataTable scores = reader(database).run().table(0);
        assertEquals(5, scores.getDataTableSpec().getNumColumns(), "accuracies and FLOPs");
        TestNode.Result learned = learner().run(features, scores);
        assertEquals("", learned.warning());
        MetaD2aPortObject model = (MetaD2aPortObject) learned.outputs()[0];
        assertEquals(4, model.model().spec().dataSets());
        // A whole archive is a data set of its own, such as one that architectures are wanted for.
        BufferedDataTable whole = reader(archive).run().table(0);
        assertEquals(4 * 8, whole.size());
        assertEquals("imgnet32bylabel", text(whole, 0, "Data set"));
        assertEquals(32, number(whole, 0, "Examples"));
        assertEquals(5, rows(generator().run(model, whole).table(0)).size());
    }

    @Test
    void taskListsThatDoNotFitAreNamed(@TempDir Path folder) throws Exception {
        Path archive = Files.write(folder.resolve("imgnet32bylabel.pt"), archive());
        Path other = Files.writeString(folder.resolve("other.pt"), "(lp0\n(lI1\naI7\naa.");
        fails(reader(archive, other), "The task 0 of the file \"other.pt\"", "the class 7, whose label is 6");
        fails(reader(archive, folder.resolve("gone.pt")), "gone.pt");
        fails(reader(archive, archive), "imgnet32bylabel.pt", "is no list of tasks");
        Path database = Files.writeString(folder.resolve("meta_train_tasks_predictor.pt"), database(true));
        TestNode.Result table = reader(database, other).run();
        assertTrue(table.warning().contains("\"Task list\" has no effect"), table.warning());
        assertEquals(20, table.table(0).size());
    }

    @Test
    void theReadyMadeModelMakesArchitecturesForPictures() throws Exception {
        MetaD2aPortObject model = (MetaD2aPortObject)
                TestNode.of(new ReadyMadeMetaD2aNodeFactory()).run().outputs()[0];
        assertEquals("NAS-Bench-201", model.model().spec().space());
        assertEquals(250, model.model().spec().dataSets());
        BufferedDataTable features = features().run(pictures(20)).table(0);
        TestNode.Result generated =
                generator().with("count", 50).with("keep", 50).run(model, features);
        assertEquals(50, rows(generated.table(0)).size());
        assertTrue(number(generated.table(1), 1, "Value") > .95, "most graphs are valid");
        assertTrue(
                number(generated.table(1), 4, "Value") > number(generated.table(1), 5, "Value"),
                "what is generated promises more than what is drawn");
    }

    @Test
    void whatCannotBeLearnedIsRefused() throws Exception {
        fails(learner(), List.of("one data set"), made(4, 6), scores(1));
        fails(learner(), List.of("none has a score", "\"other 0\"", "\"data 0\""), made(4, 6, "other "), scores(4));
        DataTableSpec spec = made(1, 1).getDataTableSpec();
        List<DataRow> wide = new ArrayList<>(rows(made(1, 6)));
        wide.addAll(rows(made(1, 7, "wide ")).stream()
                .map(row -> (DataRow) new DefaultRow(
                        "wide " + row.getKey().getString(), row.getCell(0), row.getCell(1), row.getCell(2)))
                .toList());
        fails(learner(), List.of("\"wide 0\"", "7 features", "6"), TestNode.table(spec, wide), scores(4, "wide 0"));
        List<DataRow> gap = new ArrayList<>(rows(made(2, 6)));
        gap.set(
                0,
                new DefaultRow(
                        "gap",
                        new StringCell("data 0"),
                        new StringCell("a"),
                        CollectionCellFactory.createListCell(List.of(new DoubleCell(1), DataType.getMissingCell()))));
        fails(learner(), List.of("\"gap\"", "place 2"), TestNode.table(spec, gap), scores(2));
        fails(learner(), List.of("no rows", "the table of features"), TestNode.table(spec, List.of()), scores(2));
    }

    @Test
    void aModelIsStoredAndShown() throws Exception {
        MetaD2aPortObject model =
                (MetaD2aPortObject) learner().run(made(4, 6), scores(4)).outputs()[0];
        MetaD2aPortObject.Serializer serializer = new MetaD2aPortObject.Serializer();
        byte[] stored = StoredPort.save(model, serializer);
        MetaD2aPortObject again = StoredPort.load(stored, model.getSpec(), serializer);
        assertEquals(model.model().spec(), again.model().spec());
        assertEquals(
                model.model().spec(),
                StoredPort.again(model.getSpec(), new MetaD2aPortObjectSpec.Serializer())
                        .model());
        for (byte[] archive : StoredPort.damaged(stored)) {
            IOException error =
                    assertThrows(IOException.class, () -> StoredPort.load(archive, model.getSpec(), serializer));
            assertTrue(error.getMessage().startsWith("The stored MetaD2A model"), error.getMessage());
        }
        for (String page : StoredPort.pages(MetaD2aPortObject.TYPE, model)) {
            for (String part : List.of("NAS-Bench-201", "20 scores on 4 data sets", "How it came to be")) {
                assertTrue(page.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)), part + " in " + page);
            }
        }
    }
}
