package org.fewshotnas.benchmark.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fewshotnas.benchmark.dialect.Nb101Notations;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.published.NasBench101;

/**
 * Cells of NAS-Bench-101 that are spread over columns: {@code adjacency_upper}, the strict upper triangle of the adjacency matrix row by
 * row as zeros and ones; {@code ops}, a digit an inner vertex (0 conv3x3-bn-relu, 1 conv1x1-bn-relu, 2 maxpool3x3); and optionally
 * {@code vertices}, their number, and {@code hash}, the benchmark's hash of the graph. Both of the latter are checked.
 */
final class Nb101Columns implements SpreadCells {
    static final String SPACE = "NAS-Bench-101";
    static final String ADJACENCY = "adjacency_upper";
    static final Set<String> NAMES = Set.of(ADJACENCY, "ops", "vertices", "hash");
    private static final List<Operation> OPERATIONS =
            List.of(Operation.CONV3_D1, Operation.CONV1_D1, Operation.MAX_POOL);

    private final int adjacency;
    private final int ops;
    private final int vertices;
    private final int hash;

    private Nb101Columns(int adjacency, int ops, int vertices, int hash) {
        this.adjacency = adjacency;
        this.ops = ops;
        this.vertices = vertices;
        this.hash = hash;
    }

    static boolean areIn(List<String> names) {
        List<String> lower =
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        return lower.contains(ADJACENCY) && lower.contains("ops");
    }

    static Nb101Columns of(List<String> names) {
        return new Nb101Columns(
                TextLayout.indexIgnoringCase(names, ADJACENCY),
                TextLayout.indexIgnoringCase(names, "ops"),
                TextLayout.indexIgnoringCase(names, "vertices"),
                TextLayout.indexIgnoringCase(names, "hash"));
    }

    @Override
    public List<Integer> columns() {
        return Stream.of(adjacency, ops, vertices, hash)
                .filter(place -> place >= 0)
                .toList();
    }

    @Override
    public String place() {
        return ADJACENCY;
    }

    @Override
    public String space() {
        return SPACE;
    }

    @Override
    public String architecture(TextTable.Row row, TableAssembler rows) {
        long number = row.number();
        List<String> values = row.values();
        try {
            Cell cell = cell(values.get(adjacency), values.get(ops));
            if (vertices >= 0 && Double.parseDouble(values.get(vertices)) != cell.nodeCount()) {
                throw wrong("vertices says " + values.get(vertices) + ", but ops describes " + cell.nodeCount()
                        + " vertices");
            }
            String architecture = print(cell, rows);
            String found = hash < 0 ? "" : values.get(hash).strip();
            String right = found.isEmpty() ? "" : NasBench101.hash(NasBench101.INSTANCE.parse(architecture));
            if (!found.equalsIgnoreCase(right)) {
                throw wrong("hash says " + found + ", but the graph has the hash " + right);
            }
            return architecture;
        } catch (InvalidInputException e) {
            throw new InvalidInputException(rows.place(number) + ": " + e.getMessage(), e.resolution(), e);
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    rows.place(number) + ", column vertices: \"" + values.get(vertices)
                            + "\" was found where a number was expected.",
                    "Correct the cell, or delete the column.",
                    e);
        }
    }

    /** The cell without vertices that are on no path from input to output, which the benchmark takes away before it trains. */
    private static String print(Cell cell, TableAssembler rows) {
        int n = cell.nodeCount();
        int[][] matrix = new int[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i][j] = cell.hasEdge(i, j) ? 1 : 0;
            }
        }
        Cell pruned = NasBench101.INSTANCE.cell(matrix, cell.operations().subList(1, n - 1), true);
        rows.notes().countPruned(n - pruned.nodeCount());
        return NasBench101.INSTANCE.print(pruned);
    }

    /** The digits of operations that are named. */
    private static String digits(String ops) {
        StringBuilder digits = new StringBuilder();
        for (String word : ops.replaceAll("[\\[\\]()'\"]", "").split("[,;|\\s]+")) {
            Optional<Operation> operation = Nb101Notations.operation(word);
            if (operation.isEmpty()) {
                if (!word.matches("(?i)input|output")) {
                    return ops;
                }
            } else {
                digits.append(OPERATIONS.indexOf(operation.get()));
            }
        }
        return digits.toString();
    }

    private static Cell cell(String adjacency, String written) {
        String ops = digits(written);
        int n = ops.length() + 2;
        if (adjacency.length() != n * (n - 1) / 2) {
            throw wrong("adjacency_upper has " + adjacency.length() + " digits; the " + n + " vertices of ops \"" + ops
                    + "\" need " + n * (n - 1) / 2);
        }
        List<Operation> operations = new ArrayList<>();
        operations.add(Operation.INPUT);
        for (char digit : ops.toCharArray()) {
            if (digit < '0' || digit > '2') {
                throw wrong("ops holds '" + digit
                        + "'; an operation is 0 (conv3x3-bn-relu), 1 (conv1x1-bn-relu) or 2 (maxpool3x3)");
            }
            operations.add(OPERATIONS.get(digit - '0'));
        }
        operations.add(Operation.OUTPUT);
        List<int[]> edges = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                char digit = adjacency.charAt(at++);
                if (digit != '0' && digit != '1') {
                    throw wrong("adjacency_upper holds '" + digit + "'; every digit must be 0 or 1");
                }
                if (digit == '1') {
                    edges.add(new int[] {i, j});
                }
            }
        }
        return Cell.of(operations, edges.toArray(int[][]::new));
    }

    private static InvalidInputException wrong(String what) {
        return new InvalidInputException(
                "The columns of a NAS-Bench-101 cell do not fit: " + what + ".",
                "Correct or remove this line, or download the file again. A spreadsheet may have dropped leading zeros.");
    }
}
