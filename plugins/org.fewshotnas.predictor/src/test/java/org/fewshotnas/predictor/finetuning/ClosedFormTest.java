package org.fewshotnas.predictor.finetuning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.GraphTerm;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.forest.Forest;
import org.fewshotnas.predictor.forest.ForestGrower;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.linear.Posterior;
import org.fewshotnas.predictor.metalearning.MetaLearning;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.predictor.structure.GraphFeatures;
import org.fewshotnas.predictor.structure.Structure;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.tensor.engine.Device;
import org.junit.jupiter.api.Test;

/** A new task that no known one resembles, and costs of what computes nothing. */
class ClosedFormTest {
    private static final int SHOTS = 30;
    private static final List<UnifiedGraph> CELLS = cells(500);
    private static final Predictor LEARNED = learned();

    private static List<UnifiedGraph> cells(int count) {
        Random random = new Random(1);
        return IntStream.range(0, count)
                .mapToObj(i -> UnifiedGraph.of(NasBench201.INSTANCE.sample(random)))
                .distinct()
                .toList();
    }

    private static long count(UnifiedGraph graph, Operation operation) {
        return graph.operations().stream().filter(o -> o == operation).count();
    }

    private static Task task(Metric metric, ToDoubleFunction<UnifiedGraph> score) {
        return new Task(metric, CELLS, CELLS.stream().mapToDouble(score).toArray());
    }

    /** Knows two accuracies that grow with the convolutions on live paths. */
    private static Predictor learned() {
        ToDoubleFunction<UnifiedGraph> size = graph -> Structure.of(graph)[0];
        ToDoubleFunction<UnifiedGraph> depth = graph -> Structure.of(graph)[0] + Structure.of(graph)[5];
        MetaLearningSettings settings = MetaLearningSettings.defaults()
                .withShape(new GcnShape(3, 24, 0))
                .withSteps(200);
        return MetaLearning.learn(
                List.of(
                        task(Metric.of("one accuracy", Direction.MAXIMIZE), size),
                        task(Metric.of("another accuracy", Direction.MAXIMIZE), depth)),
                settings,
                Device.cpu(),
                Progress.NONE);
    }

    private static FineTuneResult tune(Task task, int shots) {
        return FineTuning.fineTune(
                LEARNED,
                task.subset(IntStream.range(0, shots).toArray()),
                FineTuneSettings.defaults(),
                Device.cpu(),
                Progress.NONE);
    }

    private static double spearman(Task task, int shots, double[] predicted) {
        return RankMetrics.spearman(
                Arrays.copyOfRange(predicted, shots, CELLS.size()),
                Arrays.copyOfRange(task.scores(), shots, CELLS.size()));
    }

    private static double spearman(Task task, int shots) {
        return spearman(task, shots, tune(task, shots).predictor().predict(CELLS, Device.cpu(), Progress.NONE));
    }

    private static double forestAlone(Task task, int shots) {
        GraphFeatures features = GraphFeatures.of(CELLS);
        double[][] all = CELLS.stream().map(features::of).toArray(double[][]::new);
        Forest forest = ForestGrower.grow(Arrays.copyOf(all, shots), Arrays.copyOf(task.scores(), shots), 1)
                .forest();
        return spearman(
                task, shots, Arrays.stream(all).mapToDouble(forest::value).toArray());
    }

    /** A task that goes by where a pooling stands, which no known task does. */
    @Test
    void isNotBelowAForestWhereNoKnownTaskHelps() {
        Task task = task(Metric.of("accuracy", Direction.MAXIMIZE), graph -> {
            boolean first = graph.operation(2) == Operation.AVG_POOL;
            return first ? 10 - count(graph, Operation.SKIP_CONNECTION) : count(graph, Operation.ZEROIZE);
        });
        double ours = spearman(task, SHOTS);
        double forest = forestAlone(task, SHOTS);
        assertTrue(ours > forest - 0.03, "ours " + ours + ", a forest " + forest);
    }

    /** A task like the known ones is predicted from a handful of scores, which tell a forest little. */
    @Test
    void isFarAboveAForestWhereAKnownTaskHelps() {
        Task task = task(
                Metric.of("accuracy", Direction.MAXIMIZE),
                graph -> 2 * Structure.of(graph)[0] + 0.5 * Structure.of(graph)[5]);
        double ours = spearman(task, 5);
        double forest = forestAlone(task, 5);
        assertTrue(ours > 0.85 && ours > forest + 0.1, "ours " + ours + ", a forest " + forest);
    }

    /** What is on no live path takes its time on some devices: an embedding that was learned from accuracies does not know of it. */
    @Test
    void aLatencyThatCountsDeadOperationsIsLearnedFromAFewScores() {
        Task task = task(
                new Metric("latency [ms]", "", "", "latency", "ms", Direction.MINIMIZE, "", "", "", ""),
                graph -> 3 * count(graph, Operation.CONV3_D1)
                        + 2 * count(graph, Operation.CONV1_D1)
                        + count(graph, Operation.AVG_POOL)
                        + 0.2 * count(graph, Operation.SKIP_CONNECTION));
        double ours = spearman(task, 10);
        assertTrue(ours > 0.95, "Spearman " + ours);
    }

    /** Of a quality the embedding says what counts. */
    @Test
    void featuresAreWeighedForCostsAlone() {
        Task quality = task(Metric.of("accuracy", Direction.MAXIMIZE), graph -> Structure.of(graph)[0]);
        float[] weights = tune(quality, 10).predictor().weights().values(GraphTerm.LINEAR_WEIGHTS);
        assertArrayEquals(new float[weights.length], weights);
        Metric latency = new Metric("t", "", "", "latency", "ms", Direction.MINIMIZE, "", "", "", "");
        Task cost = task(latency, graph -> count(graph, Operation.CONV3_D1));
        float[] ofCost = tune(cost, 10).predictor().weights().values(GraphTerm.LINEAR_WEIGHTS);
        assertTrue(IntStream.range(0, ofCost.length).anyMatch(i -> ofCost[i] != 0));
    }

    /** By hand: the line through the errors, and the constant that holds it back. */
    @Test
    void shareOfTheForestIsTheOneOfLeastSquares() {
        double[] labels = {1, -1, 0.5, -0.5};
        double[] head = {0, 0, 0, 0};
        double[] forest = {2, -2, 1, -1};
        // (f - g)ᵀ (y - g) = 5, |f - g|² = 10, 1000 / 16 = 62.5
        assertEquals(5 / 72.5, ClosedForm.share(labels, head, forest, new double[] {1, 1, 1, 1}), 1e-12);
        // Weighed: 2 · 1 + 2 · 1 of along, halves of the others; three scores in all.
        assertEquals(
                4.5 / (9 + 1000 / 9.0), ClosedForm.share(labels, head, forest, new double[] {1, 1, 0.5, 0.5}), 1e-12);
        assertEquals(0, ClosedForm.share(labels, head, new double[] {-1, 1, -1, 1}, new double[] {1, 1, 1, 1}));
    }

    /** Predictions are the sum of the parts that the file holds. */
    @Test
    void whatIsStoredPredictsTheSame() throws IOException {
        Task task = task(
                new Metric("latency", "", "", "latency", "ms", Direction.MINIMIZE, "", "", "", ""),
                graph -> count(graph, Operation.CONV3_D1) + 0.3 * Structure.of(graph)[7]);
        Predictor tuned = tune(task, 20).predictor();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tuned.write(bytes);
        Predictor read = Predictor.read(new ByteArrayInputStream(bytes.toByteArray()));
        assertEquals(tuned.spec(), read.spec());
        assertArrayEquals(
                tuned.predict(CELLS, Device.cpu(), Progress.NONE), read.predict(CELLS, Device.cpu(), Progress.NONE));
        assertArrayEquals(
                tuned.predict(CELLS, Device.cpu(), Progress.NONE),
                tuned.predictions(CELLS, Device.cpu(), Progress.NONE).scores(),
                1e-5);
        Posterior posterior = tuned.posterior(CELLS, Device.cpu(), Progress.NONE);
        assertEquals(
                tuned.spec().toScore(posterior.output(7)),
                tuned.predict(List.of(CELLS.get(7)), Device.cpu(), Progress.NONE)[0],
                1e-5);
    }
}
