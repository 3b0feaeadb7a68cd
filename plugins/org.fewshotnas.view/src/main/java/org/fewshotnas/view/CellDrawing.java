package org.fewshotnas.view;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;

/**
 * A cell as it is drawn.
 *
 * @param space the name of its search space
 * @param text its native encoding
 * @param ops labels of the operations, "Input" first and "Output" last
 * @param edges pairs of nodes, from 0
 */
public record CellDrawing(String space, String text, List<String> ops, List<int[]> edges) {
    public CellDrawing {
        ops = List.copyOf(ops);
        edges = List.copyOf(edges);
    }

    public static CellDrawing of(Architecture architecture) {
        return of(architecture.space().name(), architecture.text(), architecture.cell());
    }

    /** A cell whose encoding is this text. */
    public static CellDrawing of(String space, String text, Cell cell) {
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < cell.nodeCount(); i++) {
            for (int j = i + 1; j < cell.nodeCount(); j++) {
                if (cell.hasEdge(i, j)) {
                    edges.add(new int[] {i, j});
                }
            }
        }
        return new CellDrawing(
                space, text, cell.operations().stream().map(Operation::label).toList(), edges);
    }

    /** Whether a path leads from the input to the output that no "none" breaks; without one, the cell computes nothing. */
    public boolean computes() {
        boolean[] reached = new boolean[ops.size()];
        // Edges lead from lower numbers to higher ones.
        for (int node = 0; node < reached.length; node++) {
            String none = Operation.ZEROIZE.label();
            reached[node] |= ops.get(node).equals(Operation.INPUT.label());
            for (int[] edge : edges) {
                reached[node] |= edge[1] == node && reached[edge[0]];
            }
            reached[node] &= !ops.get(node).equals(none);
        }
        return reached[reached.length - 1];
    }
}
