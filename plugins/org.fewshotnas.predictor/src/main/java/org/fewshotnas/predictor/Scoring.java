package org.fewshotnas.predictor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.fewshotnas.space.Progress;
import org.fewshotnas.space.UnifiedGraph;

/** A network's outputs for any number of graphs, in batches. */
final class Scoring {
    private static final int LARGEST_BATCH = 256;
    /** Numbers in the states of one layer: 32 MiB. */
    private static final int MOST_STATES = 1 << 23;

    private Scoring() {}

    private static int batchSize(NDList parameters, List<UnifiedGraph> graphs) {
        int nodes = graphs.stream().mapToInt(UnifiedGraph::nodeCount).max().orElse(1);
        long width = parameters.get(0).getShape().get(1);
        return (int) Math.max(1, Math.min(LARGEST_BATCH, MOST_STATES / (nodes * width)));
    }

    /** Outputs of the network, one a graph; which graphs are scored together changes no more than rounding. */
    static double[] outputs(NDManager manager, NDList parameters, List<UnifiedGraph> graphs, Progress progress) {
        double[] outputs = new double[graphs.size()];
        DataType type = parameters.get(0).getDataType();
        int batch = batchSize(parameters, graphs);
        for (int from = 0; from < outputs.length; from += batch) {
            progress.checkCanceled();
            int to = Math.min(outputs.length, from + batch);
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray part = new Gcn(parameters, GraphBatch.of(manager, type, graphs.subList(from, to)), new NDList())
                        .outputs();
                System.arraycopy(Torch.toDoubles(part), 0, outputs, from, to - from);
            }
            progress.report(
                    (double) to / outputs.length, "Predicted " + to + " of " + outputs.length + " architectures");
        }
        return outputs;
    }

    /** The global nodes' last states, (graphs, W). */
    static double[][] embeddings(NDManager manager, NDList parameters, List<UnifiedGraph> graphs, Progress progress) {
        double[][] embeddings = new double[graphs.size()][];
        DataType type = parameters.get(0).getDataType();
        int batch = batchSize(parameters, graphs);
        for (int from = 0; from < embeddings.length; from += batch) {
            progress.checkCanceled();
            int to = Math.min(embeddings.length, from + batch);
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                Gcn gcn = new Gcn(parameters, GraphBatch.of(manager, type, graphs.subList(from, to)), new NDList());
                System.arraycopy(Objective.rows(gcn.embedding()), 0, embeddings, from, to - from);
            }
        }
        return embeddings;
    }

    /** Is told the outputs and the parts (B, W + 1) of graphs from an index on. */
    interface Consumer {
        void accept(int from, double[] outputs, float[][] parts);
    }

    /**
     * Outputs of the network, and the products of embeddings with a matrix.
     *
     * @param factor C of {@link Calibrator#factor}, (W + 1, W + 1)
     */
    static void uncertain(
            NDManager manager,
            NDList parameters,
            float[] factor,
            List<UnifiedGraph> graphs,
            Consumer consumer,
            Progress progress) {
        DataType type = parameters.get(0).getDataType();
        int batch = batchSize(parameters, graphs);
        int width = (int) parameters.get(parameters.size() - 2).getShape().get(0);
        float[] transposed = new float[width * (width + 1)];
        float[] last = new float[width + 1];
        for (int row = 0; row <= width; row++) {
            for (int i = 0; i < width; i++) {
                transposed[i * (width + 1) + row] = factor[row * (width + 1) + i];
            }
            last[row] = factor[row * (width + 1) + width];
        }
        try (NDArray weights = Torch.create(manager, type, transposed, new Shape(width, width + 1));
                NDArray biases = Torch.create(manager, type, last, new Shape(width + 1))) {
            for (int from = 0; from < graphs.size(); from += batch) {
                progress.checkCanceled();
                int to = Math.min(graphs.size(), from + batch);
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    Gcn gcn = new Gcn(parameters, GraphBatch.of(manager, type, graphs.subList(from, to)), new NDList());
                    NDArray embedding = gcn.embedding();
                    double[] outputs = Torch.toDoubles(embedding
                            .matMul(parameters.get(parameters.size() - 2))
                            .addi(parameters.get(parameters.size() - 1)));
                    float[] flat = embedding.matMul(weights).addi(biases).toFloatArray();
                    float[][] parts = new float[to - from][];
                    for (int i = 0; i < parts.length; i++) {
                        parts[i] = Arrays.copyOfRange(flat, i * (width + 1), (i + 1) * (width + 1));
                    }
                    consumer.accept(from, outputs, parts);
                }
                progress.report(
                        (double) to / graphs.size(), "Predicted " + to + " of " + graphs.size() + " architectures");
            }
        }
    }
}
