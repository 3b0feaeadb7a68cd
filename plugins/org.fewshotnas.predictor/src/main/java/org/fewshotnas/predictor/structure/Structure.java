package org.fewshotnas.predictor.structure;

import java.util.Set;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.Operation.Type;
import org.fewshotnas.space.cell.UnifiedGraph;

/**
 * What is known of every cell without any training: how large and how deep it is, and of which operations. These are tasks whose scores
 * cost nothing. Learned beside the measured ones, on cells of every search space, they make the embeddings of different spaces comparable;
 * and many a new task, a latency above all, resembles one of them.
 *
 * <p>A node counts where it is live: on a path from the cell's input to its output on which no operation is a zero.
 */
public final class Structure {
    /** Numbers that {@link #of} gives. */
    public static final int COUNT = 8;

    /** Those of them that grow with the size of a cell. */
    public static final int[] SIZES = {0, 1, 2, 7};

    private static final Set<Type> POOLING = Set.of(Type.AVERAGE_POOLING, Type.MAXIMUM_POOLING);

    /** The node after the global one; the last node is the output. */
    private static final int INPUT = 1;

    private Structure() {}

    /**
     * The numbers of a cell.
     *
     * @return the logarithm of one plus the sum of the kernels' areas, to which the cell's parameters are proportional; computing
     *     operations (convolutions, linear ones, pooling); those of them with parameters; pooling operations; skip-connections; operations
     *     with parameters on the longest path, and on the shortest, -1 where there is none; live operations
     */
    public static double[] of(UnifiedGraph graph) {
        int n = graph.nodeCount();
        boolean[] live = live(graph);
        double area = 0;
        int weighted = 0;
        int pooling = 0;
        int skips = 0;
        int operations = 0;
        int[] longest = new int[n];
        int[] shortest = new int[n];
        for (int j = INPUT + 1; j < n; j++) {
            if (!live[j]) {
                continue;
            }
            Operation operation = graph.operation(j);
            int kernel = operation.parameterArea();
            area += kernel;
            weighted += kernel > 0 ? 1 : 0;
            pooling += POOLING.contains(operation.type()) ? 1 : 0;
            skips += operation.type() == Type.IDENTITY ? 1 : 0;
            operations += operation.type() == Type.OUTPUT ? 0 : 1;
            int most = 0;
            int fewest = Integer.MAX_VALUE;
            for (int i = INPUT; i < j; i++) {
                if (live[i] && graph.hasEdge(i, j)) {
                    most = Math.max(most, longest[i]);
                    fewest = Math.min(fewest, shortest[i]);
                }
            }
            longest[j] = most + (kernel > 0 ? 1 : 0);
            shortest[j] = fewest + (kernel > 0 ? 1 : 0);
        }
        boolean connected = live[n - 1];
        return new double[] {
            Math.log1p(area),
            weighted + pooling,
            weighted,
            pooling,
            skips,
            connected ? longest[n - 1] : -1,
            connected ? shortest[n - 1] : -1,
            operations
        };
    }

    /** The nodes that a path from the input leads to and from which one leads to the output. */
    public static boolean[] live(UnifiedGraph graph) {
        int n = graph.nodeCount();
        boolean[] reached = new boolean[n];
        reached[INPUT] = true;
        for (int j = INPUT + 1; j < n; j++) {
            for (int i = INPUT; i < j && !reached[j]; i++) {
                reached[j] =
                        reached[i] && graph.hasEdge(i, j) && graph.operation(j).type() != Type.ZERO;
            }
        }
        boolean[] live = new boolean[n];
        live[n - 1] = reached[n - 1];
        for (int i = n - 2; i >= INPUT; i--) {
            for (int j = i + 1; j < n && !live[i]; j++) {
                live[i] = reached[i] && live[j] && graph.hasEdge(i, j);
            }
        }
        return live;
    }
}
