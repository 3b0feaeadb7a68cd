package org.fewshotnas.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fewshotnas.space.Cell;
import org.fewshotnas.space.InvalidInputException;
import org.fewshotnas.space.NasBench101;
import org.fewshotnas.space.Operation;

/**
 * Cells of NAS-Bench-101 that are spread over columns: {@code adjacency_upper}, the strict upper triangle of the adjacency matrix row by
 * row as zeros and ones; {@code ops}, a digit an inner vertex (0 conv3x3-bn-relu, 1 conv1x1-bn-relu, 2 maxpool3x3); and optionally
 * {@code vertices}, their number, and {@code hash}, the benchmark's hash of the graph. Both of the latter are checked.
 */
final class Nb101Columns {
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

    static Nb101Columns of(CsvLayout layout) {
        return new Nb101Columns(
                layout.indexIgnoringCase(ADJACENCY),
                layout.indexIgnoringCase("ops"),
                layout.indexIgnoringCase("vertices"),
                layout.indexIgnoringCase("hash"));
    }

    /** The native encoding of a line's cell. */
    String architecture(long line, List<String> cells, TableAssembler rows) {
        try {
            Cell cell = cell(cells.get(adjacency).strip(), cells.get(ops).strip());
            if (vertices >= 0 && Scores.parse(cells.get(vertices).strip()) != cell.nodeCount()) {
                throw wrong("vertices says " + cells.get(vertices) + ", but ops describes " + cell.nodeCount()
                        + " vertices");
            }
            String architecture = NasBench101.INSTANCE.print(cell);
            String found = hash < 0 ? "" : cells.get(hash).strip();
            if (!found.isEmpty() && !found.equalsIgnoreCase(NasBench101.hash(cell))) {
                throw wrong("hash says " + found + ", but the graph has the hash " + NasBench101.hash(cell));
            }
            return architecture;
        } catch (InvalidInputException e) {
            throw new InvalidInputException(rows.place(line) + ": " + e.getMessage(), e.resolution(), e);
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    rows.place(line) + ", column vertices: \"" + cells.get(vertices)
                            + "\" was found where a number was expected.",
                    "Correct the cell, or delete the column.",
                    e);
        }
    }

    private static Cell cell(String adjacency, String ops) {
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
