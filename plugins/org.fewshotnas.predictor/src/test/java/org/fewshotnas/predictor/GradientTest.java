package org.fewshotnas.predictor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.fewshotnas.predictor.InnerLoop.Examples;
import org.fewshotnas.space.Progress;
import org.fewshotnas.space.UnifiedGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The derivatives written out in {@link Gcn} and {@link InnerLoop}, against central finite differences in double precision. */
class GradientTest {
    private static final double STEP = 1e-6;

    @ParameterizedTest(name = "{0}, {1} layers, {2} inner steps, dropout {3}")
    @CsvSource({
        "BOIL, 3, 1, 0", "BOIL, 4, 6, 0", "BOIL, 3, 4, 0.3", "BOIL, 1, 3, 0", "BOIL, 2, 3, 0.2",
        "MAML, 3, 1, 0", "MAML, 4, 6, 0", "MAML, 3, 4, 0.3", "MAML, 1, 3, 0.2", "MAML, 2, 3, 0",
        "ANIL, 3, 1, 0", "ANIL, 4, 6, 0", "ANIL, 3, 4, 0.3", "ANIL, 1, 3, 0", "ANIL, 2, 3, 0.2"
    })
    void outerGradientThroughInnerStepsIsThatOfFiniteDifferences(
            Learner learner, int layers, int innerSteps, double dropout) {
        GcnShape shape = new GcnShape(layers, 5, dropout);
        InnerLoop loop = InnerLoop.of(learner, 0.05, true);
        try (NDManager manager = Torch.newManager(Device.cpu());
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Examples support = examples(manager, 5, 1);
            Examples query = examples(manager, 6, 2);
            SplittableRandom random = new SplittableRandom(3);
            NDList[] masks = new NDList[innerSteps + 1];
            for (int k = 0; k <= innerSteps; k++) {
                masks[k] = Dropout.masks(
                        manager, DataType.FLOAT64, shape, (k < innerSteps ? support : query).graphs(), random);
            }
            NDList start = Parameters.toTensors(manager, DataType.FLOAT64, shape, Parameters.random(shape, 5));
            for (NDArray parameter : start) {
                // Units must not lie on the kink of the rectifier, as zero biases let them.
                parameter.addi(
                        Torch.create(manager, DataType.FLOAT64, gaussians(parameter, random), parameter.getShape()));
            }
            NDList gradient = loop.outerGradient(start, support, query, masks, Progress.NONE)
                    .gradient();
            assertGradient(start, gradient, () -> loop.outerGradient(start, support, query, masks, Progress.NONE)
                    .loss()
                    .getDouble());
        }
    }

    private static double[] gaussians(NDArray like, SplittableRandom random) {
        double[] values = new double[(int) like.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.1 * random.nextGaussian();
        }
        return values;
    }

    private static void assertGradient(NDList parameters, NDList gradient, DoubleSupplier loss) {
        double difference = 0;
        double norm = 0;
        for (int p = 0; p < parameters.size(); p++) {
            NDArray parameter = parameters.get(p);
            NDArray flat = parameter.flatten();
            double[] expected = gradient.get(p).toDoubleArray();
            for (int i = 0; i < expected.length; i++) {
                double value = flat.getDouble(i);
                flat.set(new NDIndex(i), value + STEP);
                double above = loss.getAsDouble();
                flat.set(new NDIndex(i), value - STEP);
                double below = loss.getAsDouble();
                flat.set(new NDIndex(i), value);
                double numeric = (above - below) / (2 * STEP);
                difference += Math.pow(numeric - expected[i], 2);
                norm += numeric * numeric;
            }
        }
        double relative = Math.sqrt(difference / norm);
        assertTrue(norm > 1e-12, "the gradient is zero: nothing was checked");
        assertTrue(relative < 1e-6, "relative error " + relative);
    }

    private static Examples examples(NDManager manager, int count, long seed) {
        List<UnifiedGraph> graphs = TestGraphs.random(count, 8, seed);
        SplittableRandom random = new SplittableRandom(seed);
        double[] scores = random.doubles(count, -1.5, 1.5).toArray();
        return new Examples(
                GraphBatch.of(manager, DataType.FLOAT64, graphs),
                Torch.create(manager, DataType.FLOAT64, scores, new Shape(count, 1)));
    }
}
