package org.fewshotnas.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;

/**
 * A cell as it is drawn.
 *
 * @param space the name of its search space
 * @param text its native encoding
 * @param ops labels of the operations, "Input" first and "Output" last
 * @param names what stands in the nodes: short enough for them, see {@link #nameOf}
 * @param edges pairs of nodes, from 0
 */
public record CellDrawing(String space, String text, List<String> ops, List<String> names, List<int[]> edges) {
    private static final Pattern CONVOLUTION = Pattern.compile("Conv(\\d+)-D(\\d+)");
    private static final Map<String, String> SHORT = Map.of(
            Operation.ZEROIZE.label(), "none",
            Operation.SKIP_CONNECTION.label(), "skip",
            Operation.AVG_POOL.label(), "avg pool",
            Operation.MAX_POOL.label(), "max pool",
            Operation.LINEAR.label(), "linear");
    private static final int LONGEST = 14;

    public CellDrawing {
        ops = List.copyOf(ops);
        names = List.copyOf(names);
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
                space,
                text,
                cell.operations().stream().map(Operation::label).toList(),
                cell.operations().stream()
                        .map(operation -> nameOf(operation.label(), space))
                        .toList(),
                edges);
    }

    /** The name of an operation in pictures: "3×3 conv" of "Conv3-D1", in a space of series "3 conv". */
    public static String nameOf(String label, String space) {
        Matcher convolution = CONVOLUTION.matcher(label);
        if (convolution.matches()) {
            String size = convolution.group(1);
            boolean series = space.contains("ASR");
            return (series ? size : size + "×" + size) + " conv"
                    + (convolution.group(2).equals("1") ? "" : " d" + convolution.group(2));
        }
        String name = SHORT.getOrDefault(label, label);
        return name.length() > LONGEST ? name.substring(0, LONGEST - 1) + "…" : name;
    }
}
