package org.fewshotnas.metad2a.set;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.fewshotnas.metad2a.MadeUp;
import org.fewshotnas.metad2a.data.ClassFeatures;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.metad2a.gradient.Gradients;
import org.fewshotnas.metad2a.gradient.Layout;
import org.fewshotnas.metad2a.gradient.Pass;
import org.fewshotnas.metad2a.gradient.Tensors;
import org.fewshotnas.metad2a.gradient.Value;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetEncoderTest {
    private static final int WIDTH = 12;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gradientIsThatOfFiniteDifferences(boolean statistics) {
        Layout layout = new Layout();
        SetEncoder.describe(layout, "set", 3, 8, statistics);
        // Classes of several sizes, and data sets of several numbers of classes.
        List<DataSetFeatures> dataSets =
                List.of(MadeUp.dataSet(0, 2, 3, 3, 1), MadeUp.dataSet(1, 3, 1, 3, 2), MadeUp.dataSet(2, 2, 4, 3, 3));
        Scaling scaling = Scaling.of(dataSets);
        List<Draw> draws = dataSets.stream()
                .map(dataSet -> Draw.of(dataSet, 3, new SplittableRandom(1)))
                .toList();
        Gradients.check(layout, pass -> {
            Value codes = new SetEncoder(pass, "set", 8, scaling, statistics).encode(draws);
            return pass.tape().sum(pass.tape().tanh(codes));
        });
    }

    @ParameterizedTest(name = "{0} classes of {1} examples")
    @CsvSource({"2, 20", "10, 7", "100, 3", "1000, 2", "3, 1", "2, 1"})
    void codeDependsOnNeitherOrder(int classes, int examples) {
        DataSetFeatures dataSet = MadeUp.dataSet(1, classes, examples, WIDTH, 4);
        List<ClassFeatures> shuffled = new ArrayList<>();
        for (ClassFeatures one : dataSet.classes()) {
            List<float[]> rows = new ArrayList<>(Arrays.asList(one.features()));
            Collections.reverse(rows);
            Collections.rotate(rows, 1);
            shuffled.add(new ClassFeatures(one.name(), rows.toArray(new float[0][])));
        }
        Collections.reverse(shuffled);
        Collections.rotate(shuffled, classes / 3);
        DataSetFeatures other = new DataSetFeatures("other order", shuffled, dataSet.shape());
        double[][] codes = codes(List.of(dataSet, other));
        assertArrayEquals(codes[0], codes[1], 1e-5);
    }

    @Test
    void codesOfABatchAreThoseOfOneDataSetAtATime() {
        List<DataSetFeatures> dataSets = List.of(
                MadeUp.dataSet(0, 5, 3, WIDTH, 1),
                MadeUp.dataSet(1, 2, 1, WIDTH, 2),
                MadeUp.dataSet(2, 5, 4, WIDTH, 3),
                MadeUp.dataSet(3, 3, 3, WIDTH, 4));
        double[][] together = codes(dataSets);
        for (int i = 0; i < dataSets.size(); i++) {
            assertArrayEquals(codes(List.of(dataSets.get(i)))[0], together[i], 1e-5);
        }
        assertTrue(distance(together[0], together[1]) > 0.01, "codes of other data sets are others");
    }

    @Test
    void preparedExamplesGiveTheSameCodes() {
        DataSetFeatures dataSet = MadeUp.dataSet(1, 4, 9, WIDTH, 4);
        try (NDManager manager = Torch.newManager(Device.cpu());
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            SetEncoder encoder = encoder(manager, dataSet);
            SplittableRandom random = new SplittableRandom(2);
            List<Draw> draws =
                    List.of(Draw.of(dataSet, 5, random), Draw.of(dataSet, 5, random), Draw.of(dataSet, 20, random));
            double[][] raw = Torch.rows(encoder.encode(draws).array());
            double[][] prepared =
                    Torch.rows(encoder.encode(draws, encoder.prepare(dataSet)).array());
            for (int i = 0; i < raw.length; i++) {
                assertArrayEquals(raw[i], prepared[i], 1e-5);
            }
        }
    }

    @Test
    void aDrawHasDifferentExamplesAndAllOfASmallClass() {
        DataSetFeatures dataSet = MadeUp.dataSet(0, 3, 7, 2, 1);
        int[] counts = new int[7];
        for (int seed = 0; seed < 700; seed++) {
            Draw draw = Draw.of(dataSet, 3, new SplittableRandom(seed));
            for (int[] examples : draw.examples()) {
                assertEquals(3, Arrays.stream(examples).distinct().count());
            }
            Arrays.stream(draw.examples()[1]).forEach(example -> counts[example]++);
        }
        // 300 of each are expected, give or take 13.
        assertTrue(Arrays.stream(counts).allMatch(count -> count > 245 && count < 355), Arrays.toString(counts));
        assertArrayEquals(
                new int[] {0, 1, 2, 3, 4, 5, 6},
                Arrays.stream(Draw.of(dataSet, 20, new SplittableRandom(1)).examples()[2])
                        .sorted()
                        .toArray());
    }

    @Test
    void scalingGivesColumnsOfMeanZeroAndDeviationOne() {
        List<DataSetFeatures> dataSets =
                List.of(MadeUp.dataSet(0, 3, 4, 5, 1), MadeUp.dataSet(1, 3, 4, 5, 2), MadeUp.dataSet(2, 3, 4, 5, 3));
        Scaling scaling = Scaling.of(dataSets);
        double[] sums = new double[5];
        double[] squares = new double[5];
        int rows = 0;
        for (DataSetFeatures dataSet : dataSets) {
            for (ClassFeatures one : dataSet.classes()) {
                for (float[] row : one.features()) {
                    float[] scaled = new float[5];
                    scaling.put(row, scaled, 0);
                    rows++;
                    for (int j = 0; j < 5; j++) {
                        sums[j] += scaled[j];
                        squares[j] += scaled[j] * scaled[j];
                    }
                }
            }
        }
        for (int j = 0; j < 5; j++) {
            assertEquals(0, sums[j] / rows, 1e-4);
            assertEquals(1, squares[j] / rows, 1e-3);
        }
    }

    private static double[][] codes(List<DataSetFeatures> dataSets) {
        try (NDManager manager = Torch.newManager(Device.cpu());
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            SetEncoder encoder = encoder(manager, MadeUp.dataSet(0, 6, 10, WIDTH, 9));
            return Torch.rows(encoder.encode(dataSets.stream()
                            .map(dataSet -> Draw.of(dataSet, 20, new SplittableRandom(1)))
                            .toList())
                    .array());
        }
    }

    private static SetEncoder encoder(NDManager manager, DataSetFeatures scaled) {
        Layout layout = new Layout();
        SetEncoder.describe(layout, "set", WIDTH, 56, true);
        Tensors tensors =
                new Tensors(manager, DataType.FLOAT32, layout.shapes(), layout.random(new SplittableRandom(6)));
        return new SetEncoder(Pass.applying(manager, tensors), "set", 56, Scaling.of(List.of(scaled)), true);
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }
}
