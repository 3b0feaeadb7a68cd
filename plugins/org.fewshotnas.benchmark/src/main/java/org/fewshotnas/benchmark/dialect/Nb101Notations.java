package org.fewshotnas.benchmark.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.published.NasBench101;

/** Cells of NAS-Bench-101 as a matrix and names of operations, as the benchmark's API takes them, and as NNI writes them. */
public final class Nb101Notations {
    private static final int MOST_VERTICES = 7;
    private static final List<String> MATRICES = List.of("module_adjacency", "adjacency", "adjacency_matrix", "matrix");
    private static final List<String> OPERATIONS = List.of("module_operations", "operations", "ops", "labels");

    private Nb101Notations() {}

    /**
     * The benchmark's text of a matrix and the operations of all vertices, or of the inner ones.
     *
     * @return empty if they are none
     * @throws InvalidInputException if they are, but not of a cell of the benchmark
     */
    public static Optional<String> ofTexts(String matrix, String operations) {
        Object ops = PythonLiteral.parse(operations).orElse(null);
        if (!(ops instanceof List<?>)) {
            ops = List.of((Object[]) operations.strip().split("[,;|\\s]+"));
        }
        Object rows = PythonLiteral.parse(matrix).orElse(null);
        return rows instanceof List<?> list && ops instanceof List<?> words ? of(list, words) : Optional.empty();
    }

    /** The operation of one name, if it is one of the benchmark's. */
    public static Optional<Operation> operation(String word) {
        return OperationWords.of(word)
                .filter(List.of(Operation.CONV3_D1, Operation.CONV1_D1, Operation.MAX_POOL)::contains);
    }

    /** {@code {"module_adjacency": [[...]], "module_operations": [...]}}, or NNI's {@code {"op1": ..., "input1": [0], ...}}. */
    static Optional<String> dictionary(String text) {
        if (!text.startsWith("{") || !(PythonLiteral.parse(text).orElse(null) instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Object matrix = first(map, MATRICES);
        Object operations = first(map, OPERATIONS);
        try {
            return matrix instanceof List<?> rows && operations instanceof List<?> words
                    ? of(rows, words)
                    : ofInputs(map);
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    private static Object first(Map<?, ?> map, List<String> names) {
        return names.stream().filter(map::containsKey).findFirst().map(map::get).orElse(null);
    }

    /** A matrix and names in one list. */
    static Optional<String> pair(String text) {
        if (text.isEmpty()
                || "[(".indexOf(text.charAt(0)) < 0
                || !(PythonLiteral.parse(text).orElse(null) instanceof List<?> two)
                || two.size() != 2
                || !(two.get(0) instanceof List<?> rows)
                || !(two.get(1) instanceof List<?> words)) {
            return Optional.empty();
        }
        try {
            return of(rows, words);
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> of(List<?> rows, List<?> words) {
        int n = rows.size();
        int[][] matrix = new int[n][n];
        for (int i = 0; i < n; i++) {
            if (n > MOST_VERTICES || !(rows.get(i) instanceof List<?> row) || row.size() != n) {
                return Optional.empty();
            }
            for (int j = 0; j < n; j++) {
                if (!(row.get(j) instanceof Number entry) || entry.doubleValue() != entry.intValue()) {
                    return Optional.empty();
                }
                matrix[i][j] = entry.intValue();
            }
        }
        // With the input and the output, or without.
        List<?> inner = words.size() == n && n >= 2 ? words.subList(1, n - 1) : words;
        List<Operation> operations = new ArrayList<>();
        for (Object word : inner) {
            Optional<Operation> operation = operation(String.valueOf(word));
            if (operation.isEmpty()) {
                return Optional.empty();
            }
            operations.add(operation.get());
        }
        return operations.size() == n - 2
                ? Optional.of(NasBench101.INSTANCE.print(NasBench101.INSTANCE.cell(matrix, operations, true)))
                : Optional.empty();
    }

    private static Optional<String> ofInputs(Map<?, ?> map) {
        int inner = 0;
        while (map.containsKey("op" + (inner + 1))) {
            inner++;
        }
        int n = inner + 2;
        if (n > MOST_VERTICES || inner == 0) {
            return Optional.empty();
        }
        int[][] matrix = new int[n][n];
        List<Operation> operations = new ArrayList<>();
        for (int to = 1; to < n; to++) {
            if (!(map.get("input" + to) instanceof List<?> inputs)) {
                return Optional.empty();
            }
            for (Object from : inputs) {
                if (!(from instanceof Long number) || number < 0 || number >= to) {
                    return Optional.empty();
                }
                matrix[number.intValue()][to] = 1;
            }
            Optional<Operation> operation = operation(String.valueOf(map.get("op" + to)));
            if (to < n - 1 && operation.isEmpty()) {
                return Optional.empty();
            }
            operation.ifPresent(operations::add);
        }
        return Optional.of(NasBench101.INSTANCE.print(NasBench101.INSTANCE.cell(matrix, operations, true)));
    }
}
