package org.fewshotnas.predictor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
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
}
