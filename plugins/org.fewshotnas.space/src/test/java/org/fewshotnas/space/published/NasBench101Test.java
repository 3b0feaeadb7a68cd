package org.fewshotnas.space.published;

import static org.fewshotnas.space.cell.Operation.CONV1_D1;
import static org.fewshotnas.space.cell.Operation.CONV3_D1;
import static org.fewshotnas.space.cell.Operation.MAX_POOL;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fewshotnas.space.TestTables;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NAS-Bench-101 against the benchmark's own hashes and counts, and against brute force. */
class NasBench101Test {
    private static final NasBench101 SPACE = NasBench101.INSTANCE;

    @Test
    void has423624ModulesWithAsManyHashes() {
        assertEquals(BigInteger.valueOf(423_624), SPACE.size());
        Set<String> hashes = SPACE.enumerate().parallel().map(NasBench101::hash).collect(Collectors.toSet());
        assertEquals(423_624, hashes.size());
        assertEquals(423_624, SPACE.enumerate().count());
        assertEquals(BigInteger.valueOf(1_293_208), SPACE.encodingCount());
    }

    @ParameterizedTest
    @CsvSource({
        "2:1:, 043721b9c7fe8c5fad811d47d83132ec",
        "3:111:1, 09fc2d10bdd6225e167a6f81a22a3f06",
        "4:101111:20, 0922ee996ecffb2c0c5f16d1261f6dfa",
        "5:1010100111:012, 16d895d349bc445be9e7b4c3f4bc9278",
        "6:101011001110101:1122, 06f19b48294a70fc613296c28f69825d",
        "7:101001101001000001101:20211, 19176c0a048126009f86f88ff428c0b9",
        "7:110000000111000100101:11002, 174b93e51a344686a4d9220b386f2063"
    })
    void namesModulesAsTheBenchmarkDoes(String architecture, String hash) {
        assertEquals(hash, NasBench101.hash(SPACE.parse(architecture)));
    }

    @Test
    void namesAllModulesOfTheTableAsTheBenchmarkDoes() throws IOException {
        List<String[]> rows = TestTables.rows("nas-bench-101-subset.csv.gz");
        Set<String> forms = new HashSet<>();
        for (String[] row : rows) {
            Cell cell = SPACE.parse(row[1] + ":" + row[2] + ":" + row[3]);
            assertEquals(row[0], NasBench101.hash(cell));
            forms.add(SPACE.canonicalForm(cell));
        }
        assertEquals(20_000, forms.size());
    }

    @Test
    void hasTheBenchmarksModulesOfEachNumberOfVertices() {
        long[] modules = new long[8];
        SPACE.enumerate().forEach(cell -> modules[cell.nodeCount()]++);
        assertArrayEquals(new long[] {0, 0, 1, 6, 84, 2_441, 62_010, 359_082}, modules);
    }

    @Test
    void isomorphicCellsShareTheirFormAndHash() {
        // Two branches of different operations, written in either order.
        Cell one = SPACE.parse("4:110011:01");
        Cell other = SPACE.parse("4:110011:10");
        assertNotEquals(one, other);
        assertEquals(SPACE.canonicalForm(one), SPACE.canonicalForm(other));
        assertEquals(NasBench101.hash(one), NasBench101.hash(other));
        assertNotEquals(SPACE.canonicalForm(one), SPACE.canonicalForm(SPACE.parse("4:110011:11")));
    }

    @Test
    void theFormIsTheTextOfTheEnumeratedCell() {
        assertTrue(SPACE.enumerate().limit(50_000).allMatch(cell -> SPACE.canonicalForm(cell)
                .equals(SPACE.print(cell))));
        assertTrue(NasBench101.MIXED_OPS.enumerate().limit(50_000).allMatch(cell -> NasBench101.MIXED_OPS
                .canonicalForm(cell)
                .equals(NasBench101.MIXED_OPS.print(cell))));
    }

    /** Every matrix and filling of 4 vertices, 11 operations, and of 5 vertices, 3 operations, compared under all orders. */
    @Test
    void countsEqualThoseOfBruteForce() {
        assertCountEqualsBruteForce(4, 11);
        assertCountEqualsBruteForce(5, 3);
        assertEquals(BigInteger.valueOf(244_158_344), NasBench101.MIXED_OPS.size());
        assertEquals(BigInteger.valueOf(794_700_072), NasBench101.MIXED_OPS.encodingCount());
    }

    private static void assertCountEqualsBruteForce(int vertices, int operations) {
        BigInteger counted = NasBench101Shapes.all().stream()
                .filter(shape -> shape.vertices() == vertices)
                .map(shape -> shape.cells(operations))
                .reduce(BigInteger.ZERO, BigInteger::add);
        Set<List<Integer>> classes = new HashSet<>();
        for (int matrix = 0; matrix < 1 << vertices * (vertices - 1) / 2; matrix++) {
            boolean[][] edges = new boolean[vertices][vertices];
            int entry = 0;
            for (int i = 0; i < vertices; i++) {
                for (int j = i + 1; j < vertices; j++) {
                    edges[i][j] = (matrix >> entry++ & 1) == 1;
                }
            }
            if (Integer.bitCount(matrix) <= 9 && everyVertexIsOnAPath(edges)) {
                for (int filling = 0; filling < Math.pow(operations, vertices - 2); filling++) {
                    classes.add(leastOfAllOrders(edges, filling, operations));
                }
            }
        }
        assertEquals(BigInteger.valueOf(classes.size()), counted);
    }

    private static boolean everyVertexIsOnAPath(boolean[][] edges) {
        int n = edges.length;
        for (int v = 0; v < n; v++) {
            boolean in = v == 0;
            boolean out = v == n - 1;
            for (int u = 0; u < n; u++) {
                in |= edges[u][v];
                out |= edges[v][u];
            }
            if (!in || !out) {
                return false;
            }
        }
        return true;
    }

    private static List<Integer> leastOfAllOrders(boolean[][] edges, int filling, int operations) {
        int inner = edges.length - 2;
        List<Integer> least = null;
        for (List<Integer> order : orders(inner)) {
            List<Integer> code = new ArrayList<>();
            for (int v : order) {
                code.add(filling / (int) Math.pow(operations, v) % operations);
            }
            List<Integer> vertices = new ArrayList<>(List.of(0));
            order.forEach(v -> vertices.add(v + 1));
            vertices.add(inner + 1);
            for (int i : vertices) {
                for (int j : vertices) {
                    code.add(edges[i][j] ? 1 : 0);
                }
            }
            if (least == null || code.toString().compareTo(least.toString()) < 0) {
                least = code;
            }
        }
        return least;
    }

    private static List<List<Integer>> orders(int n) {
        if (n == 0) {
            return List.of(List.of());
        }
        List<List<Integer>> orders = new ArrayList<>();
        for (List<Integer> shorter : orders(n - 1)) {
            for (int at = 0; at < n; at++) {
                List<Integer> order = new ArrayList<>(shorter);
                order.add(at, n - 1);
                orders.add(order);
            }
        }
        return orders;
    }

    @Test
    void prunesAMatrixAsTheBenchmarkDoes() {
        // Vertex 2 leads nowhere, vertex 3 comes from nowhere.
        int[][] matrix = {
            {0, 1, 1, 0, 0},
            {0, 0, 0, 0, 1},
            {0, 0, 0, 0, 0},
            {0, 0, 0, 0, 1},
            {0, 0, 0, 0, 0}
        };
        List<Operation> operations = List.of(CONV1_D1, CONV3_D1, MAX_POOL);
        assertEquals("3:101:1", SPACE.print(SPACE.cell(matrix, operations, true)));
        assertThrows(InvalidInputException.class, () -> SPACE.cell(matrix, operations, false));
    }

    @Test
    void refusesAMatrixWithACycle() {
        int[][] matrix = {{0, 1, 0, 0}, {0, 0, 1, 0}, {0, 1, 0, 1}, {0, 0, 0, 0}};
        InvalidInputException e =
                assertThrows(InvalidInputException.class, () -> SPACE.cell(matrix, List.of(CONV3_D1, CONV3_D1), true));
        assertTrue(e.getMessage().contains("from vertex 2 to vertex 1"), e.getMessage());
        assertTrue(e.getMessage().contains("free of cycles"), e.getMessage());
    }

    @Test
    void refusesAMatrixWithoutAPath() {
        int[][] matrix = {{0, 1, 0}, {0, 0, 0}, {0, 0, 0}};
        InvalidInputException e =
                assertThrows(InvalidInputException.class, () -> SPACE.cell(matrix, List.of(CONV3_D1), true));
        assertTrue(e.getMessage().contains("no path"), e.getMessage());
    }

    @Test
    void readsTheOperationNamesOfTheFiles() {
        assertEquals(MAX_POOL, NasBench101.operationOfName("maxpool3x3"));
        assertThrows(InvalidInputException.class, () -> NasBench101.operationOfName("conv5x5-bn-relu"));
    }
}
