package org.fewshotnas.predictor.finetuning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.TestGraphs;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.predictor.gcn.Scoring;
import org.fewshotnas.predictor.linear.LinearAlgebra;
import org.fewshotnas.predictor.metalearning.MetaLearning;
import org.fewshotnas.predictor.metalearning.TaskHeads;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.predictor.structure.Structure;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;
import org.junit.jupiter.api.Test;

class HeadPriorTest {
    private static final Metric ACCURACY = Metric.of("accuracy", Direction.MAXIMIZE);
    private static final Metric LATENCY = Metric.of("latency_ms", Direction.MINIMIZE);
    private static final int KNOWN = 2;
    private static final int HEADS = KNOWN + Structure.COUNT;
    private final List<UnifiedGraph> graphs = TestGraphs.random(400, 8, 1);
    private final Predictor predictor = predictor(task(ACCURACY, 1), task(LATENCY, -1));

    private static Predictor predictor(Task... tasks) {
        return MetaLearning.learn(
                List.of(tasks),
                MetaLearningSettings.defaults().withShape(new GcnShape(2, 6, 0)).withSteps(40),
                Device.cpu(),
                Progress.NONE);
    }

    private Task task(Metric metric, int sign) {
        Task task = TestGraphs.task(metric.name(), graphs, 0.3, 1);
        return new Task(
                metric,
                graphs,
                Arrays.stream(task.scores()).map(score -> sign * score).toArray());
    }

    private HeadPrior prior(Metric target) {
        return HeadPrior.of(predictor, target);
    }

    @Test
    void knownTasksComeFirstAndCostsAreTurnedRoundForQualities() {
        double[][] forAccuracy = prior(ACCURACY).heads();
        double[][] forLatency = prior(LATENCY).heads();
        for (int i = 0; i < HEADS; i++) {
            double[] turned = Arrays.stream(forLatency[i]).map(x -> -x).toArray();
            assertArrayEquals(turned, forAccuracy[i], 0, "head " + i);
        }
        float first = predictor.weights().values(TaskHeads.WEIGHTS)[0];
        assertEquals(first, forAccuracy[0][0], 0);
        assertEquals(-first, forLatency[0][0], 0);
    }

    @Test
    void aKnownTaskOfTheSameKindIsMorePlausible() {
        double[] forAccuracy = prior(ACCURACY).logWeights();
        double[] forLatency = prior(LATENCY).logWeights();
        assertTrue(forAccuracy[0] > forAccuracy[1]);
        assertTrue(forLatency[1] > forLatency[0]);
        assertTrue(forLatency[HEADS - 1] > forAccuracy[HEADS - 1], "size says more about a cost");
    }

    @Test
    void amongKnownTasksOfItsOwnQuantityOneOfAnotherIsLessPlausible() {
        Predictor two = predictor(task(measured("dogs", "accuracy"), 1), task(measured("normals", "ssim"), 1));
        assertEquals(1, difference(two, measured("birds", "accuracy")), 1e-6);
        assertEquals(-1, difference(two, measured("depth", "ssim")), 1e-6);
        assertEquals(0, difference(two, measured("text", "perplexity")), 1e-6);
        assertEquals(0, difference(two, measured("unknown", "")), 1e-6);
    }

    @Test
    void forTheErrorOfARegressionSizeAndCostsCountLikeKnownTasksUnlessOneIsARegressionToo() {
        Metric error = measured("flow", "one minus relative l2");
        double[] weights = prior(error).logWeights();
        assertEquals(0, weights[1], 0, "a known cost");
        assertEquals(0, weights[HEADS], 0, "the size");
        Predictor two = predictor(task(ACCURACY, 1), task(measured("room", "negative MSE"), 1));
        double[] known = HeadPrior.of(two, error).logWeights();
        double[] ofAccuracy = prior(ACCURACY).logWeights();
        assertEquals(ofAccuracy[HEADS], known[HEADS], 0, "the size, where a known task is an error too");
        assertEquals(-1, difference(two, error), 1e-6);
    }

    private static double difference(Predictor predictor, Metric target) {
        double[] weights = HeadPrior.of(predictor, target).logWeights();
        return weights[0] - weights[1];
    }

    private static Metric measured(String dataSet, String quantity) {
        String name = dataSet + " " + quantity;
        return new Metric(name, dataSet, "", quantity, "", Direction.MAXIMIZE, "", "", "", "");
    }

    @Test
    void theSizeIsTheSumOfWhatGrowsWithACell() {
        HeadPrior prior = prior(ACCURACY);
        assertEquals(HEADS + 1, prior.heads().length);
        assertEquals(prior.heads().length, prior.logWeights().length);
        double[] size = outputs(prior.heads()[HEADS]);
        double[] sum = new double[size.length];
        for (int s : Structure.SIZES) {
            LinearAlgebra.axpy(1, outputs(prior.heads()[KNOWN + s]), sum);
        }
        assertEquals(1, RankMetrics.spearman(size, sum), 1e-9);
        double mean = Arrays.stream(size).average().orElseThrow();
        double variance =
                Arrays.stream(size).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
        assertEquals(1, Math.sqrt(variance), 0.35);
    }

    private double[] outputs(double[] head) {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            double[][] embeddings = Scoring.embeddings(
                    manager,
                    predictor.spec().shape(),
                    Parameters.toTensors(
                            manager, DataType.FLOAT32, predictor.spec().shape(), predictor.weights()),
                    graphs,
                    Progress.NONE);
            return Arrays.stream(embeddings)
                    .mapToDouble(e -> LinearAlgebra.dot(e, head) + head[e.length])
                    .toArray();
        }
    }
}
