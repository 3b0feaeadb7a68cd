package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.fails;
import static org.fewshotnas.knime.TestNode.number;
import static org.fewshotnas.knime.TestNode.refuses;
import static org.fewshotnas.knime.TestNode.rows;
import static org.fewshotnas.knime.TestNode.table;
import static org.fewshotnas.knime.TestNode.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.dataset.ExampleColumns;
import org.fewshotnas.knime.nodes.network.NetworkPredictorNodeFactory;
import org.fewshotnas.knime.port.NetworkPortObject;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.file.InputKind;
import org.fewshotnas.network.file.LearnedColumns;
import org.fewshotnas.network.file.Target;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.pictures.Fit;
import org.fewshotnas.space.base.Progress;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;

/** The Network Predictor says what the network says, on tables that fit it, and why others do not. */
class NetworkPredictorTest {
    private static final LearnedColumns NUMBERS =
            new LearnedColumns(InputKind.NUMBERS, List.of("a", "b", "c", "d", "e", "f", "g", "h"), Fit.STRETCH);
    private static final LearnedColumns LISTS = new LearnedColumns(InputKind.LISTS, List.of("Values"), Fit.STRETCH);
    private static final LearnedColumns PICTURES =
            new LearnedColumns(InputKind.PICTURES, List.of("Image"), Fit.STRETCH);
    private static final TensorShape SERIES = TensorShape.series(1, 8);
    private static final TensorShape IMAGE = TensorShape.image(1, 8, 8);
    private static final DataCell MISSING = DataType.getMissingCell();

    private static TestNode predictor() {
        return TestNode.of(new NetworkPredictorNodeFactory());
    }

    /** Rows of eight numbers each, all of them missing in every so many rows. */
    private static BufferedDataTable numbers(float[] values, int missingEvery) {
        DataColumnSpec[] columns = NUMBERS.names().stream().map(Columns::number).toArray(DataColumnSpec[]::new);
        List<DataRow> rows = new ArrayList<>();
        for (int i = 0; i < values.length / 8; i++) {
            DataCell[] cells = new DataCell[8];
            for (int j = 0; j < 8; j++) {
                cells[j] = i % missingEvery == 1 ? MISSING : new DoubleCell(values[8 * i + j]);
            }
            rows.add(new DefaultRow("Row" + i, cells));
        }
        return table(new DataTableSpec(columns), rows);
    }

    private static float[] random(int count) {
        Random random = new Random(1);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static DataCell list(double... values) {
        return CollectionCellFactory.createListCell(
                Arrays.stream(values).mapToObj(DoubleCell::new).toList());
    }

    /** A black picture, but for a pixel in the middle. */
    private static byte[] png(int width, int height, int brightness) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(width / 2, height / 2, 0, brightness);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static DataCell picture(int width, int height, int brightness) throws IOException {
        return PNGImageCellFactory.create(png(width, height, brightness));
    }

    @Test
    void classesAndProbabilitiesAreThoseOfTheNetworkInTheOrderOfTheTable() throws Exception {
        NetworkPortObject network = TestNetworks.ofClasses(NUMBERS, SERIES, "coat", "bag", "shoe");
        float[] values = random(8 * 700);
        BufferedDataTable result = predictor().run(network, numbers(values, 7)).table(0);
        assertEquals(
                List.of("Prediction (kind)", "P (kind=coat)", "P (kind=bag)", "P (kind=shoe)"),
                Arrays.asList(result.getDataTableSpec().getColumnNames()).subList(8, 12));
        float[] said = network.network().network().predict(values, Progress.NONE);
        List<DataRow> rows = rows(result);
        assertEquals(700, rows.size());
        for (int i = 0; i < 700; i++) {
            DataRow row = rows.get(i);
            assertEquals("Row" + i, row.getKey().getString());
            if (i % 7 == 1) {
                assertTrue(row.getCell(8).isMissing()
                        && row.getCell(9).isMissing()
                        && row.getCell(11).isMissing());
                continue;
            }
            double[] odds = {Math.exp(said[3 * i]), Math.exp(said[3 * i + 1]), Math.exp(said[3 * i + 2])};
            double sum = Arrays.stream(odds).sum();
            int best = odds[1] > odds[0] ? odds[2] > odds[1] ? 2 : 1 : odds[2] > odds[0] ? 2 : 0;
            assertEquals(
                    List.of("coat", "bag", "shoe").get(best), row.getCell(8).toString());
            for (int j = 0; j < 3; j++) {
                assertEquals(odds[j] / sum, ((DoubleCell) row.getCell(9 + j)).getDoubleValue(), 1e-5);
            }
        }
    }

    @Test
    void probabilitiesAreLeftOutIfNotWantedAndNamesThatAreTakenGetANumber() throws Exception {
        NetworkPortObject network = TestNetworks.ofClasses(NUMBERS, SERIES, "coat", "bag");
        TestNode node = predictor().with("appendProbabilities", false);
        BufferedDataTable once = node.run(network, numbers(random(16), 7)).table(0);
        BufferedDataTable twice = node.run(network, once).table(0);
        assertEquals(
                List.of("Prediction (kind)", "Prediction (kind) (#1)"),
                Arrays.asList(twice.getDataTableSpec().getColumnNames()).subList(8, 10));
        assertArrayEquals(
                twice.getDataTableSpec().getColumnNames(),
                ((DataTableSpec) node.configure(network.getSpec(), once.getSpec())[0]).getColumnNames(),
                "it is known before what will be there");
    }

    @Test
    void aNumberIsInItsUnitAndSeveralAreAList() throws Exception {
        float[] values = random(24);
        NetworkPortObject one =
                TestNetworks.ofNumbers(NUMBERS, SERIES, new Head.Values(1), new Target("pressure", "kPa"));
        BufferedDataTable result = predictor().run(one, numbers(values, 7)).table(0);
        float[] said = one.network().network().predict(values, Progress.NONE);
        assertEquals(said[2], number(result, 2, "Prediction (pressure)"), 1e-5);
        NetworkPortObject field =
                TestNetworks.ofNumbers(NUMBERS, SERIES, new Head.Field(2), new Target("pressure", "kPa"));
        BufferedDataTable fields = predictor().run(field, numbers(values, 7)).table(0);
        DataColumnSpec column = fields.getDataTableSpec().getColumnSpec("Prediction (pressure)");
        assertEquals(TensorShape.series(2, 8), ExampleColumns.shape(column).orElseThrow());
        ListDataValue list = (ListDataValue) rows(fields).get(0).getCell(8);
        float[] saidOfField = field.network().network().predict(values, Progress.NONE);
        assertEquals(16, list.size());
        assertEquals(saidOfField[15], ((DoubleCell) list.get(15)).getDoubleValue(), 1e-5);
        assertTrue(rows(fields).get(1).getCell(8).isMissing());
    }

    @Test
    void picturesOfAnySizeAreReadAndDamagedOnesAreNamed() throws Exception {
        NetworkPortObject network = TestNetworks.ofClasses(PICTURES, IMAGE, "coat", "bag");
        byte[] damaged = png(8, 8, 255);
        DataCell broken = PNGImageCellFactory.create(damaged);
        // As a file of the workflow may be damaged later: no cell is made of a damaged picture.
        Arrays.fill(damaged, 40, damaged.length, (byte) 0);
        BufferedDataTable pictures = table(
                new DataTableSpec(ExampleColumns.image()),
                List.of(
                        new DefaultRow("small", picture(8, 8, 255)),
                        new DefaultRow("broken", broken),
                        new DefaultRow("none", MISSING),
                        new DefaultRow("large", picture(40, 20, 255))));
        TestNode.Result result = predictor().run(network, pictures);
        assertTrue(
                result.warning()
                        .matches(
                                "A row has no prediction, \"broken\": it has a picture that cannot be read. The picture of row "
                                        + "\"broken\" cannot be read: .*\\.\nA row has no prediction, \"none\": it has no picture\\."),
                result.warning());
        List<DataRow> rows = rows(result.table(0));
        assertTrue(rows.get(1).getCell(1).isMissing() && rows.get(2).getCell(2).isMissing());
        float[] example = new float[64];
        example[4 * 8 + 4] = 1;
        float[] said = network.network().network().predict(example, Progress.NONE);
        assertEquals(1 / (1 + Math.exp(said[1] - said[0])), number(result.table(0), 0, "P (kind=coat)"), 1e-5);
        assertTrue(List.of("coat", "bag").contains(text(result.table(0), 3, "Prediction (kind)")));
        fails(
                predictor().with("unusable", "FAIL"),
                List.of("\"broken\"", "a picture that cannot be read", "Rows that cannot be used"),
                network,
                pictures);
    }

    @Test
    void aTableWithoutAnyRowThatCanBeUsedIsAnErrorAndAnEmptyOneIsNot() throws Exception {
        NetworkPortObject network = TestNetworks.ofClasses(LISTS, SERIES, "coat", "bag");
        DataTableSpec spec = new DataTableSpec(ExampleColumns.values(TensorShape.vector(8)));
        fails(
                predictor(),
                List.of("No row can be used", "a list of another length than 8", "training data"),
                network,
                table(spec, List.of(new DefaultRow("r", list(1, 2, 3)))));
        assertEquals(
                0, predictor().run(network, table(spec, List.of())).table(0).size());
    }

    @Test
    void columnsThatAreNotThoseOfTheTrainingAreRefusedBeforeAnythingRuns() {
        NetworkPortObject series = TestNetworks.ofClasses(NUMBERS, SERIES, "coat", "bag");
        refuses(
                predictor(),
                "\"h\" is not in the input table",
                series.getSpec(),
                new DataTableSpec(NUMBERS.names().subList(0, 7).stream()
                        .map(Columns::number)
                        .toArray(DataColumnSpec[]::new)));
        NetworkPortObject pictures = TestNetworks.ofClasses(PICTURES, IMAGE, "coat", "bag");
        refuses(
                predictor(),
                "\"Image\" of the input table is of the type",
                pictures.getSpec(),
                new DataTableSpec(Columns.text("Image")));
        refuses(
                predictor(),
                "learned from a column of PNG images or of paths of pictures, but these are a column of numbers",
                pictures.getSpec(),
                new DataTableSpec(Columns.number("Image")));
        NetworkPortObject lists = TestNetworks.ofClasses(LISTS, SERIES, "coat", "bag");
        refuses(
                predictor(),
                "of the shape 1 x 9; the network learned from lists of the shape 1 x 8",
                lists.getSpec(),
                new DataTableSpec(ExampleColumns.values(TensorShape.series(1, 9))));
    }

    @Test
    void itStopsInTheMiddleWhenItIsCancelled() {
        DefaultNodeProgressMonitor stop = new DefaultNodeProgressMonitor() {
            @Override
            public void setProgress(double progress, String message) {
                super.setProgress(progress, message);
                if (progress > .5) {
                    setExecuteCanceled();
                }
            }
        };
        NetworkPortObject network = TestNetworks.ofClasses(NUMBERS, SERIES, "coat", "bag");
        BufferedDataTable table = numbers(random(8 * 2_000), 7);
        assertThrows(CanceledExecutionException.class, () -> predictor().run(TestNode.context(stop), network, table));
        assertEquals("Applying the network", stop.getMessage());
    }

    @Test
    void whatIsSaidIsComparedWithTheTargetColumnWhereThereIsOne() throws Exception {
        NetworkPortObject network = TestNetworks.ofClasses(NUMBERS, SERIES, "coat", "bag");
        BufferedDataTable data = numbers(random(8 * 60), 1);
        TestNode node = predictor();
        TestNode.Result without = node.run(network, data);
        assertEquals(0, without.table(1).size());
        assertEquals(0, without.table(2).size());
        List<DataRow> predicted = rows(without.table(0));
        DataTableSpec spec = new DataTableSpecCreator(data.getDataTableSpec())
                .addColumns(Columns.text("kind"))
                .createSpec();
        String[] labels = new String[60];
        List<DataRow> labelled = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            labels[i] = i % 3 == 0 ? "coat" : i == 1 ? "hat" : "bag";
            DataCell label = i == 2 ? MISSING : new StringCell(labels[i]);
            labelled.add(new DefaultRow("Row" + i, Rows.append(rows(data).get(i), label)));
        }
        int[][] counts = new int[2][2];
        for (int i = 0; i < 60; i++) {
            if (i != 1 && i != 2) {
                int said = predicted.get(i).getCell(8).toString().equals("coat") ? 0 : 1;
                counts[labels[i].equals("coat") ? 0 : 1][said]++;
            }
        }
        TestNode.Result with = node.run(network, table(spec, labelled));
        BufferedDataTable confusion = with.table(2);
        for (int i = 0; i < 2; i++) {
            assertEquals(i == 0 ? "coat" : "bag", text(confusion, i, "True class"));
            assertEquals(counts[i][0], number(confusion, i, "coat"));
            assertEquals(counts[i][1], number(confusion, i, "bag"));
        }
        BufferedDataTable measures = with.table(1);
        assertEquals(
                List.of("Examples", "Accuracy", "Balanced accuracy", "Macro F1", "Examples of coat", "Recall of coat"),
                rows(measures).stream()
                        .limit(6)
                        .map(row -> row.getKey().getString())
                        .toList());
        assertEquals(58, number(measures, 0, "Value"));
        assertEquals((counts[0][0] + counts[1][1]) / 58.0, number(measures, 1, "Value"), 1e-12);
        assertEquals(4 + 2 * 4, measures.size());
        assertTrue(with.warning().contains("Examples of classes that the network does not know: 1."), with.warning());
        assertTrue(
                with.warning().contains("Rows without a usable value in the target column \"kind\": 1."),
                with.warning());
    }

    @Test
    void numbersAreComparedByTheirErrors() throws Exception {
        NetworkPortObject network = TestNetworks.ofNumbers(NUMBERS, SERIES, new Head.Values(1), new Target("kind", ""));
        BufferedDataTable data = numbers(random(8 * 20), 1);
        TestNode node = predictor();
        BufferedDataTable predicted = node.run(network, data).table(0);
        DataTableSpec spec = new DataTableSpecCreator(data.getDataTableSpec())
                .addColumns(Columns.number("kind"))
                .createSpec();
        List<DataRow> labelled = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            double said = number(predicted, i, "Prediction (kind)");
            labelled.add(new DefaultRow(
                    "Row" + i, Rows.append(rows(data).get(i), new DoubleCell(said + (i % 2 == 0 ? 1 : -3)))));
        }
        TestNode.Result result = node.run(network, table(spec, labelled));
        assertEquals(2, number(result.table(1), 1, "Value"), 1e-5);
        assertEquals(Math.sqrt(5), number(result.table(1), 2, "Value"), 1e-5);
        assertEquals(0, result.table(2).size());
    }
}
