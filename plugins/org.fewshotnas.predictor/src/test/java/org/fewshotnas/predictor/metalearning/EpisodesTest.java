package org.fewshotnas.predictor.metalearning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.fewshotnas.predictor.Learners;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.MetaLearningSettings.Inner;
import org.fewshotnas.predictor.MetaLearningSettings.Outer;
import org.fewshotnas.predictor.TestGraphs;
import org.fewshotnas.predictor.gcn.Dropout;
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

/** Tasks in one batch, against the same tasks one by one. */
class EpisodesTest {
    private static final int TASKS = 5;

    @ParameterizedTest(name = "{0}, second order {1}")
    @CsvSource({
        "BODY, true",
        "BODY, false",
        "ALL, true",
        "ALL, false",
        "HEAD, true",
        "HEAD, false",
        "ALL AT RATES, true",
        "ALL AT RATES, false",
        "REPTILE, false",
        "SUPERVISED, false"
    })
    void oneBatchGivesTheSumOfTheTasksGradients(String kind, boolean secondOrder) {
        MetaLearningSettings settings = new MetaLearningSettings(
                Learners.BOIL,
                new GcnShape(3, 6, 0),
                new Inner(3, 0.05, secondOrder, 5, 7),
                new Outer(1, 1e-3, 0, TASKS),
                1);
        List<StandardizedTask> tasks = new ArrayList<>();
        for (int t = 0; t < TASKS; t++) {
            // The second task has too few scores for the sets' sizes. Graphs grow from task to task.
            List<UnifiedGraph> graphs = TestGraphs.random(t == 1 ? 8 : 20, 6 + t, t);
            tasks.add(StandardizedTask.of(TestGraphs.task("task " + t, graphs, 0.4, t)));
        }
        try (NDManager manager = Torch.newManager(Device.cpu());
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList parameters = initial(manager, settings.shape(), kind.endsWith("RATES"));
            Objective objective = objective(settings, kind);
            List<Objective.Result> single = evaluate(new Episodes(manager, parameters, tasks, settings, objective, 1));
            List<Objective.Result> batches = evaluate(new Episodes(manager, parameters, tasks, settings, objective, 2));
            assertEquals(
                    List.of(1, 1, 1, 1, 1),
                    single.stream().map(Objective.Result::episodes).toList());
            assertEquals(
                    List.of(1, 1, 2, 1),
                    batches.stream().map(Objective.Result::episodes).toList());
            assertEquals(loss(single), loss(batches), 1e-12);
            for (int i = 0; i < parameters.size(); i++) {
                double[] expected = sum(single, i);
                assertArrayEquals(expected, sum(batches, i), 1e-12 * (1 + largest(expected)));
            }
        }
    }

    private static List<Objective.Result> evaluate(Episodes episodes) {
        return episodes.draw(new SplittableRandom(7)).stream()
                .map(work -> work.run(Progress.NONE))
                .toList();
    }

    private static double loss(List<Objective.Result> results) {
        return results.stream()
                .mapToDouble(result -> result.loss() * result.episodes())
                .sum();
    }

    private static double[] sum(List<Objective.Result> results, int i) {
        NDArray sum = results.get(0).gradient().get(i).duplicate();
        results.subList(1, results.size())
                .forEach(result -> sum.addi(result.gradient().get(i)));
        return sum.toDoubleArray();
    }

    private static double largest(double[] values) {
        return java.util.Arrays.stream(values).map(Math::abs).max().orElseThrow();
    }

    private static Objective objective(MetaLearningSettings settings, String kind) {
        return switch (kind) {
            case "REPTILE" -> new ReptileObjective(settings);
            case "SUPERVISED" -> new SupervisedObjective(settings.shape());
            default -> new InnerLoopObjective(settings, InnerLoop.Moved.valueOf(kind.split(" ")[0]));
        };
    }

    private static NDList initial(NDManager manager, GcnShape shape, boolean withRates) {
        NDList parameters = Parameters.toTensors(manager, DataType.FLOAT64, shape, Parameters.random(shape, 1));
        if (withRates) {
            parameters.addAll(
                    new NDList(parameters.stream().map(NDArray::onesLike).toArray(NDArray[]::new)));
        }
        return parameters;
    }

    @Test
    void stackedMasksDropWhatThoseOfEveryTaskDrop() {
        GcnShape shape = new GcnShape(3, 6, 0.3);
        try (NDManager manager = Torch.newManager(Device.cpu());
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList start = Parameters.toTensors(manager, DataType.FLOAT64, shape, Parameters.random(shape, 5));
            List<List<UnifiedGraph>> graphs = List.of(TestGraphs.random(5, 9, 1), TestGraphs.random(5, 6, 2));
            double[] scores = new SplittableRandom(3).doubles(10, -1, 1).toArray();
            GraphBatch both = GraphBatch.forTasks(manager, DataType.FLOAT64, graphs, shape);
            NDList masks = Dropout.masks(manager, DataType.FLOAT64, shape, both, new SplittableRandom(4));
            InnerLoop loop = new InnerLoop(InnerLoop.Moved.ALL, 0.05, true, new NDList());
            NDList stacked = gradient(
                    loop,
                    start,
                    new Examples(both, Torch.create(manager, DataType.FLOAT64, scores, new Shape(2, 5, 1))),
                    masks);
            NDList sum = new NDList();
            for (int t = 0; t < 2; t++) {
                GraphBatch own = GraphBatch.forTraining(manager, DataType.FLOAT64, graphs.get(t), shape);
                NDList ownMasks = new NDList();
                for (int l = 0; l < shape.layers(); l++) {
                    ownMasks.add(masks.get(l).get(t).get("0:" + own.rows(l)));
                }
                double[] ownScores = java.util.Arrays.copyOfRange(scores, 5 * t, 5 * t + 5);
                NDList gradient = gradient(
                        loop,
                        start,
                        new Examples(own, Torch.create(manager, DataType.FLOAT64, ownScores, new Shape(5, 1))),
                        ownMasks);
                for (int i = 0; i < gradient.size(); i++) {
                    if (t == 0) {
                        sum.add(gradient.get(i));
                    } else {
                        sum.get(i).addi(gradient.get(i));
                    }
                }
            }
            for (int i = 0; i < sum.size(); i++) {
                assertArrayEquals(sum.get(i).toDoubleArray(), stacked.get(i).toDoubleArray(), 1e-12);
            }
        }
    }

    private static NDList gradient(InnerLoop loop, NDList start, Examples examples, NDList masks) {
        return loop.outerGradient(start, examples, examples, new NDList[] {masks, masks, masks}, Progress.NONE)
                .gradient();
    }
}
