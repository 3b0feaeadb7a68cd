package org.fewshotnas.predictor.metalearning;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.fewshotnas.predictor.Calibrator;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.predictor.gcn.Scoring;
import org.fewshotnas.predictor.linear.LinearAlgebra;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.tensor.engine.Torch;
import org.fewshotnas.tensor.file.Weights;

/**
 * What a network with a last layer for each of several tasks leaves: a network of one output, the first principal component of the measured
 * tasks, which is a good guess for a new task; and the tasks' own last layers, standardised, from which {@code HeadPrior} makes priors. The
 * embedding is scaled to a mean squared distance of 1 from its mean, so that a deviation's variance is the same number for all networks.
 */
final class HeadCollapse {
    /** More than enough for the first component to stand out. */
    private static final int POWER_ITERATIONS = 100;

    private final GcnShape shape;
    private final NDManager manager;
    private final NDList parameters;
    /** Of the references, (references, W). */
    private final double[][] embeddings;
    /** Of every task, scaled so that its outputs have a deviation of 1. */
    private final double[][] heads;

    private final double[] biases;
    /** For every task one a reference, of mean 0 and deviation 1. */
    private final double[][] outputs;

    private HeadCollapse(GcnShape shape, NDManager manager, NDList parameters, double[][] embeddings, double[][] raw) {
        this.shape = shape;
        this.manager = manager;
        this.parameters = parameters;
        this.embeddings = embeddings;
        heads = new double[raw.length][shape.width()];
        biases = new double[raw.length];
        outputs = new double[raw.length][];
        for (int t = 0; t < raw.length; t++) {
            biases[t] = addStandardized(embeddings, raw[t], heads[t]);
            outputs[t] = centred(embeddings, heads[t]);
        }
    }

    /**
     * @param parameters with a last layer of (W, n) and (n)
     * @param references architectures that means and deviations are taken over
     */
    static HeadCollapse of(
            GcnShape shape, NDManager manager, NDList parameters, List<UnifiedGraph> references, Progress progress) {
        double[][] embeddings = Scoring.embeddings(manager, shape, parameters, references, progress);
        int head = parameters.size() - 2;
        int columns = (int) parameters.get(head).getShape().get(1);
        double[] values = Torch.toDoubles(parameters.get(head));
        double[][] raw = new double[columns][shape.width()];
        for (int t = 0; t < columns; t++) {
            for (int i = 0; i < raw[t].length; i++) {
                raw[t][i] = values[i * columns + t];
            }
        }
        return new HeadCollapse(shape, manager, parameters, embeddings, raw);
    }

    /** @param tasks how many of the heads, the first ones, are of measured tasks */
    Weights weights(int tasks) {
        double[] loadings = commonFactor(Arrays.copyOf(outputs, tasks));
        double[] common = new double[shape.width()];
        for (int t = 0; t < tasks; t++) {
            LinearAlgebra.axpy(loadings[t], heads[t], common);
        }
        double[] prior = new double[common.length];
        double bias = addStandardized(embeddings, common, prior);
        double scale = 1 / Math.sqrt(Calibrator.spread(embeddings));
        Weights body = Parameters.toWeights(shape, withHead(prior, bias));
        return putHeads(scaled(body, (float) scale), scale).build();
    }

    private Weights.Builder putHeads(Weights.Builder weights, double scale) {
        int n = heads.length;
        int width = shape.width();
        float[] taskWeights = new float[width * n];
        float[] taskBiases = new float[n];
        float[] correlations = new float[n * n];
        for (int t = 0; t < n; t++) {
            for (int i = 0; i < width; i++) {
                taskWeights[i * n + t] = (float) (heads[t][i] / scale);
            }
            taskBiases[t] = (float) biases[t];
            for (int u = 0; u < n; u++) {
                correlations[t * n + u] = (float) (LinearAlgebra.dot(outputs[t], outputs[u]) / outputs[t].length);
            }
        }
        return weights.put(TaskHeads.WEIGHTS, List.of(width, n), taskWeights)
                .put(TaskHeads.BIASES, List.of(n), taskBiases)
                .put(TaskHeads.CORRELATIONS, List.of(n, n), correlations);
    }

    /**
     * How much each task shows of what they have in common: its loading on the first principal component of all tasks, or 0 where a task
     * runs against the others, as a latency does among accuracies.
     *
     * @param outputs for every task one an architecture, of mean 0 and deviation 1
     */
    static double[] commonFactor(double[][] outputs) {
        int tasks = outputs.length;
        double[] loadings = new double[tasks];
        Arrays.fill(loadings, 1);
        for (int iteration = 0; iteration < POWER_ITERATIONS; iteration++) {
            double[] component = new double[outputs[0].length];
            for (int t = 0; t < tasks; t++) {
                LinearAlgebra.axpy(loadings[t], outputs[t], component);
            }
            double norm = Math.sqrt(LinearAlgebra.dot(component, component));
            if (!(norm > 0)) {
                return loadings;
            }
            for (int t = 0; t < tasks; t++) {
                loadings[t] = LinearAlgebra.dot(outputs[t], component) / norm;
            }
        }
        return Arrays.stream(loadings).map(loading -> Math.max(0, loading)).toArray();
    }

    private static double[] centred(double[][] embeddings, double[] head) {
        double[] outputs = Arrays.stream(embeddings)
                .mapToDouble(embedding -> LinearAlgebra.dot(embedding, head))
                .toArray();
        double mean = Arrays.stream(outputs).average().orElseThrow();
        return Arrays.stream(outputs).map(output -> output - mean).toArray();
    }

    /** Adds a head, scaled so that its outputs have a deviation of 1, to a sum; gives the bias that makes their mean 0. */
    private static double addStandardized(double[][] embeddings, double[] head, double[] sum) {
        double[] centred = centred(embeddings, head);
        double mean = LinearAlgebra.dot(embeddings[0], head) - centred[0];
        double deviation = Math.sqrt(LinearAlgebra.dot(centred, centred) / centred.length);
        if (!(deviation > 1e-9)) {
            return 0;
        }
        LinearAlgebra.axpy(1 / deviation, head, sum);
        return -mean / deviation;
    }

    private NDList withHead(double[] weights, double bias) {
        DataType type = parameters.get(0).getDataType();
        NDList result = new NDList(parameters.subList(0, parameters.size() - 2));
        result.add(Torch.create(manager, type, weights, new Shape(weights.length, 1)));
        result.add(Torch.create(manager, type, new double[] {bias}, new Shape(1)));
        return result;
    }

    /** The same network with embeddings this many times as long: rectified states grow with the weights into them. */
    private Weights.Builder scaled(Weights weights, float scale) {
        String last = "layer." + (shape.layers() - 1) + ".";
        Weights.Builder result = new Weights.Builder();
        shape.tensors().forEach((name, extents) -> {
            float factor = name.startsWith(last) ? scale : name.equals(GcnShape.HEAD_WEIGHT) ? 1 / scale : 1;
            float[] values = weights.values(name).clone();
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
            }
            result.put(name, extents, values);
        });
        return result;
    }
}
