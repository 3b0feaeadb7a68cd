package org.fewshotnas.benchmark.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * Six columns of a table that are named by the edges of NAS-Bench-201's cell, such as e01 or 0->1, and hold the names of operations, or their numbers.
 *
 * @param columns their places
 * @param names of the columns
 * @param edges the two tensors of each
 */
public record EdgeColumns(List<Integer> columns, List<String> names, List<int[]> edges) {
    private static final int EDGES = 6;
    private static final Pattern NUMBER = Pattern.compile("[0-4](?:\\.0)?");

    /**
     * The columns, where there are just six of them.
     *
     * @param all names of all columns
     * @param sample the first filled cells of a column
     */
    public static Optional<EdgeColumns> find(List<String> all, IntFunction<List<String>> sample) {
        List<Integer> columns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Optional<int[]> edge = Notations.edge(all.get(i));
            List<String> cells = edge.isPresent() ? sample.apply(i) : List.of();
            if (!cells.isEmpty() && cells.stream().allMatch(EdgeColumns::isOperation)) {
                columns.add(i);
                names.add(all.get(i));
                edges.add(edge.get());
            }
        }
        return columns.size() == EDGES ? Optional.of(new EdgeColumns(columns, names, edges)) : Optional.empty();
    }

    private static boolean isOperation(String word) {
        return OperationWords.of(word).isPresent() || NUMBER.matcher(word).matches();
    }

    /** The text of a cell with these operations, if it is one: the benchmark's, or where they are numbers a dictionary of edges. */
    public Optional<String> architecture(List<String> words) {
        if (!words.stream().allMatch(word -> NUMBER.matcher(word).matches())) {
            return Notations.ofEdges(edges, words);
        }
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            entries.add("'" + edges.get(i)[0] + "_" + edges.get(i)[1] + "': "
                    + words.get(i).charAt(0));
        }
        return Optional.of("{" + String.join(", ", entries) + "}");
    }
}
