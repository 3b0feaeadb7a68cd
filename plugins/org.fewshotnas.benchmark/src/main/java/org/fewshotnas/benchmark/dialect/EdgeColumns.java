package org.fewshotnas.benchmark.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Six columns of a table that are named by the edges of NAS-Bench-201's cell, such as e01 or 0->1, and hold the names of operations.
 *
 * @param columns their places
 * @param names of the columns
 * @param edges the two tensors of each
 */
public record EdgeColumns(List<Integer> columns, List<String> names, List<int[]> edges) {
    private static final int EDGES = 6;

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
            if (!cells.isEmpty()
                    && cells.stream().allMatch(word -> OperationWords.of(word).isPresent())) {
                columns.add(i);
                names.add(all.get(i));
                edges.add(edge.get());
            }
        }
        return columns.size() == EDGES ? Optional.of(new EdgeColumns(columns, names, edges)) : Optional.empty();
    }

    /** The benchmark's text of a cell with these operations, if it is one. */
    public Optional<String> architecture(List<String> words) {
        return Notations.ofEdges(edges, words);
    }
}
