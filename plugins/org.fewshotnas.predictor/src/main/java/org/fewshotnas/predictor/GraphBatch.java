package org.fewshotnas.predictor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.fewshotnas.space.UnifiedGraph;

/**
 * Graphs as tensors. B graphs are padded to N nodes, those of the largest; padding has no edge, so nothing of it reaches the readout.
 *
 * <p>Entry (b, i, j) of the adjacency is one where node i of graph b hears node j: j = i, or an edge leads from j to i. The global node, at
 * index 0, hears every node of its graph. There is no degree normalisation (Dudziak et al., 2020, BRP-NAS).
 */
final class GraphBatch {
    /** B. */
    final int size;
    /** N. */
    final int nodes;
    /** (B, N, N). */
    final NDArray adjacency;
    /** (B, N, N), the last two axes exchanged. */
    final NDArray adjacencyTransposed;
    /** (B, 1, N): row 0 of each adjacency. */
    final NDArray globalRow;
    /** (B, N, 1). */
    final NDArray globalRowTransposed;
    /** (B·N, 14): for every node, how many of the nodes that it hears hold each operation. Row by row, adjacency times one-hot. */
    final NDArray counts;
    /** (B, 14): the same of the global nodes only. */
    final NDArray globalCounts;

    private GraphBatch(int size, int nodes, NDArray adjacency, NDArray counts) {
        this.size = size;
        this.nodes = nodes;
        this.adjacency = adjacency;
        this.counts = counts;
        adjacencyTransposed = adjacency.transpose(0, 2, 1);
        globalRow = adjacency.get("0:,0:1");
        globalRowTransposed = globalRow.transpose(0, 2, 1);
        globalCounts =
                counts.reshape(size, nodes, GcnShape.FEATURES).get("0:,0").duplicate();
    }

    /** The tensors of these graphs, which belong to the manager. */
    static GraphBatch of(NDManager manager, DataType type, List<UnifiedGraph> graphs) {
        int size = graphs.size();
        int nodes = graphs.stream().mapToInt(UnifiedGraph::nodeCount).max().orElseThrow();
        float[] adjacency = new float[size * nodes * nodes];
        float[] counts = new float[size * nodes * GcnShape.FEATURES];
        for (int b = 0; b < size; b++) {
            UnifiedGraph graph = graphs.get(b);
            for (int to = 0; to < graph.nodeCount(); to++) {
                int row = b * nodes + to;
                for (int from = 0; from < graph.nodeCount(); from++) {
                    if (from == to || graph.hasEdge(from, to)) {
                        adjacency[row * nodes + from] = 1;
                        counts[row * GcnShape.FEATURES + graph.operation(from).ordinal()]++;
                    }
                }
            }
        }
        return new GraphBatch(
                size,
                nodes,
                Torch.create(manager, type, adjacency, new Shape(size, nodes, nodes)),
                Torch.create(manager, type, counts, new Shape((long) size * nodes, GcnShape.FEATURES)));
    }
}
