package org.fewshotnas.predictor.metalearning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.fewshotnas.predictor.TestGraphs;
import org.fewshotnas.predictor.gcn.Dropout;
import org.fewshotnas.predictor.gcn.Gcn;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.gcn.GraphBatch;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.predictor.metalearning.InnerLoop.Examples;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The derivatives written out in {@link Gcn} and {@link InnerLoop}, against central finite differences in double precision. */
class GradientTest {
    /** What an inner loop moves, and whether at rates that are learned. */
    enum Loop {
        BODY(InnerLoop.Moved.BODY, false),
        ALL(InnerLoop.Moved.ALL, false),
        ALL_AT_RATES(InnerLoop.Moved.ALL, true),
        HEAD(InnerLoop.Moved.HEAD, false);

        private final InnerLoop.Moved moved;
        private final boolean rates;

        Loop(InnerLoop.Moved moved, boolean rates) {
            this.moved = moved;
            this.rates = rates;
        }
    }

    private static final double STEP = 1e-6;

    @ParameterizedTest(name = "{0}, {1} layers, {2} inner steps, dropout {3}")
    @CsvSource({
        "BODY, 3, 1, 0",
        "BODY, 4, 6, 0",
        "BODY, 3, 4, 0.3",
        "BODY, 1, 3, 0",
        "BODY, 2, 3, 0.2",
        "ALL, 3, 1, 0",
        "ALL, 4, 6, 0",
        "ALL, 3, 4, 0.3",
        "ALL, 1, 3, 0.2",
        "ALL, 2, 3, 0",
        "ALL_AT_RATES, 3, 1, 0",
        "ALL_AT_RATES, 4, 3, 0",
        "ALL_AT_RATES, 1, 3, 0.2",
        "HEAD, 3, 1, 0",
        "HEAD, 4, 6, 0",
        "HEAD, 3, 4, 0.3",
        "HEAD, 1, 3, 0",
        "HEAD, 2, 3, 0.2"
    })
    void outerGradientThroughInnerStepsIsThatOfFiniteDifferences(
            Loop kind, int layers, int innerSteps, double dropout) {
        GcnShape shape = new GcnShape(layers, 5, dropout);
        try (NDManager manager = Torch.newManager(Device.cpu());
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Examples support = examples(manager, shape, 5, 1);
            Examples query = examples(manager, shape, 6, 2);
            SplittableRandom random = new SplittableRandom(3);
            NDList[] masks = new NDList[innerSteps + 1];
            for (int k = 0; k <= innerSteps; k++) {
                masks[k] = Dropout.masks(
                        manager, DataType.FLOAT64, shape, (k < innerSteps ? support : query).graphs(), random);
            }
            NDList start = start(manager, shape);
            NDList factors = kind.rates ? perturbed(ones(start), random) : new NDList();
            InnerLoop loop = new InnerLoop(kind.moved, 0.05, true, factors);
            NDList gradient = loop.outerGradient(start, support, query, masks, Progress.NONE)
                    .gradient();
            NDList all = new NDList(start);
            all.addAll(factors);
            InnerLoop forward = new InnerLoop(kind.moved, 0.05, false, factors);
            assertGradient(all, gradient, () -> forward.outerGradient(start, support, query, masks, Progress.NONE)
                    .loss()
                    .getDouble());
        }
    }

    @ParameterizedTest
    @EnumSource
    void firstOrderTakesTheQueryGradientAtTheEndOfTheInnerSteps(Loop kind) {
        GcnShape shape = new GcnShape(3, 5, 0);
        try (NDManager manager = Torch.newManager(Device.cpu());
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Examples support = examples(manager, shape, 5, 1);
            Examples query = examples(manager, shape, 6, 2);
            NDList start = start(manager, shape);
            NDList factors = kind.rates ? perturbed(ones(start), new SplittableRandom(4)) : new NDList();
            NDList[] noMasks = {new NDList(), new NDList(), new NDList()};
            InnerLoop loop = new InnerLoop(kind.moved, 0.05, false, factors);
            NDList gradient = loop.outerGradient(start, support, query, noMasks, Progress.NONE)
                    .gradient();
            NDList once = loop.step(start, support, new NDList());
            NDList end = loop.step(once, support, new NDList());
            int n = start.size();
            assertEquals(n + factors.size(), gradient.size());
            assertGradient(end, new NDList(gradient.subList(0, n)), () -> loss(end, query));
            // By the factors: minus the rate, times this gradient, times the sum of both steps' gradients.
            for (int i = 0; i < factors.size(); i++) {
                NDArray moved = start.get(i).sub(end.get(i)).div(factors.get(i));
                assertArrayEquals(
                        gradient.get(i).mul(moved).muli(-1).toDoubleArray(),
                        gradient.get(n + i).toDoubleArray(),
                        1e-12);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInnerStepFollowsTheNumericGradientOfWhatTheLearnerMoves(Loop kind) {
        GcnShape shape = new GcnShape(3, 5, 0);
        double rate = 0.05;
        try (NDManager manager = Torch.newManager(Device.cpu());
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Examples support = examples(manager, shape, 5, 1);
            NDList start = start(manager, shape);
            NDList factors = kind.rates ? perturbed(ones(start), new SplittableRandom(4)) : new NDList();
            NDList end = new InnerLoop(kind.moved, rate, false, factors).step(start, support, new NDList());
            NDList numeric = numericGradient(start, () -> loss(start, support));
            for (int i = 0; i < start.size(); i++) {
                boolean head = i >= start.size() - 2;
                boolean stays = kind == Loop.BODY && head || kind == Loop.HEAD && !head;
                NDArray factor = factors.isEmpty() ? start.get(i).onesLike() : factors.get(i);
                assertArrayEquals(
                        start.get(i)
                                .sub(numeric.get(i).mul(factor).mul(stays ? 0 : rate))
                                .toDoubleArray(),
                        end.get(i).toDoubleArray(),
                        1e-8);
            }
        }
    }

    @Test
    void reptileFollowsTheMeanOfTheGradientsAlongItsWalk() {
        GcnShape shape = new GcnShape(3, 5, 0);
        double rate = 0.05;
        try (NDManager manager = Torch.newManager(Device.cpu());
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            List<Examples> batches = List.of(
                    examples(manager, shape, 5, 1), examples(manager, shape, 6, 2), examples(manager, shape, 4, 3));
            NDList start = start(manager, shape);
            NDList gradient = new InnerLoop(InnerLoop.Moved.ALL, rate, true, new NDList())
                    .meanGradient(
                            start, batches, new NDList[] {new NDList(), new NDList(), new NDList()}, Progress.NONE)
                    .gradient();
            // The same walk by numeric gradients.
            NDList walker = new NDList(start.stream().map(NDArray::duplicate).toArray(NDArray[]::new));
            for (Examples batch : batches) {
                NDList numeric = numericGradient(walker, () -> loss(walker, batch));
                for (int i = 0; i < walker.size(); i++) {
                    walker.get(i).subi(numeric.get(i).mul(rate));
                }
            }
            for (int i = 0; i < start.size(); i++) {
                assertArrayEquals(
                        start.get(i)
                                .sub(walker.get(i))
                                .div(rate * batches.size())
                                .toDoubleArray(),
                        gradient.get(i).toDoubleArray(),
                        1e-7);
            }
        }
    }

    @ParameterizedTest(name = "{0}, {1} layers, second order {2}")
    @CsvSource({
        "BODY, 4, true",
        "BODY, 3, false",
        "ALL, 4, true",
        "ALL, 2, false",
        "ALL_AT_RATES, 4, true",
        "ALL_AT_RATES, 1, false",
        "HEAD, 3, true"
    })
    void mergedStatesGiveTheGradientOfSeparateOnes(Loop kind, int layers, boolean secondOrder) {
        GcnShape shape = new GcnShape(layers, 7, 0);
        // A training with dropout keeps all nodes apart; without masks there is no other difference.
        GcnShape separate = new GcnShape(layers, 7, 0.5);
        try (NDManager manager = Torch.newManager(Device.cpu());
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList start = start(manager, shape);
            NDList factors = kind.rates ? perturbed(ones(start), new SplittableRandom(4)) : new NDList();
            InnerLoop loop = new InnerLoop(kind.moved, 0.05, secondOrder, factors);
            NDList[] noMasks = {new NDList(), new NDList(), new NDList(), new NDList()};
            NDList[] gradients = new NDList[2];
            int[] rows = new int[2];
            for (int k = 0; k < 2; k++) {
                GcnShape own = k == 0 ? shape : separate;
                Examples support = examples(manager, own, 40, 1);
                Examples query = examples(manager, own, 50, 2);
                rows[k] = support.graphs().rows(0);
                gradients[k] = loop.outerGradient(start, support, query, noMasks, Progress.NONE)
                        .gradient();
            }
            assertTrue(layers == 1 || rows[0] < rows[1], "nothing was merged");
            for (int i = 0; i < gradients[0].size(); i++) {
                double largest = gradients[1].get(i).abs().max().getDouble();
                assertArrayEquals(
                        gradients[1].get(i).toDoubleArray(), gradients[0].get(i).toDoubleArray(), 1e-12 * largest);
            }
        }
    }

    private static double loss(NDList parameters, Examples examples) {
        return new Gcn(parameters, examples.graphs(), new NDList())
                .outputs()
                .sub(examples.scores())
                .square()
                .mean()
                .getDouble();
    }

    /** Units must not lie on the kink of the rectifier, as zero biases let them. */
    private static NDList start(NDManager manager, GcnShape shape) {
        return perturbed(
                Parameters.toTensors(manager, DataType.FLOAT64, shape, Parameters.random(shape, 5)),
                new SplittableRandom(3));
    }

    private static NDList ones(NDList like) {
        return new NDList(like.stream().map(NDArray::onesLike).toArray(NDArray[]::new));
    }

    private static NDList perturbed(NDList list, SplittableRandom random) {
        for (NDArray array : list) {
            array.addi(Torch.create(array.getManager(), DataType.FLOAT64, gaussians(array, random), array.getShape()));
        }
        return list;
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
        NDList expected = numericGradient(parameters, loss);
        for (int p = 0; p < parameters.size(); p++) {
            difference += expected.get(p).sub(gradient.get(p)).square().sum().getDouble();
            norm += expected.get(p).square().sum().getDouble();
        }
        double relative = Math.sqrt(difference / norm);
        assertTrue(norm > 1e-12, "the gradient is zero: nothing was checked");
        assertTrue(relative < 1e-6, "relative error " + relative);
    }

    /** With weights of 0 and 2 half of two examples is there, and counts as if it were alone. */
    @Test
    void aStepFollowsTheWeighedErrors() {
        GcnShape shape = new GcnShape(2, 5, 0);
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            NDList start = Parameters.toTensors(manager, DataType.FLOAT64, shape, Parameters.random(shape, 3));
            List<UnifiedGraph> graphs = TestGraphs.random(2, 8, 5);
            NDArray scores = Torch.create(manager, DataType.FLOAT64, new double[] {0.7, -1.2}, new Shape(2, 1));
            NDArray weights = Torch.create(manager, DataType.FLOAT64, new double[] {2, 0}, new Shape(2, 1));
            GraphBatch both = GraphBatch.forTraining(manager, DataType.FLOAT64, graphs, shape);
            GraphBatch one = GraphBatch.forTraining(manager, DataType.FLOAT64, graphs.subList(0, 1), shape);
            NDArray score = Torch.create(manager, DataType.FLOAT64, new double[] {0.7}, new Shape(1, 1));
            InnerLoop loop = new InnerLoop(InnerLoop.Moved.ALL, 0.1, true, new NDList());
            NDList weighed = loop.step(start, new Examples(both, scores, Optional.of(weights)), new NDList());
            NDList alone = loop.step(start, new Examples(one, score), new NDList());
            for (int i = 0; i < start.size(); i++) {
                assertArrayEquals(alone.get(i).toDoubleArray(), weighed.get(i).toDoubleArray(), 1e-12);
            }
            NDList[] noMasks = {new NDList(), new NDList()};
            NDList outer = loop.outerGradient(
                            start,
                            new Examples(both, scores, Optional.of(weights)),
                            new Examples(one, score),
                            noMasks,
                            Progress.NONE)
                    .gradient();
            NDList expected = loop.outerGradient(
                            start, new Examples(one, score), new Examples(one, score), noMasks, Progress.NONE)
                    .gradient();
            for (int i = 0; i < start.size(); i++) {
                assertArrayEquals(expected.get(i).toDoubleArray(), outer.get(i).toDoubleArray(), 1e-9);
            }
        }
    }

    private static NDList numericGradient(NDList parameters, DoubleSupplier loss) {
        NDList gradient = new NDList();
        for (NDArray parameter : parameters) {
            NDArray flat = parameter.flatten();
            double[] numeric = new double[(int) flat.size()];
            for (int i = 0; i < numeric.length; i++) {
                double value = flat.getDouble(i);
                flat.set(new NDIndex(i), value + STEP);
                double above = loss.getAsDouble();
                flat.set(new NDIndex(i), value - STEP);
                double below = loss.getAsDouble();
                flat.set(new NDIndex(i), value);
                numeric[i] = (above - below) / (2 * STEP);
            }
            gradient.add(Torch.create(parameter.getManager(), DataType.FLOAT64, numeric, parameter.getShape()));
        }
        return gradient;
    }

    private static Examples examples(NDManager manager, GcnShape shape, int count, long seed) {
        List<UnifiedGraph> graphs = TestGraphs.random(count, 8, seed);
        SplittableRandom random = new SplittableRandom(seed);
        double[] scores = random.doubles(count, -1.5, 1.5).toArray();
        return new Examples(
                GraphBatch.forTraining(manager, DataType.FLOAT64, graphs, shape),
                Torch.create(manager, DataType.FLOAT64, scores, new Shape(count, 1)));
    }
}
