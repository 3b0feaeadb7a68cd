package org.fewshotnas.view.result;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.predictor.gcn.Scoring;
import org.fewshotnas.predictor.metalearning.TaskHeads;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;

/** What a predictor keeps of the tasks that it has learned: a last layer for each, where its learner keeps them apart. */
public final class KnownTasks {
    private KnownTasks() {}

    /** The correlations of what it says of every two tasks, over the architectures that it learned from; empty where it keeps none apart. */
    public static double[][] correlations(Predictor predictor) {
        if (!predictor.weights().names().contains(TaskHeads.CORRELATIONS)) {
            return new double[0][];
        }
        float[] values = predictor.weights().values(TaskHeads.CORRELATIONS);
        int heads = (int) Math.round(Math.sqrt(values.length));
        int tasks = predictor.spec().tasks().size();
        double[][] correlations = new double[tasks][tasks];
        for (int i = 0; i < tasks; i++) {
            for (int j = 0; j < tasks; j++) {
                correlations[i][j] = values[i * heads + j];
            }
        }
        return correlations;
    }

    /**
     * The rank correlation of what the predictor says now with what it says of each known task, on some architectures; both turned so that larger
     * is better. Empty where it keeps no task apart.
     */
    public static Map<String, Double> alike(
            Predictor predictor, List<UnifiedGraph> architectures, Device device, Progress progress) {
        Map<String, Double> alike = new LinkedHashMap<>();
        if (!predictor.weights().names().contains(TaskHeads.WEIGHTS) || architectures.size() < 3) {
            return alike;
        }
        PredictorSpec spec = predictor.spec();
        int sign = spec.direction().sign();
        double[] now = Arrays.stream(predictor.predict(architectures, device, progress))
                .map(score -> sign * score)
                .toArray();
        double[][] embeddings;
        try (NDManager manager = Torch.newManager(device, progress)) {
            NDList network = Parameters.toTensors(manager, DataType.FLOAT32, spec.shape(), predictor.weights());
            embeddings = Scoring.embeddings(manager, spec.shape(), network, architectures, progress);
        }
        float[] weights = predictor.weights().values(TaskHeads.WEIGHTS);
        int heads = predictor.weights().shape(TaskHeads.BIASES).get(0);
        for (int task = 0; task < spec.tasks().size(); task++) {
            double[] said = new double[embeddings.length];
            for (int i = 0; i < said.length; i++) {
                for (int k = 0; k < embeddings[i].length; k++) {
                    said[i] += embeddings[i][k] * weights[k * heads + task];
                }
            }
            alike.put(spec.tasks().get(task).name(), RankMetrics.spearman(now, said));
        }
        return alike;
    }
}
