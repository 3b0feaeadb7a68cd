package org.fewshotnas.benchmark.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.dialect.EdgeColumns;
import org.fewshotnas.benchmark.dialect.Nb101Notations;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.InvalidInputException;

/** Architectures that are spread over several columns of a table of texts. */
interface SpreadCells {
    /** The columns' places. */
    List<Integer> columns();

    /** What messages call the columns. */
    String place();

    /** The name of the search space, where the columns say it; else empty. */
    String space();

    /** The native encoding of a row's architecture. */
    String architecture(TextTable.Row row, TableAssembler rows);

    /**
     * The columns that hold architectures between them: those of {@link Nb101Columns}; a matrix and its operations; an operation on each edge
     * of NAS-Bench-201's cell.
     *
     * @param names of all columns
     * @param sample the first filled values of a column
     */
    static Optional<SpreadCells> find(List<String> names, IntFunction<List<String>> sample) {
        if (Nb101Columns.areIn(names)) {
            return Optional.of(Nb101Columns.of(names));
        }
        int matrix = indexOf(names, Set.of("module_adjacency", "adjacency", "adjacency_matrix", "matrix"));
        int operations = indexOf(names, Set.of("module_operations", "operations", "ops", "labels"));
        if (matrix >= 0 && operations >= 0 && isMatrix(sample.apply(matrix))) {
            return Optional.of(new MatrixCells(names.get(matrix), matrix, operations));
        }
        return EdgeColumns.find(names, sample).map(EdgeCells::new);
    }

    private static boolean isMatrix(List<String> texts) {
        return !texts.isEmpty() && texts.get(0).startsWith("[");
    }

    private static int indexOf(List<String> names, Set<String> wanted) {
        for (int i = 0; i < names.size(); i++) {
            if (wanted.contains(names.get(i).toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }

    /** A matrix and the names of operations, as NAS-Bench-101's API has them. */
    record MatrixCells(String place, int matrix, int operations) implements SpreadCells {
        @Override
        public List<Integer> columns() {
            return List.of(matrix, operations);
        }

        @Override
        public String space() {
            return Nb101Columns.SPACE;
        }

        @Override
        public String architecture(TextTable.Row row, TableAssembler rows) {
            String found = row.values().get(matrix) + " with " + row.values().get(operations);
            try {
                return Nb101Notations.ofTexts(
                                row.values().get(matrix), row.values().get(operations))
                        .orElseThrow(() -> new InvalidInputException(
                                rows.place(row.number()) + ": \"" + Excerpts.shorten(found)
                                        + "\" is no matrix with as many operations.",
                                "Write both as lists: [[0, 1, 1], [0, 0, 1], [0, 0, 0]] and ['input', 'conv3x3-bn-relu', 'output'], "
                                        + "the operations being conv3x3-bn-relu, conv1x1-bn-relu and maxpool3x3."));
            } catch (InvalidInputException e) {
                throw e.getMessage().startsWith("\"")
                        ? e
                        : new InvalidInputException(
                                rows.place(row.number()) + ": " + e.getMessage(), e.resolution(), e);
            }
        }
    }

    /** An operation on each edge. */
    record EdgeCells(EdgeColumns edges) implements SpreadCells {
        @Override
        public List<Integer> columns() {
            return edges.columns();
        }

        @Override
        public String place() {
            return edges.names().get(0);
        }

        @Override
        public String space() {
            return "";
        }

        @Override
        public String architecture(TextTable.Row row, TableAssembler rows) {
            List<String> words = new ArrayList<>();
            edges.columns().forEach(column -> words.add(row.values().get(column)));
            return edges.architecture(words)
                    .orElseThrow(() -> new InvalidInputException(
                            rows.place(row.number()) + ": the operations "
                                    + Excerpts.shorten(String.join(", ", words))
                                    + " on the edges " + String.join(", ", edges.names())
                                    + " are no NAS-Bench-201 cell.",
                            "Use none, skip_connect, nor_conv_1x1, nor_conv_3x3 and avg_pool_3x3."));
        }
    }
}
