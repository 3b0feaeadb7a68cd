package org.fewshotnas.predictor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.fewshotnas.space.Progress;
import org.fewshotnas.space.UnifiedGraph;

/** A network's outputs for any number of graphs, in batches of graphs that are about as large. */
final class Scoring {
    private static final int BATCH = 256;

    private Scoring() {}

    /** Outputs of the network, one a graph; they do not depend on which graphs are scored together. */
    static double[] outputs(NDManager manager, NDList parameters, List<UnifiedGraph> graphs, Progress progress) {
        double[] outputs = new double[graphs.size()];
        DataType type = parameters.get(0).getDataType();
        for (int from = 0; from < outputs.length; from += BATCH) {
            progress.checkCanceled();
            int to = Math.min(outputs.length, from + BATCH);
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray part =
                        new Gcn(parameters, GraphBatch.of(manager, type, graphs.subList(from, to)), new NDList()).outputs();
                System.arraycopy(Torch.toDoubles(part), 0, outputs, from, to - from);
            }
            progress.report((double) to / outputs.length, "Predicted " + to + " of " + outputs.length + " architectures");
        }
        return outputs;
    }

    /** The global nodes' last states, (graphs, W). */
    static double[][] embeddings(NDManager manager, NDList parameters, List<UnifiedGraph> graphs, Progress progress) {
        double[][] embeddings = new double[graphs.size()][];
        DataType type = parameters.get(0).getDataType();
        for (int from = 0; from < embeddings.length; from += BATCH) {
            progress.checkCanceled();
            int to = Math.min(embeddings.length, from + BATCH);
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                Gcn gcn = new Gcn(parameters, GraphBatch.of(manager, type, graphs.subList(from, to)), new NDList());
                System.arraycopy(Objective.rows(gcn.embedding()), 0, embeddings, from, to - from);
            }
        }
        return embeddings;
    }
}
