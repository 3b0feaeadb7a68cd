package org.fewshotnas.space.published;

import static org.fewshotnas.space.cell.Operation.CONV1_D1;
import static org.fewshotnas.space.cell.Operation.CONV3_D1;
import static org.fewshotnas.space.cell.Operation.MAX_POOL;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Texts;
import org.fewshotnas.space.cell.CanonicalOrder;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.GraphHash;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.cell.SmallGraph;

/**
 * NAS-Bench-101 (Ying et al. 2019): operations on the vertices of an acyclic graph of at most 7 vertices and 9 edges, every vertex on a
 * path from the input to the output. Its text is {@code 7:101001101001000001101:20211}: the number of vertices, the adjacency matrix
 * above its diagonal row by row, and one character an inner vertex, 0 conv3x3-bn-relu, 1 conv1x1-bn-relu, 2 maxpool3x3. The mixed-ops
 * extension goes on with 3 Conv5-D1, 4 Conv5-D2, 5 Conv7-D1, 6 Conv7-D2, L Linear, A AvgPool, S Skip-Connection, Z Zeroize.
 *
 * <p>The benchmark's 423,624 modules are the isomorphism classes of 1,293,208 such texts. {@link #parse} takes any of the texts;
 * {@link #enumerate}, {@link #sample} and {@link #mutate} give one cell for each class, the one that {@link #canonicalForm} writes.
 * The classes are counted over the 2,494 graphs without operations, each with its automorphisms (Burnside's lemma): with 11 operations
 * they are 244,158,344, of 794,700,072 texts. No operation is special, not even
 * a zero or a skip, which before the output still takes its share of the channels that the output concatenates: cells have one
 * canonical form exactly when they are isomorphic.
 */
public final class NasBench101 implements SearchSpace {
    private static final String CODES = "0123456LASZ";
    private static final List<Operation> BY_CODE = List.of(
            CONV3_D1,
            CONV1_D1,
            MAX_POOL,
            Operation.CONV5_D1,
            Operation.CONV5_D2,
            Operation.CONV7_D1,
            Operation.CONV7_D2,
            Operation.LINEAR,
            Operation.AVG_POOL,
            Operation.SKIP_CONNECTION,
            Operation.ZEROIZE);

    /** The space of the benchmark. */
    public static final NasBench101 INSTANCE = new NasBench101("NAS-Bench-101", 3);

    /** Its mixed-ops extension. */
    public static final NasBench101 MIXED_OPS = new NasBench101("NAS-Bench-101 mixed-ops", BY_CODE.size());

    private final String name;
    private final int operations;
    private final NasBench101Rules rules;

    private NasBench101(String name, int operations) {
        this.name = name;
        this.operations = operations;
        rules = new NasBench101Rules(name, BY_CODE.subList(0, operations));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String notation() {
        return "7:101001101001000001101:20211";
    }

    @Override
    public Cell parse(String architecture) {
        return NasBench101Text.parse(this, architecture);
    }

    @Override
    public String print(Cell cell) {
        rules.check(cell);
        return NasBench101Text.print(cell.edgeRows(), codes(cell));
    }

    /** The operation that a character of the text stands for; empty if it stands for none of this space. */
    Optional<Operation> operation(char code) {
        int index = operationCodes().indexOf(code);
        return index < 0 ? Optional.empty() : Optional.of(BY_CODE.get(index));
    }

    /** The characters that stand for operations. */
    String operationCodes() {
        return CODES.substring(0, operations);
    }

    /** The character of the operation of this index. */
    static char code(int index) {
        return CODES.charAt(index);
    }

    /** Of each inner vertex, the index of its operation. */
    private static int[] codes(Cell cell) {
        int[] codes = new int[cell.nodeCount() - 2];
        for (int v = 0; v < codes.length; v++) {
            codes[v] = BY_CODE.indexOf(cell.operation(v + 1));
        }
        return codes;
    }

    /**
     * The cell of an adjacency matrix, as the benchmark's files and API have it.
     *
     * @param adjacency as many rows as columns; entry (i, j) is 1 where an edge leads from vertex i to vertex j, and 0 elsewhere
     * @param innerOperations of the vertices between the first, the input, and the last, the output
     * @param prune whether to take vertices away that are on no path from the input to the output, as the benchmark's API does, or to
     *     refuse them
     * @throws InvalidInputException if it is not a cell of this space
     */
    public Cell cell(int[][] adjacency, List<Operation> innerOperations, boolean prune) {
        return rules.cell(adjacency, innerOperations, prune);
    }

    @Override
    public BigInteger size() {
        return NasBench101Shapes.cells(operations);
    }

    /** How many different texts {@link #print} can write. */
    public BigInteger encodingCount() {
        return NasBench101Shapes.encodings(operations);
    }

    @Override
    public boolean isKnownByForm() {
        return true;
    }

    @Override
    public boolean concatenatesAtOutput() {
        return true;
    }

    @Override
    public Stream<Cell> enumerate() {
        return NasBench101Shapes.all().stream()
                .flatMap(shape -> shape.fillings(operations).map(codes -> cell(shape, codes)));
    }

    private static Cell cell(NasBench101Shape shape, int[] codes) {
        return NasBench101Rules.cell(
                shape.rows(), Arrays.stream(codes).mapToObj(BY_CODE::get).toList());
    }

    /**
     * Draws a shape with a probability proportional to the ways to fill it, and one of these. A cell that several of them stand for
     * would come too often; keeping a draw with probability 1 / (ways that stand for its cell) makes all cells equally likely.
     */
    @Override
    public Cell sample(RandomGenerator random) {
        while (true) {
            NasBench101Shape shape = NasBench101Shapes.sample(operations, random);
            int[] codes = new int[shape.innerVertices()];
            for (int v = 0; v < codes.length; v++) {
                codes[v] = random.nextInt(operations);
            }
            if (random.nextInt(shape.automorphisms().size()) < shape.fixing(codes)) {
                return cell(shape, shape.least(codes));
            }
        }
    }

    /**
     * The cell after one of three changes: another operation at a vertex, an edge more or less (what is then on no path from the input to
     * the output falls away), or a new vertex between two others. Changes that leave the space, or lead to an isomorphic cell, are drawn
     * again.
     */
    @Override
    public Cell mutate(Cell cell, RandomGenerator random) {
        rules.check(cell);
        String form = canonicalForm(cell);
        while (true) {
            Optional<String> mutated = NasBench101Mutation.change(cell, BY_CODE.subList(0, operations), random)
                    .map(this::canonicalForm)
                    .filter(other -> !other.equals(form));
            if (mutated.isPresent()) {
                return parse(mutated.get());
            }
        }
    }

    /** The text of the isomorphic cell that {@link #enumerate} lists. */
    @Override
    public String canonicalForm(Cell cell) {
        rules.check(cell);
        int n = cell.nodeCount();
        int[] labels = new int[n];
        System.arraycopy(codes(cell), 0, labels, 1, n - 2);
        int[] order = CanonicalOrder.of(labels, SmallGraph.of(cell).edges()).get(0);
        long[] rows = new long[n];
        int[] codes = new int[n - 2];
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                rows[i] |= cell.hasEdge(order[i], order[j]) ? 1L << j : 0;
            }
            if (i > 0 && i < n - 1) {
                codes[i - 1] = labels[order[i]];
            }
        }
        return NasBench101Text.print(rows, codes);
    }

    /**
     * The MD5 hash by which the benchmark's files name a module, in lower-case hexadecimal.
     *
     * @throws InvalidInputException if the cell is not one of NAS-Bench-101 without mixed operations
     */
    public static String hash(Cell cell) {
        INSTANCE.rules.check(cell);
        int n = cell.nodeCount();
        int[] labels = new int[n];
        labels[0] = -1;
        System.arraycopy(codes(cell), 0, labels, 1, n - 2);
        labels[n - 1] = -2;
        return GraphHash.md5(labels, SmallGraph.of(cell).edges(), "");
    }

    /**
     * The operation of a name in the benchmark's files.
     *
     * @throws InvalidInputException if it is none of conv3x3-bn-relu, conv1x1-bn-relu and maxpool3x3
     */
    public static Operation operationOfName(String name) {
        return switch (name) {
            case "conv3x3-bn-relu" -> CONV3_D1;
            case "conv1x1-bn-relu" -> CONV1_D1;
            case "maxpool3x3" -> MAX_POOL;
            default ->
                throw new InvalidInputException(
                        "Unknown NAS-Bench-101 operation \"" + Texts.shorten(name) + "\".",
                        "The operations of NAS-Bench-101 are conv3x3-bn-relu, conv1x1-bn-relu and maxpool3x3.");
        };
    }

    @Override
    public Optional<SearchSpace> mixedOps() {
        return this == MIXED_OPS ? Optional.empty() : Optional.of(MIXED_OPS);
    }

    @Override
    public String toString() {
        return name;
    }
}
