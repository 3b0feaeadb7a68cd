package org.fewshotnas.predictor.gcn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.tensor.engine.Torch;

/**
 * Graphs as what the layers of a network sum up. A node's neighbours are itself and the nodes from which edges lead to it, and their states
 * are summed; those of the global node, at index 0, are all nodes of its graph. There is no degree normalisation (Dudziak et al., 2020,
 * BRP-NAS).
 *
 * <p>So nodes whose neighbours have the same states have the same state, be they of one graph or of several, and it is computed once: layer l has
 * R(l) rows, one for each state that differs (the colours of Weisfeiler and Leman, 1968, with sums in place of sets), and a sparse matrix
 * (R(l), R(l-1)) of how often each row of the layer before is in the sum of a row. Before the first layer these are the operations of
 * the vocabulary ({@link GcnShape#features} of them); a node of any other operation has a state of zeros, which adds nothing. The last
 * layer has the global nodes alone, one a graph.
 *
 * <p>Graphs of several tasks, equally many of each, can be stacked: then every matrix and all states have a first axis of tasks, and R(l)
 * is the most rows of a task; rows that are too many are in no sum.
 */
public final class GraphBatch {
    /** A sparse product takes as long for an entry as a dense one for so many, zeros included; measured on processors. */
    private static final int SPARSE = 32;

    /** The state of a node whose operation is not in the vocabulary. */
    private static final int NOTHING = -1;

    /** B, the number of graphs of a task. */
    public final int size;

    private final int features;
    private final int[] rows;
    private final NDArray[] neighbours;
    private final NDArray[] neighboursTransposed;

    private GraphBatch(NDManager manager, DataType type, int features, int size, List<CountRows[]> tasks) {
        this.features = features;
        this.size = size;
        int layers = tasks.get(0).length;
        rows = new int[layers];
        neighbours = new NDArray[layers];
        neighboursTransposed = new NDArray[layers];
        for (int l = 0; l < layers; l++) {
            int layer = l;
            List<CountRows> own = tasks.stream().map(task -> task[layer]).toList();
            rows[l] = own.stream().mapToInt(CountRows::rows).max().orElseThrow();
            neighbours[l] = matrix(manager, type, own, rows[l], rowsBefore(l));
            neighboursTransposed[l] = Gcn.transposed(neighbours[l]);
        }
    }

    /** These graphs for a network of this shape, equal states merged. Tensors belong to the manager. */
    public static GraphBatch of(NDManager manager, DataType type, List<UnifiedGraph> graphs, GcnShape shape) {
        return new GraphBatch(
                manager, type, shape.features(), graphs.size(), List.<CountRows[]>of(rows(graphs, shape, true)));
    }

    /** These graphs to train a network of this shape: dropout tells nodes apart, so that they are merged only where there is none. */
    public static GraphBatch forTraining(NDManager manager, DataType type, List<UnifiedGraph> graphs, GcnShape shape) {
        return forTasks(manager, type, List.of(graphs), shape);
    }

    /** The same for the graphs of tasks, stacked where there are several; equally many graphs of each. */
    public static GraphBatch forTasks(
            NDManager manager, DataType type, List<List<UnifiedGraph>> tasks, GcnShape shape) {
        List<CountRows[]> rows = tasks.stream()
                .map(graphs -> rows(graphs, shape, shape.dropout() == 0))
                .toList();
        return new GraphBatch(manager, type, shape.features(), tasks.get(0).size(), rows);
    }

    /** A shape of (rows, width), stacked as the graphs are. */
    public Shape stacked(int l, int width) {
        return neighbours[l].getShape().dimension() == 2
                ? new Shape(rows[l], width)
                : new Shape(neighbours[l].getShape().get(0), rows[l], width);
    }

    /** R(l), for l from 0. */
    public int rows(int l) {
        return rows[l];
    }

    private int rowsBefore(int l) {
        return l == 0 ? features : rows[l - 1];
    }

    /** Whether layer l has fewer rows than the one before: then they are summed before they are multiplied by weights, else behind. */
    boolean aggregatesFirst(int l) {
        return l > 0 && rows[l] < rows[l - 1];
    }

    /** The sums over neighbours of states of the layer before, for every row of layer l: (R(l-1), W) to (R(l), W). */
    NDArray aggregate(int l, NDArray states) {
        return neighbours[l].matMul(states);
    }

    /** The transposed: the gradient of sums goes back to what was summed, (R(l), W) to (R(l-1), W). */
    NDArray aggregateBack(int l, NDArray gradient) {
        return neighboursTransposed[l].matMul(gradient);
    }

    /** For each layer its rows. */
    public static CountRows[] rows(List<UnifiedGraph> graphs, GcnShape shape, boolean merged) {
        int layers = shape.layers();
        Map<Operation, Integer> features = shape.featureOf();
        CountRows[] rows = new CountRows[layers];
        for (int l = 0; l < layers; l++) {
            rows[l] = new CountRows();
        }
        for (UnifiedGraph graph : graphs) {
            int n = graph.nodeCount();
            int[][] sources = sources(graph);
            int[] before = new int[n];
            for (int i = 0; i < n; i++) {
                before[i] = features.getOrDefault(graph.operation(i), NOTHING);
            }
            int[] summed = new int[n];
            for (int l = 0; l < layers; l++) {
                boolean last = l == layers - 1;
                int[] now = new int[n];
                for (int to = 0; to < (last ? 1 : n); to++) {
                    int length = 0;
                    for (int source : sources[to]) {
                        if (before[source] != NOTHING) {
                            summed[length++] = before[source];
                        }
                    }
                    Arrays.sort(summed, 0, length);
                    now[to] = merged && !last ? rows[l].merge(summed, length) : rows[l].add(summed, length);
                }
                before = now;
            }
        }
        return rows;
    }

    /** For every node its neighbours. */
    private static int[][] sources(UnifiedGraph graph) {
        int n = graph.nodeCount();
        int[][] sources = new int[n][];
        int[] found = new int[n];
        for (int to = 0; to < n; to++) {
            int count = 0;
            for (int from = 0; from < n; from++) {
                if (from == to || graph.hasEdge(from, to)) {
                    found[count++] = from;
                }
            }
            sources[to] = Arrays.copyOf(found, count);
        }
        return sources;
    }

    /** Sparse where that is less work, for a single task; never on a GPU, whose sparse products need not give the same bits twice. */
    private static NDArray matrix(NDManager manager, DataType type, List<CountRows> tasks, int rows, int columns) {
        Shape shape = new Shape(rows, columns);
        if (tasks.size() == 1
                && !manager.getDevice().isGpu()
                && shape.size() > (long) SPARSE * tasks.get(0).entries()) {
            return Torch.createSparse(
                    manager, type, tasks.get(0).places(), tasks.get(0).values(), shape);
        }
        float[] values = new float[Math.toIntExact(tasks.size() * shape.size())];
        for (int t = 0; t < tasks.size(); t++) {
            tasks.get(t).write(values, t * rows * columns, columns);
        }
        return Torch.create(manager, type, values, tasks.size() == 1 ? shape : new Shape(tasks.size(), rows, columns));
    }
}
