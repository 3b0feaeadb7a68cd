package org.fewshotnas.predictor.gcn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.tensor.engine.ParallelTasks;
import org.fewshotnas.tensor.engine.ParallelTasks.Work;
import org.fewshotnas.tensor.engine.Torch;

/** A network's outputs for any number of graphs, in batches, which are computed side by side. */
public final class Scoring {
    /** Large, because the larger a batch the more of its nodes have the same state. */
    private static final int LARGEST_BATCH = 2048;
    /** Numbers in the states of one layer: 32 MiB. */
    private static final int MOST_STATES = 1 << 23;
    /** Numbers in a matrix of neighbours, which is dense on a GPU: 64 MiB. */
    private static final int MOST_PAIRS = 1 << 24;

    private Scoring() {}

    private static int batchSize(NDManager manager, NDList parameters, List<UnifiedGraph> graphs) {
        int nodes = graphs.stream().mapToInt(UnifiedGraph::nodeCount).max().orElse(1);
        long width = parameters.get(0).getShape().get(1);
        long most = Math.min(LARGEST_BATCH, MOST_STATES / (nodes * width));
        if (manager.getDevice().isGpu()) {
            most = Math.min(most, (long) Math.sqrt(MOST_PAIRS) / nodes);
        }
        return (int) Math.max(1, most);
    }

    /** Outputs of the network, one a graph; which graphs are scored together changes no more than rounding. */
    public static double[] outputs(
            NDManager manager, GcnShape shape, NDList parameters, List<UnifiedGraph> graphs, Progress progress) {
        double[] outputs = new double[graphs.size()];
        inBatches(manager, shape, parameters, graphs, progress, (from, gcn, embedding) -> {
            double[] part = Torch.toDoubles(gcn.readout(embedding));
            System.arraycopy(part, 0, outputs, from, part.length);
        });
        return outputs;
    }

    /** The global nodes' last states, (graphs, W). */
    public static double[][] embeddings(
            NDManager manager, GcnShape shape, NDList parameters, List<UnifiedGraph> graphs, Progress progress) {
        double[][] embeddings = new double[graphs.size()][];
        inBatches(manager, shape, parameters, graphs, progress, (from, gcn, embedding) -> {
            double[][] part = Torch.rows(embedding);
            System.arraycopy(part, 0, embeddings, from, part.length);
        });
        return embeddings;
    }

    /** Takes the outputs and the parts (B, W + 1) of graphs from an index on, by several threads at a time. */
    public interface Consumer {
        void accept(int from, double[] outputs, float[][] parts);
    }

    /**
     * Outputs of the network, and the products of embeddings with a matrix.
     *
     * @param factor C of {@code Calibrator.factor}, (W + 1, W + 1)
     */
    public static void uncertain(
            NDManager manager,
            GcnShape shape,
            NDList parameters,
            float[] factor,
            List<UnifiedGraph> graphs,
            Consumer consumer,
            Progress progress) {
        DataType type = parameters.get(0).getDataType();
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
            inBatches(manager, shape, parameters, graphs, progress, (from, gcn, embedding) -> {
                double[] outputs = Torch.toDoubles(gcn.readout(embedding));
                float[] flat = embedding.matMul(weights).addi(biases).toFloatArray();
                float[][] parts = new float[outputs.length][];
                for (int i = 0; i < parts.length; i++) {
                    parts[i] = Arrays.copyOfRange(flat, i * (width + 1), (i + 1) * (width + 1));
                }
                consumer.accept(from, outputs, parts);
            });
        }
    }

    /** Takes the embedding of the graphs from an index on. */
    private interface Batch {
        void accept(int from, Gcn gcn, NDArray embedding);
    }

    private static void inBatches(
            NDManager manager,
            GcnShape shape,
            NDList parameters,
            List<UnifiedGraph> graphs,
            Progress progress,
            Batch consumer) {
        DataType type = parameters.get(0).getDataType();
        int size = batchSize(manager, parameters, graphs);
        AtomicInteger done = new AtomicInteger();
        List<Work<Void>> pieces = new ArrayList<>();
        for (int first = 0; first < graphs.size(); first += size) {
            int from = first;
            List<UnifiedGraph> part = graphs.subList(from, Math.min(graphs.size(), from + size));
            pieces.add(own -> {
                own.checkCanceled();
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    GraphBatch batch = GraphBatch.of(manager, type, part, shape);
                    Gcn gcn = new Gcn(parameters, batch, new NDList());
                    consumer.accept(from, gcn, gcn.embeddingAlone());
                }
                int count = done.addAndGet(part.size());
                own.report(
                        (double) count / graphs.size(),
                        "Predicted " + count + " of " + graphs.size() + " architectures");
                return null;
            });
        }
        if (pieces.size() == 1) {
            pieces.get(0).run(progress);
        } else if (pieces.size() > 1) {
            try (ParallelTasks workers = new ParallelTasks(Torch.threads(manager), progress)) {
                workers.run(pieces);
            }
        }
    }
}
