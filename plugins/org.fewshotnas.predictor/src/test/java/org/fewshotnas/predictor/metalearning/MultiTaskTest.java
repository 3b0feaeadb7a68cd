package org.fewshotnas.predictor.metalearning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fewshotnas.predictor.ReferenceSpaces;
import org.fewshotnas.predictor.TestGraphs;
import org.fewshotnas.predictor.gcn.Gcn;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.gcn.GraphBatch;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.predictor.gcn.Scoring;
import org.fewshotnas.predictor.linear.LinearAlgebra;
import org.fewshotnas.predictor.structure.Structure;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;
import org.fewshotnas.tensor.file.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultiTaskTest {
    private static final GcnShape SHAPE = new GcnShape(2, 6, 0);
    private static final int COLUMNS = 2 + Structure.COUNT;
    private final List<UnifiedGraph> graphs = TestGraphs.random(30, 6, 1);
    private final List<StandardizedTask> tasks = List.of(
            StandardizedTask.of(TestGraphs.task("all", graphs, 0.5, 1)),
            StandardizedTask.of(TestGraphs.task("some", graphs.subList(0, 12), 0.5, 2)));

    @Test
    void gradientOfABatchWithMissingScoresIsThatOfFiniteDifferences() {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            MultiTask all = new MultiTask(SHAPE, tasks, ReferenceSpaces.PUBLISHED, 7);
            NDList parameters = new NDList(all.initial(manager, 3).stream()
                    .map(values -> values.toType(DataType.FLOAT64, true))
                    .toArray(NDArray[]::new));
            for (int p = 0; p < parameters.size(); p++) {
                double[] gradient = Torch.toDoubles(
                        loss(all, manager, parameters).gradient().get(p));
                for (int i = 0; i < gradient.length; i += 5) {
                    double step = 1e-6;
                    double above = shifted(all, manager, parameters, p, i, step);
                    double below = shifted(all, manager, parameters, p, i, -step);
                    assertEquals((above - below) / (2 * step), gradient[i], 1e-7, "parameter " + p + ", entry " + i);
                }
            }
        }
    }

    private static double shifted(MultiTask all, NDManager manager, NDList parameters, int p, int i, double shift) {
        NDArray original = parameters.get(p);
        double[] values = Torch.toDoubles(original);
        values[i] += shift;
        NDList moved = new NDList(parameters);
        moved.set(p, Torch.create(manager, original.getDataType(), values, original.getShape()));
        return loss(all, manager, moved).loss();
    }

    private static Objective.Result loss(MultiTask all, NDManager manager, NDList parameters) {
        return all.pieces(manager, parameters, 24, new SplittableRandom(5))
                .get(0)
                .run(Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatIsLeftWeighsTwoTasksAlike(long seed) {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            MultiTask all = new MultiTask(SHAPE, tasks, ReferenceSpaces.PUBLISHED, 7);
            NDList parameters = all.initial(manager, seed);
            NDArray both = new Gcn(
                            parameters,
                            GraphBatch.of(manager, parameters.get(0).getDataType(), graphs, SHAPE),
                            new NDList())
                    .outputs();
            double[] flat = Torch.toDoubles(both);
            double[] first = new double[graphs.size()];
            double[] second = new double[graphs.size()];
            for (int i = 0; i < first.length; i++) {
                first[i] = flat[COLUMNS * i];
                second[i] = flat[COLUMNS * i + 1];
            }
            Weights weights = all.collapse(manager, parameters, seed, Progress.NONE);
            double[] left = Scoring.outputs(
                    manager,
                    SHAPE,
                    Parameters.toTensors(manager, parameters.get(0).getDataType(), SHAPE, weights),
                    graphs,
                    Progress.NONE);
            // The deviations are those over the architectures drawn, so the two weights are not known to the digit:
            // solve
            // for them. Two tasks that agree count alike, and none counts against the other.
            double[] weightsOfTasks = leastSquares(first, second, left);
            double a = weightsOfTasks[0] * deviation(first);
            double b = weightsOfTasks[1] * deviation(second);
            boolean agree = LinearAlgebra.dot(centred(first), centred(second)) > 0;
            if (agree) {
                assertEquals(1, a / b, 0.35);
            } else {
                assertTrue(Math.min(a, b) > -1e-4 && Math.max(a, b) > 0.1, a + " and " + b);
            }
        }
    }

    /** The weights of two centred columns that come closest to a third. */
    private static double[] leastSquares(double[] x, double[] y, double[] target) {
        double[] a = centred(x);
        double[] b = centred(y);
        double[] t = centred(target);
        double aa = LinearAlgebra.dot(a, a);
        double ab = LinearAlgebra.dot(a, b);
        double bb = LinearAlgebra.dot(b, b);
        double determinant = aa * bb - ab * ab;
        return new double[] {
            (LinearAlgebra.dot(a, t) * bb - LinearAlgebra.dot(b, t) * ab) / determinant,
            (LinearAlgebra.dot(b, t) * aa - LinearAlgebra.dot(a, t) * ab) / determinant
        };
    }

    private static double[] centred(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values).map(v -> v - mean).toArray();
    }

    private static double deviation(double[] values) {
        double[] centred = centred(values);
        return Math.sqrt(LinearAlgebra.dot(centred, centred) / values.length);
    }
}
