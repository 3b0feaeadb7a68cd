package org.fewshotnas.knime.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.fewshotnas.knime.common.OpenChoice;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.file.InputKind;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.pictures.Fit;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.HostTables;
import org.knime.node.parameters.HostParametersInput;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

/** Tables become what networks learn from; what cannot be used is left out by name or refused with what to do. */
class ExamplesTest {
    private static final DataColumnSpec IMAGE = ExampleColumns.image();
    private static final DataColumnSpec CLASS = ExampleColumns.label();
    private static final DataCell MISSING = DataType.getMissingCell();
    private static final String DATA = "the training data";

    private static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    private static DataColumnSpec list(String name) {
        return column(name, ListCell.getCollectionType(DoubleCell.TYPE));
    }

    private static DataCell list(double... values) {
        return CollectionCellFactory.createListCell(
                Arrays.stream(values).mapToObj(DoubleCell::new).toList());
    }

    private static DataCell text(String text) {
        return new StringCell(text);
    }

    private static DataCell picture(int type, int width, int height, int level) throws Exception {
        BufferedImage image = new BufferedImage(width, height, type);
        int bands = image.getRaster().getNumBands();
        int[] pixel = new int[bands];
        Arrays.fill(pixel, level);
        for (int i = 0; i < width * height; i++) {
            image.getRaster().setPixel(i % width, i / width, pixel);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return PNGImageCellFactory.create(bytes.toByteArray());
    }

    private static DataCell grey(int width, int height, int level) throws Exception {
        return picture(BufferedImage.TYPE_BYTE_GRAY, width, height, level);
    }

    private static BufferedDataTable table(List<DataColumnSpec> columns, DataCell[]... rows) {
        BufferedDataContainer container = HostTables.context(new DefaultNodeProgressMonitor(), HostTables.inMemory())
                .createDataContainer(new DataTableSpec(columns.toArray(DataColumnSpec[]::new)));
        for (int i = 0; i < rows.length; i++) {
            container.addRowToTable(new DefaultRow("Row" + i, rows[i]));
        }
        container.close();
        return container.getTable();
    }

    private static DataCell[] row(DataCell... cells) {
        return cells;
    }

    private static Examples read(BufferedDataTable table, ExampleParameters parameters) {
        return Examples.forTraining(table, DATA, parameters, Progress.NONE);
    }

    private static Examples read(BufferedDataTable table) {
        return read(table, new ExampleParameters());
    }

    private static ExampleParameters chosen(String target, String... inputs) {
        ExampleParameters parameters = new ExampleParameters();
        parameters.target = target;
        parameters.inputs = new ColumnFilter(inputs);
        return parameters;
    }

    private static int[] classes(Examples examples) {
        return ((Targets.Classes) examples.data().targets()).classes();
    }

    private static List<String> names(Examples examples) {
        return ((Targets.Classes) examples.data().targets()).names();
    }

    private static void refuses(BufferedDataTable table, ExampleParameters parameters, String... parts) {
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> read(table, parameters));
        String said = e.getMessage() + " " + e.resolution();
        Arrays.stream(parts).forEach(part -> assertTrue(said.contains(part), said));
    }

    private static void refuses(BufferedDataTable table, String... parts) {
        refuses(table, new ExampleParameters(), parts);
    }

    private static void warns(Examples examples, String... parts) {
        String said = String.join(" ", examples.warnings());
        Arrays.stream(parts).forEach(part -> assertTrue(said.contains(part), said));
    }

    @Test
    void picturesAndTheirClassesAreFoundWithoutAnyChoice() throws Exception {
        Examples read = read(table(
                List.of(IMAGE, CLASS),
                row(grey(2, 1, 255), text("b")),
                row(grey(2, 1, 51), text("a")),
                row(grey(2, 1, 0), text("b")),
                row(grey(2, 1, 0), text("a"))));
        assertEquals(TensorShape.image(1, 1, 2), read.data().shape());
        assertArrayEquals(new float[] {1, 1, .2f, .2f, 0, 0, 0, 0}, read.data().inputs(), 1e-6f);
        assertArrayEquals(new int[] {1, 0, 1, 0}, classes(read));
        assertEquals(List.of("a", "b"), names(read));
        assertEquals(List.of(), read.warnings());
        assertEquals(
                new TrainedInput(InputKind.PICTURES, List.of("Image"), TensorShape.image(1, 1, 2), Fit.STRETCH),
                read.input());
    }

    @Test
    void picturesOfSeveralSizesAndColoursComeToOneAndTheUserIsTold() throws Exception {
        DataCell colour = picture(BufferedImage.TYPE_3BYTE_BGR, 4, 4, 255);
        BufferedDataTable table = table(
                List.of(IMAGE, CLASS),
                row(grey(2, 2, 255), text("a")),
                row(grey(2, 2, 255), text("b")),
                row(colour, text("a")),
                row(grey(1, 2, 255), text("b")));
        Examples read = read(table);
        assertEquals(TensorShape.image(3, 2, 2), read.data().shape());
        float[] white = new float[48];
        Arrays.fill(white, 1);
        assertArrayEquals(white, read.data().inputs(), 1e-6f);
        warns(read, "3 sizes", "2 x 2 pixels", "all were taken as colours");
        ExampleParameters given = new ExampleParameters();
        given.size = ExampleParameters.SizeChoice.GIVEN;
        given.height = 3;
        given.width = 5;
        assertEquals(TensorShape.image(3, 3, 5), read(table, given).data().shape());
        given.fit = FitChoice.PAD;
        assertEquals(0, read(table, given).data().inputs()[0], "the left edge of a square picture is free");
        BufferedDataTable large = table(
                List.of(IMAGE, CLASS),
                row(grey(128, 64, 0), text("a")),
                row(grey(128, 64, 0), text("b")),
                row(grey(128, 64, 0), text("a")),
                row(grey(128, 64, 0), text("b")));
        assertEquals(TensorShape.image(1, 32, 64), read(large).data().shape());
        warns(read(large), "brought to 64 x 32 pixels");
    }

    @Test
    void rowsWithoutPictureOrTargetAreLeftOutByName() throws Exception {
        Examples read = read(table(
                List.of(IMAGE, CLASS),
                row(grey(1, 1, 1), text("a")),
                row(MISSING, text("a")),
                row(grey(1, 1, 1), MISSING),
                row(grey(1, 1, 1), text("b")),
                row(grey(1, 1, 1), text("b")),
                row(grey(1, 1, 1), text("a"))));
        assertEquals(4, read.data().size());
        warns(read, "\"Row1\": it has no picture", "\"Row2\": it has no value in the target column \"Class\"");
    }

    @Test
    void eachListColumnIsAChannelAndRowsWithNaNOrOtherLengthsAreLeftOut() {
        Examples read = read(table(
                List.of(list("x"), list("y"), CLASS),
                row(list(1, 2, 3), list(4, 5, 6), text("a")),
                row(list(1, Double.NaN, 3), list(4, 5, 6), text("a")),
                row(list(1, 2), list(4, 5), text("a")),
                row(list(7, 8, 9), list(1, 1, 1), text("b")),
                row(list(7, 8, 9), list(1, 1, 1), text("b")),
                row(list(7, 8, 9), list(1, 1, Double.POSITIVE_INFINITY), text("b")),
                row(list(0, 0, 0), list(0, 0, 0), text("a"))));
        assertEquals(TensorShape.series(2, 3), read.data().shape());
        assertArrayEquals(
                new float[] {1, 2, 3, 4, 5, 6}, Arrays.copyOf(read.data().inputs(), 6));
        assertEquals(4, read.data().size());
        warns(
                read,
                "\"Row1\": it has a missing or infinite number in a list of the column \"x\"",
                "\"Row2\": it has a list of another length than 3",
                "\"Row5\": it has a missing or infinite number in a list of the column \"y\"");
    }

    @Test
    void theShapeOfOneListColumnIsThatOfItsProperties() {
        Examples read = read(
                table(
                        List.of(ExampleColumns.values(TensorShape.image(1, 2, 2)), list("pressure")),
                        row(list(1, 2, 3, 4), list(5, 6, 7, 8)),
                        row(list(1, 2, 3, 4), list(5, 6, 7, 9))),
                chosen("pressure", "Values"));
        assertEquals(TensorShape.image(1, 2, 2), read.data().shape());
        Targets.Numbers field = (Targets.Numbers) read.data().targets();
        assertEquals(TensorShape.image(1, 2, 2), field.shape());
        assertArrayEquals(new float[] {5, 6, 7, 8, 5, 6, 7, 9}, field.values());
    }

    @Test
    void whatTheListsOfATargetAreIsSaidByItsProperties() {
        DataColumnSpec input = ExampleColumns.values(TensorShape.series(1, 4));
        DataCell[][] rows = {row(list(1, 2, 3, 4), list(5, 6, 7, 8)), row(list(1, 2, 3, 4), list(5, 6, 7, 9))};
        Examples numbers = read(
                table(List.of(input, ExampleColumns.target(TensorShape.vector(4))), rows), chosen("Target", "Values"));
        assertEquals(TensorShape.vector(4), ((Targets.Numbers) numbers.data().targets()).shape());
        Examples field = read(table(List.of(input, list("Target")), rows), chosen("Target", "Values"));
        assertEquals(TensorShape.series(1, 4), ((Targets.Numbers) field.data().targets()).shape());
        refuses(
                table(List.of(input, ExampleColumns.target(TensorShape.image(1, 2, 2))), rows),
                chosen("Target", "Values"),
                "holds fields of the shape 1 x 2 x 2",
                "examples of the shape 1 x 4",
                "the same number of steps");
    }

    @Test
    void seriesOfManyLengthsAreRefused() {
        List<DataCell[]> rows = new ArrayList<>();
        for (int i = 1; i < 6; i++) {
            rows.add(row(list(new double[i]), text("a")));
        }
        refuses(
                table(List.of(list("x"), CLASS), rows.toArray(DataCell[][]::new)),
                "5 different lengths, from 1 to 5",
                "Cut or resample");
    }

    @Test
    void numberColumnsAreTheStepsOfASeries() {
        List<DataColumnSpec> columns =
                List.of(column("t0", DoubleCell.TYPE), column("t1", IntCell.TYPE), column("price", DoubleCell.TYPE));
        BufferedDataTable table = table(
                columns,
                row(new DoubleCell(.5), new IntCell(2), new DoubleCell(10)),
                row(MISSING, new IntCell(2), new DoubleCell(10)),
                row(new DoubleCell(1), new IntCell(3), new DoubleCell(Double.NaN)),
                row(new DoubleCell(1), new IntCell(3), new DoubleCell(20)));
        Examples read = read(table, chosen("price"));
        assertEquals(TensorShape.series(1, 2), read.data().shape());
        assertArrayEquals(new float[] {.5f, 2, 1, 3}, read.data().inputs());
        Targets.Numbers prices = (Targets.Numbers) read.data().targets();
        assertArrayEquals(new float[] {10, 20}, prices.values());
        assertEquals(TensorShape.vector(1), prices.shape());
        warns(read, "\"Row1\"", "\"Row2\": it has a missing or infinite number in the target column \"price\"");
    }

    @Test
    void wholeNumbersAndTruthValuesAreClassesUnlessTheUserSaysOtherwise() {
        List<DataColumnSpec> columns = List.of(list("x"), column("grade", IntCell.TYPE));
        BufferedDataTable table = table(
                columns,
                row(list(1), new IntCell(10)),
                row(list(1), new IntCell(9)),
                row(list(1), new IntCell(10)),
                row(list(1), new IntCell(9)));
        Examples read = read(table, chosen("grade", "x"));
        assertEquals(List.of("9", "10"), names(read), "in the order of numbers");
        ExampleParameters numbers = chosen("grade", "x");
        numbers.targetIs = TargetChoice.NUMBERS;
        assertArrayEquals(
                new float[] {10, 9, 10, 9},
                ((Targets.Numbers) read(table, numbers).data().targets()).values());
        BufferedDataTable truths = table(
                List.of(list("x"), column("ill", BooleanCell.TYPE)),
                row(list(1), BooleanCell.get(true)),
                row(list(1), BooleanCell.get(false)),
                row(list(1), BooleanCell.get(true)),
                row(list(1), BooleanCell.get(false)));
        assertEquals(List.of("false", "true"), names(read(truths, chosen("ill", "x"))));
    }

    @Test
    void floatingPointNumbersAreNoClassesAndWholeOnesAreDoubted() {
        List<DataColumnSpec> columns = List.of(list("x"), column("grade", DoubleCell.TYPE));
        ExampleParameters classes = chosen("grade", "x");
        classes.targetIs = TargetChoice.CLASSES;
        refuses(
                table(columns, row(list(1), new DoubleCell(1.5)), row(list(1), new DoubleCell(2))),
                classes,
                "The target column \"grade\"",
                "which cannot be classes",
                "Double to Integer");
        BufferedDataTable whole = table(
                columns,
                row(list(1), new DoubleCell(1)),
                row(list(2), new DoubleCell(2)),
                row(list(3), new DoubleCell(1)),
                row(list(4), new DoubleCell(2)));
        Examples doubted = read(whole, chosen("grade", "x"));
        assertArrayEquals(
                new float[] {1, 2, 1, 2}, ((Targets.Numbers) doubted.data().targets()).values());
        warns(doubted, "are whole, and only 2 different ones", "taken as quantities", "Double to Integer");
        ExampleParameters meant = chosen("grade", "x");
        meant.targetIs = TargetChoice.NUMBERS;
        assertEquals(List.of(), read(whole, meant).warnings());
        BufferedDataTable half = table(
                columns,
                row(list(1), new DoubleCell(1)),
                row(list(2), new DoubleCell(1.5)),
                row(list(3), new DoubleCell(1)),
                row(list(4), new DoubleCell(1.5)));
        assertEquals(List.of(), read(half, chosen("grade", "x")).warnings());
    }

    @Test
    void aFieldOfAnotherLengthThanTheOthersIsLeftOutByName() {
        Examples read = read(
                table(
                        List.of(list("x"), list("pressure")),
                        row(list(1, 2, 3, 4), list(5, 6, 7, 8)),
                        row(list(1, 2, 3, 4), list(5, 6, 7)),
                        row(list(1, 2, 3, 4), list(5, 6, 7, 9))),
                chosen("pressure", "x"));
        assertEquals(2, read.data().size());
        warns(read, "\"Row1\": it has a list of another length than 4 in the target column \"pressure\"");
    }

    @Test
    void whatCannotBeLearnedIsRefused() {
        List<DataColumnSpec> columns = List.of(list("x"), CLASS);
        refuses(table(columns), "no rows in the training data");
        refuses(
                table(columns, row(list(1), text("a")), row(list(2), text("a"))),
                "All examples are of the class \"a\"",
                "at least two");
        refuses(
                table(columns, row(list(1), text("a")), row(list(2), text("b")), row(list(2), text("b"))),
                "The class \"a\" has one example, which",
                "Target of the examples");
        refuses(
                table(
                        columns,
                        IntStream.range(0, 7)
                                .mapToObj(i -> row(list(i), text("class " + i)))
                                .toArray(DataCell[][]::new)),
                "\"class 4\", ... have one example each");
        refuses(table(columns, row(list(1), MISSING)), "No row of the training data can be used", "\"Row0\"");
        List<DataColumnSpec> numbers = List.of(list("x"), column("y", DoubleCell.TYPE));
        refuses(
                table(numbers, row(list(1), new DoubleCell(3)), row(list(2), new DoubleCell(3))),
                chosen("y", "x"),
                "the same value in the target column \"y\"");
        List<DataCell[]> ages = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ages.add(row(list(i), new IntCell(i)));
        }
        refuses(
                table(List.of(list("x"), column("age", IntCell.TYPE)), ages.toArray(DataCell[][]::new)),
                chosen("age", "x"),
                "40 different values in 40 rows",
                "choose numbers under \"Meaning of the target\"");
    }

    @Test
    void aClassOfASingleExampleIsLeftOutAndUnevenClassesAreSaid() {
        List<DataCell[]> rows = new ArrayList<>();
        for (int i = 0; i < 33; i++) {
            rows.add(row(list(i), text(i == 5 ? "a lonely one" : i % 11 == 0 ? "rare" : "usual")));
        }
        for (int i = 0; i < 8; i++) {
            rows.add(row(list(i), text("usual")));
        }
        Examples read = read(table(List.of(list("x"), CLASS), rows.toArray(DataCell[][]::new)));
        assertEquals(List.of("rare", "usual"), names(read));
        assertEquals(40, read.data().size());
        assertEquals(
                3, Arrays.stream(classes(read)).filter(number -> number == 0).count());
        assertEquals(6, read.data().inputs()[5], "the examples behind it move up");
        warns(read, "\"a lonely one\"", "\"usual\" has 37 examples, \"");
    }

    /** As KNIME's Image Processing has it. */
    private interface ImgPlusValue extends DataValue {}

    private abstract static class ImgPlusCell extends DataCell implements ImgPlusValue, StringValue {}

    @Test
    void whatCannotBeReadSaysWhichNodeConvertsIt() {
        DataColumnSpec plus = column("leaf", DataType.getType(ImgPlusCell.class));
        refuses(table(List.of(plus, CLASS), row(MISSING, text("a"))), "\"ImagePlus to PNG Images\"");
        DataColumnSpec number = column("n", StringCell.TYPE);
        refuses(
                table(List.of(number, CLASS), row(text("1"), text("a"))),
                "no column that a network can see",
                "\"String to Number\"");
        DataColumnSpec words = column("words", ListCell.getCollectionType(StringCell.TYPE));
        refuses(
                table(List.of(words, CLASS), row(CollectionCellFactory.createListCell(List.of(text("w"))), text("a"))),
                "\"Create Collection Column\"");
    }

    @Test
    void columnsThatAreGoneOrDoNotFitTogetherAreRefused() throws Exception {
        BufferedDataTable table = table(List.of(IMAGE, list("x"), CLASS), row(grey(1, 1, 1), list(1), text("a")));
        refuses(table, chosen("Class", "gone"), "\"gone\", which are chosen under \"Input columns\"");
        refuses(table, chosen("gone", "x"), "\"gone\", which is chosen under \"Target of the examples\"");
        refuses(table, chosen("Image", "x"), "type PNG Image", "text, whole numbers");
        refuses(table, chosen("Class", "x", "Image"), "cannot be the inputs of one network together");
        refuses(table, chosen("x", "x"), "both an input and the target");
        BufferedDataTable two = table(
                List.of(IMAGE, column("other", PNGImageCellFactory.TYPE), CLASS),
                row(grey(1, 1, 1), grey(1, 1, 1), text("a")));
        refuses(two, "more than one column of images", "Choose one");
        BufferedDataTable noTarget = table(List.of(IMAGE), row(grey(1, 1, 1)));
        refuses(noTarget, "is chosen under \"Target of the examples\"");
        ExampleParameters quantity = chosen("Class", "x");
        quantity.targetIs = TargetChoice.NUMBERS;
        refuses(table, quantity, "\"String to Number\"");
        assertThrows(
                InvalidInputException.class,
                () -> chosen("Class", "gone").check(table.getDataTableSpec(), DATA),
                "also before anything is read");
    }

    @Test
    void anotherTableIsReadAsTheFirstOneWas() throws Exception {
        Examples first = read(table(
                List.of(IMAGE, CLASS),
                row(grey(2, 2, 255), text("a")),
                row(grey(2, 2, 255), text("b")),
                row(grey(2, 2, 255), text("a")),
                row(grey(2, 2, 255), text("b"))));
        DataCell colour = picture(BufferedImage.TYPE_3BYTE_BGR, 4, 4, 255);
        BufferedDataTable other = table(List.of(CLASS, IMAGE), row(text("b"), colour), row(text("new"), grey(2, 2, 0)));
        Examples read = first.another(other, "the validation data", new ExampleParameters(), Progress.NONE);
        assertEquals(TensorShape.image(1, 2, 2), read.data().shape());
        assertArrayEquals(new int[] {1}, classes(read));
        assertArrayEquals(new float[] {1, 1, 1, 1}, read.data().inputs(), 1e-6f);
        warns(read, "\"Row1\": it has a class that the training data does not have", "the brightness was taken");
    }

    @Test
    void aNetworkIsAppliedToTheColumnsThatItLearnedFrom() {
        TrainedInput learned =
                new TrainedInput(InputKind.LISTS, List.of("x", "y"), TensorShape.series(2, 2), Fit.STRETCH);
        BufferedDataTable table =
                table(List.of(list("y"), list("x")), row(list(3, 4), list(1, 2)), row(list(3), list(1)));
        InputColumns columns = learned.in(table.getDataTableSpec(), "the data");
        LeftOutRows leftOut = new LeftOutRows();
        List<float[]> read = new ArrayList<>();
        table.forEach(row ->
                columns.values(row, learned.shape(), leftOut, Progress.NONE).ifPresent(read::add));
        assertEquals(1, read.size());
        assertArrayEquals(new float[] {1, 2, 3, 4}, read.get(0));
        assertEquals(1, leftOut.count());
        DataTableSpec renamed = new DataTableSpec(list("x"), list("z"));
        InvalidInputException gone = assertThrows(InvalidInputException.class, () -> learned.in(renamed, "the data"));
        assertTrue(gone.getMessage().contains("of these \"y\" is not in the data"), gone.getMessage());
        assertTrue(gone.resolution().contains("\"Column Renamer\""));
        assertEquals(
                InputKind.LISTS,
                learned.in(renamed, "the data", List.of("x", "z")).kind());
        DataTableSpec numbers = new DataTableSpec(column("x", DoubleCell.TYPE), column("y", DoubleCell.TYPE));
        InvalidInputException other = assertThrows(InvalidInputException.class, () -> learned.in(numbers, "the data"));
        assertTrue(other.getMessage().contains("2 columns of lists of numbers"), other.getMessage());
    }

    @Test
    void theFirstGuessGoesByTheTypesOfTheTableThatHoldsNoArchitectures() {
        DataTableSpec architectures = new DataTableSpec(column("Architecture", StringCell.TYPE), CLASS);
        DataTableSpec data =
                new DataTableSpec(column("id", IntCell.TYPE), list("x"), list("y"), column("kind", StringCell.TYPE));
        ExampleParameters guess = new ExampleParameters(new HostParametersInput(architectures, null, data));
        assertEquals("kind", guess.target);
        assertEquals(List.of("x", "y"), guess.inputs(data, DATA));
        assertEquals(
                List.of("id", "x", "y"),
                new ExampleParameters.InputChoices()
                        .columnChoices(new HostParametersInput(architectures, data)).stream()
                                .map(DataColumnSpec::getName)
                                .toList());
        DataTableSpec pictures = new DataTableSpec(list("x"), IMAGE, column("a", StringCell.TYPE), CLASS);
        ExampleParameters image = new ExampleParameters(new HostParametersInput(pictures));
        assertEquals("Class", image.target);
        assertEquals(List.of("Image"), image.inputs(pictures, DATA));
        assertEquals(OpenChoice.DETECT, new ExampleParameters(new HostParametersInput()).target);
        DataTableSpec quantities = new DataTableSpec(list("x"), ExampleColumns.target(TensorShape.vector(1)));
        assertEquals("Target", new ExampleParameters(new HostParametersInput(quantities)).target);
        DataTableSpec text = new DataTableSpec(
                list("x"), ExampleColumns.target(TensorShape.vector(1)), column("kind", StringCell.TYPE));
        assertEquals("kind", new ExampleParameters(new HostParametersInput(text)).target);
    }
}
