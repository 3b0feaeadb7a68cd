package org.fewshotnas.view.result;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.predictor.gcn.Scoring;
import org.fewshotnas.predictor.structure.GraphFeatures;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;

/** Architectures as points of many dimensions, of which a map can be made. */
public final class Embeddings {
    private Embeddings() {}

    /** What a predictor makes of them, before its last layer: (n, width of the network). */
    public static double[][] of(
            Predictor predictor, List<UnifiedGraph> architectures, Device device, Progress progress) {
        if (architectures.isEmpty()) {
            return new double[0][];
        }
        Torch.start(progress);
        try (NDManager manager = Torch.newManager(device, progress)) {
            NDList network = Parameters.toTensors(
                    manager, DataType.FLOAT32, predictor.spec().shape(), predictor.weights());
            return Scoring.embeddings(manager, predictor.spec().shape(), network, architectures, progress);
        }
    }

    /** What they are made of: how many of which operation there are, and how they are connected. */
    public static double[][] ofStructure(List<UnifiedGraph> architectures) {
        GraphFeatures features = GraphFeatures.of(architectures);
        double[][] points = architectures.stream().map(features::of).toArray(double[][]::new);
        // Each number counts the same, whatever its unit.
        for (int j = 0; points.length > 0 && j < points[0].length; j++) {
            double mean = 0;
            double square = 0;
            for (double[] point : points) {
                mean += point[j] / points.length;
                square += point[j] * point[j] / points.length;
            }
            double deviation = Math.sqrt(Math.max(0, square - mean * mean));
            for (double[] point : points) {
                point[j] = deviation > 1e-9 ? (point[j] - mean) / deviation : 0;
            }
        }
        return points;
    }
}
