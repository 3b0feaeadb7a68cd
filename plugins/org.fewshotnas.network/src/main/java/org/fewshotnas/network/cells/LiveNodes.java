package org.fewshotnas.network.cells;

import java.util.BitSet;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;

/**
 * The nodes of a cell that count: those on a path from the input to the output on which nothing is zeroized. What reads nothing but zeros
 * is taken for zero, as in the benchmarks' own comparisons, although a convolution's normalisation would add a constant.
 */
public final class LiveNodes {
    private LiveNodes() {}

    /** The live nodes; the input and the output among them exactly if they are connected. */
    static BitSet of(Cell cell) {
        int output = cell.nodeCount() - 1;
        BitSet reached = new BitSet();
        reached.set(0);
        for (int node = 1; node <= output; node++) {
            for (int from = 0; from < node; from++) {
                if (cell.hasEdge(from, node) && reached.get(from) && cell.operation(node) != Operation.ZEROIZE) {
                    reached.set(node);
                }
            }
        }
        BitSet live = new BitSet();
        live.set(output, reached.get(output));
        for (int node = output - 1; node >= 0; node--) {
            for (int to = node + 1; to <= output; to++) {
                if (cell.hasEdge(node, to) && live.get(to) && reached.get(node)) {
                    live.set(node);
                }
            }
        }
        return live;
    }

    /** Whether a path leads from the input to the output: where none does, the cell computes nothing. */
    public static boolean connected(Cell cell) {
        return of(cell).get(cell.nodeCount() - 1);
    }

    /** All nodes. */
    static BitSet all(Cell cell) {
        BitSet all = new BitSet();
        all.set(0, cell.nodeCount());
        return all;
    }
}
