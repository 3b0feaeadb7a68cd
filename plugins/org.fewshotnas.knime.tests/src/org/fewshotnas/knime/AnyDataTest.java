package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.number;
import static org.fewshotnas.knime.TestNode.rows;
import static org.fewshotnas.knime.TestNode.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.nodes.data.LabelledDataReaderNodeFactory;
import org.fewshotnas.knime.nodes.network.NetworkPredictorNodeFactory;
import org.fewshotnas.knime.nodes.search.FewShotNasLearnerNodeFactory;
import org.fewshotnas.knime.nodes.trainer.ArchitectureTrainerNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;

/** Fields, several numbers and series, from their files to predictions that are better than guesses. */
class AnyDataTest {
    private static final int STEPS = 32;

    @TempDir
    private Path folder;

    private static BufferedDataTable cell() {
        String cell = "|nor_conv_3x3~0|+|skip_connect~0|nor_conv_3x3~1|+|skip_connect~0|none~1|nor_conv_3x3~2|";
        return TestNode.table(
                new DataTableSpec(Columns.text(Columns.SEARCH_SPACE), Columns.text(Columns.ARCHITECTURE)),
                List.of(new DefaultRow("Row0", new StringCell(TestNode.NB201.name()), new StringCell(cell))));
    }

    /** Trains one cell on the first table that was read, and says what its network predicts of the second. */
    private static BufferedDataTable predictions(TestNode.Result read, int epochs) throws Exception {
        TestNode trainer = TestNode.of(new ArchitectureTrainerNodeFactory())
                .with("training/epochs", epochs)
                .with("training/batch", 16)
                .with("network/channels", 8)
                .with("network/stacks", 2)
                .with("work/workers", 1)
                .with("work/keep", false);
        PortObject network = trainer.run(cell(), read.table(0)).outputs()[2];
        return TestNode.of(new NetworkPredictorNodeFactory())
                .run(network, read.table(1))
                .table(0);
    }

    private TestNode reader() throws Exception {
        return TestNode.of(new LabelledDataReaderNodeFactory()).with("file/path/path", folder.toString());
    }

    private static double[] list(DataRow row, BufferedDataTable table, String column) {
        DataCell cell = row.getCell(table.getDataTableSpec().findColumnIndex(column));
        ListDataValue list = (ListDataValue) cell;
        double[] values = new double[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = ((DoubleValue) list.get(i)).getDoubleValue();
        }
        return values;
    }

    private static List<double[]> lists(BufferedDataTable table, String column) {
        return rows(table).stream().map(row -> list(row, table, column)).toList();
    }

    private static double[] mean(List<double[]> all) {
        double[] mean = new double[all.get(0).length];
        for (double[] one : all) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += one[i] / all.size();
            }
        }
        return mean;
    }

    private static double relativeError(double[] said, double[] known) {
        double error = 0;
        double norm = 0;
        for (int i = 0; i < known.length; i++) {
            error += (said[i] - known[i]) * (said[i] - known[i]);
            norm += known[i] * known[i];
        }
        return Math.sqrt(error / norm);
    }

    /** The mean error of what is said, over that of always saying the mean of the training targets. */
    private static double share(TestNode.Result read, BufferedDataTable predicted) {
        List<double[]> known = lists(predicted, "Target");
        List<double[]> said = lists(predicted, "Prediction (Target)");
        double[] mean = mean(lists(read.table(0), "Target"));
        double error = 0;
        double trivial = 0;
        for (int i = 0; i < known.size(); i++) {
            error += relativeError(said.get(i), known.get(i));
            trivial += relativeError(mean, known.get(i));
        }
        return error / trivial;
    }

    @Test
    void thePressureOfFlowsIsLearned() throws Exception {
        TestNode.Result read = TestNode.of(new LabelledDataReaderNodeFactory())
                .with("source", "SAMPLE")
                .with("sample", "DARCY_FLOW")
                .with("points", 11)
                .with("limit", true)
                .with("perClass", 100)
                .run();
        assertEquals(
                List.of(100L, 100L), List.of(read.table(0).size(), read.table(1).size()));
        BufferedDataTable predicted = predictions(read, 10);
        double share = share(read, predicted);
        assertTrue(share < .75, "the error is " + share + " of that of the mean field");
    }

    private static byte[] npy(float[] values, int rows) {
        String shape = "(" + rows + ", " + values.length / rows + ")";
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }\n";
        ByteBuffer bytes =
                ByteBuffer.allocate(10 + header.length() + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length());
        bytes.put(header.getBytes(StandardCharsets.US_ASCII));
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    /** Steps from one level to another, in noise; the targets are both levels, or the height of the step alone. */
    private void writeSteps(String part, int examples, int targets, int seed) throws IOException {
        Random random = new Random(seed);
        float[] x = new float[examples * STEPS];
        float[] y = new float[examples * targets];
        for (int i = 0; i < examples; i++) {
            double before = random.nextGaussian();
            double after = random.nextGaussian();
            for (int j = 0; j < STEPS; j++) {
                x[i * STEPS + j] = (float) ((j < STEPS / 2 ? before : after) + .1 * random.nextGaussian());
            }
            y[i * targets] = (float) (targets == 1 ? before + after : before * before);
            if (targets == 2) {
                y[2 * i + 1] = (float) (after * after);
            }
        }
        Files.write(folder.resolve("x_" + part + ".npy"), npy(x, examples));
        Files.write(folder.resolve("y_" + part + ".npy"), npy(y, examples));
    }

    @Test
    void aNumberIsLearned() throws Exception {
        writeSteps("train", 200, 1, 1);
        writeSteps("test", 50, 1, 2);
        BufferedDataTable predicted = predictions(reader().run(), 10);
        double error = 0;
        double trivial = 0;
        for (int i = 0; i < 50; i++) {
            double known = number(predicted, i, "Target");
            error += Math.abs(number(predicted, i, "Prediction (Target)") - known);
            trivial += Math.abs(known);
        }
        assertTrue(error < .6 * trivial, error + " where saying 0 has an error of " + trivial);
    }

    @Test
    void severalNumbersAreLearned() throws Exception {
        writeSteps("train", 200, 2, 1);
        writeSteps("test", 50, 2, 2);
        TestNode.Result read = reader().run();
        assertTrue(read.warning().contains("2 numbers"), read.warning());
        BufferedDataTable predicted = predictions(read, 15);
        double share = share(read, predicted);
        assertTrue(share < .75, "the error is " + share + " of that of the mean");
    }

    /** Series of the classes cylinder, bell and funnel (Saito 1994), as the UCR archive writes them. */
    private void writeShapes(String part, int examples, int seed) throws IOException {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < examples; i++) {
            int kind = i % 3;
            int start = 4 + random.nextInt(8);
            int end = start + 8 + random.nextInt(24);
            double height = 6 + random.nextGaussian();
            StringBuilder line = new StringBuilder(Integer.toString(kind + 1));
            for (int j = 0; j < 48; j++) {
                boolean inside = j >= start && j <= end;
                double rise = (double) (j - start) / (end - start);
                double form = kind == 0 ? 1 : kind == 1 ? rise : 1 - rise;
                line.append(String.format(Locale.ROOT, "\t%.4f", (inside ? height * form : 0) + random.nextGaussian()));
            }
            lines.add(line.toString());
        }
        Files.write(folder.resolve("CBF_" + part + ".tsv"), lines);
    }

    @Test
    void theShapesOfSeriesAreFoundByTheLearnerAlone() throws Exception {
        writeShapes("TRAIN", 90, 1);
        writeShapes("TEST", 90, 2);
        TestNode.Result read = reader().run();
        assertEquals("", read.warning());
        TestNode.Result learned = TestNode.of(new FewShotNasLearnerNodeFactory())
                .with("trainings", 2)
                .with("epochs", 8)
                .with("network/channels", 8)
                .with("work/workers", 2)
                .with("work/keep", false)
                .with("device/device", "CPU")
                .run(read.table(0));
        BufferedDataTable predicted = TestNode.of(new NetworkPredictorNodeFactory())
                .run(learned.outputs()[0], read.table(1))
                .table(0);
        int right = 0;
        for (int i = 0; i < 90; i++) {
            right += text(predicted, i, "Class").equals(text(predicted, i, "Prediction (Class)")) ? 1 : 0;
        }
        assertTrue(right > 60, right + " of 90, where a guess gets 30");
    }
}
