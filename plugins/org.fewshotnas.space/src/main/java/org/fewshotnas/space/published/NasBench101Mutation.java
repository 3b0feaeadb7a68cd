package org.fewshotnas.space.published;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.SmallGraph;

/** One random change of a NAS-Bench-101 cell. */
final class NasBench101Mutation {
    private NasBench101Mutation() {}

    /** The changed cell; empty if the change that was drawn is not possible here. */
    static Optional<Cell> change(Cell cell, List<Operation> operations, RandomGenerator random) {
        Optional<Cell> changed =
                switch (random.nextInt(3)) {
                    case 0 -> otherOperation(cell, operations, random);
                    case 1 -> otherEdge(cell, random);
                    default -> newVertex(cell, operations, random);
                };
        return changed.filter(other -> other.edgeCount() <= NasBench101Shapes.MAX_EDGES);
    }

    private static Optional<Cell> otherOperation(Cell cell, List<Operation> operations, RandomGenerator random) {
        int inner = cell.nodeCount() - 2;
        if (inner == 0) {
            return Optional.empty();
        }
        List<Operation> nodes = new ArrayList<>(cell.operations());
        int vertex = 1 + random.nextInt(inner);
        List<Operation> others = new ArrayList<>(operations);
        others.remove(nodes.get(vertex));
        nodes.set(vertex, others.get(random.nextInt(others.size())));
        return Optional.of(Cell.trusted(List.copyOf(nodes), cell.edgeRows()));
    }

    /** The cell with an edge taken away where there is one, and added where there is none; what is then unused falls away. */
    private static Optional<Cell> otherEdge(Cell cell, RandomGenerator random) {
        int[] pair = pair(cell.nodeCount(), random);
        long[] rows = cell.edgeRows().clone();
        rows[pair[0]] ^= 1L << pair[1];
        SmallGraph pruned = SmallGraph.of(Cell.trusted(cell.operations(), rows)).pruned();
        return pruned.operations().isEmpty() ? Optional.empty() : Optional.of(pruned.toCell());
    }

    /** The cell with a vertex between two others; an edge between these stays or goes. */
    private static Optional<Cell> newVertex(Cell cell, List<Operation> operations, RandomGenerator random) {
        int n = cell.nodeCount();
        if (n == NasBench101Shapes.MAX_VERTICES) {
            return Optional.empty();
        }
        int[] pair = pair(n, random);
        int vertex = pair[0] + 1;
        long[] rows = new long[n + 1];
        for (int v = 0; v < n; v++) {
            long row = cell.edgeRows()[v];
            long before = row & (1L << vertex) - 1;
            rows[v < vertex ? v : v + 1] = before | (row - before) << 1;
        }
        rows[vertex] = 1L << pair[1] + 1;
        if (random.nextBoolean()) {
            rows[pair[0]] &= ~(1L << pair[1] + 1);
        }
        rows[pair[0]] |= 1L << vertex;
        List<Operation> nodes = new ArrayList<>(cell.operations());
        nodes.add(vertex, operations.get(random.nextInt(operations.size())));
        return Optional.of(Cell.trusted(List.copyOf(nodes), rows));
    }

    /** Two different vertices, the earlier first. */
    private static int[] pair(int vertices, RandomGenerator random) {
        int i = random.nextInt(vertices);
        int j = random.nextInt(vertices - 1);
        j += j >= i ? 1 : 0;
        return new int[] {Math.min(i, j), Math.max(i, j)};
    }
}
