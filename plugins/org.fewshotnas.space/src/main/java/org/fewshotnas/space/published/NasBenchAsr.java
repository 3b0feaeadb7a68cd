package org.fewshotnas.space.published;

import static org.fewshotnas.space.cell.Operation.CONV5_D1;
import static org.fewshotnas.space.cell.Operation.CONV5_D2;
import static org.fewshotnas.space.cell.Operation.CONV7_D1;
import static org.fewshotnas.space.cell.Operation.CONV7_D2;
import static org.fewshotnas.space.cell.Operation.LINEAR;
import static org.fewshotnas.space.cell.Operation.SKIP_CONNECTION;
import static org.fewshotnas.space.cell.Operation.ZEROIZE;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Texts;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.GraphHash;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.cell.SmallGraph;

/**
 * NAS-Bench-ASR (Mehrotra et al. 2021): three main operations in a row, and behind each one skip connection or none from every tensor
 * before it. Its text is the benchmark's architecture vector, {@code [[2, 1], [5, 1, 0], [3, 1, 1, 1]]}: for each main operation its
 * number (0 linear, 1 conv5, 2 conv5d2, 3 conv7, 4 conv7d2, 5 zero), then for each earlier tensor, the input first, 1 where it is added
 * to what the main operation gives, and 0 elsewhere.
 *
 * <p>In the unified graph all nine places are nodes, a skip place being Skip-Connection or Zeroize. In the mixed-ops extension each of
 * them holds any of the 11 operations; one that the native numbers do not cover is written by its unified label:
 * {@code [[2, 1], [MaxPool, Conv3-D1, 0], ...]}.
 *
 * <p>6^3 · 2^6 = 13,824 cells, of 8,242 canonical forms; mixed-ops 11^9 = 2,357,947,691 cells, the "2.35 billion" of MP-NAS (appendix A),
 * of 359,397,131 canonical forms. These are counted over the 3^9 ways to choose between a zero, a skip connection and another operation:
 * each shape of computation that comes up, times the ways to fill it with nine operations up to its automorphisms.
 */
public final class NasBenchAsr extends FixedTopologySpace {
    private static final int[] FROM = {0, 0, 1, 0, 1, 2, 0, 1, 2};
    private static final int[] TO = {1, 1, 2, 2, 2, 3, 3, 3, 3};
    private static final List<Operation> MAIN = List.of(LINEAR, CONV5_D1, CONV5_D2, CONV7_D1, CONV7_D2, ZEROIZE);
    private static final List<Operation> SKIP = List.of(ZEROIZE, SKIP_CONNECTION);
    private static final String FORM = "[[op, skip], [op, skip, skip], [op, skip, skip, skip]]";

    /** The space of the benchmark. */
    public static final NasBenchAsr INSTANCE = new NasBenchAsr("NAS-Bench-ASR", MAIN, SKIP);

    /** Its mixed-ops extension. */
    public static final NasBenchAsr MIXED_OPS =
            new NasBenchAsr("NAS-Bench-ASR mixed-ops", Operation.CELL_OPERATIONS, Operation.CELL_OPERATIONS);

    private NasBenchAsr(String name, List<Operation> main, List<Operation> skip) {
        super(
                name,
                FROM,
                TO,
                IntStream.range(0, FROM.length)
                        .mapToObj(p -> isMain(p) ? main : skip)
                        .toList());
    }

    /** Whether a place is a main operation: the first of those that write its tensor. */
    static boolean isMain(int place) {
        return place == 0 || TO[place] != TO[place - 1];
    }

    @Override
    public String notation() {
        return "[[2, 1], [5, 1, 0], [3, 1, 1, 1]]";
    }

    @Override
    public Cell parse(String architecture) {
        String text = architecture.replace(" ", "");
        Operation[] operations = new Operation[places()];
        int at = 0;
        for (int p = 0; p < operations.length; p++) {
            at = expect(architecture, text, at, p == 0 ? "[[" : isMain(p) ? "],[" : ",");
            int end = at;
            while (end < text.length() && text.charAt(end) != ',' && text.charAt(end) != ']') {
                end++;
            }
            operations[p] = operation(architecture, p, text.substring(at, end));
            at = end;
        }
        at = expect(architecture, text, at, "]]");
        if (at < text.length()) {
            throw malformed(
                    architecture, "\"" + Texts.shorten(text.substring(at)) + "\" follows its last operation", FORM);
        }
        return cell(operations);
    }

    private int expect(String architecture, String text, int at, String expected) {
        if (!text.startsWith(expected, at)) {
            throw malformed(
                    architecture,
                    "\"" + expected + "\" is missing at character " + (at + 1) + ", spaces not counted",
                    FORM);
        }
        return at + expected.length();
    }

    private Operation operation(String architecture, int place, String token) {
        List<Operation> numbered = isMain(place) ? MAIN : SKIP;
        return named(numbered, token)
                .filter(operation -> allows(place, operation))
                .orElseThrow(() -> malformed(
                        architecture,
                        "place " + (place + 1) + " of 9, " + (isMain(place) ? "a main operation" : "a skip connection")
                                + ", has the unknown operation \"" + Texts.shorten(token) + "\"; expected is 0 to "
                                + (numbered.size() - 1)
                                + (this == MIXED_OPS ? " or a unified label" : ""),
                        FORM));
    }

    /** The operation of a number, or of a unified label that no number stands for. */
    private static Optional<Operation> named(List<Operation> numbered, String token) {
        if (token.length() == 1 && token.charAt(0) >= '0' && token.charAt(0) < '0' + numbered.size()) {
            return Optional.of(numbered.get(token.charAt(0) - '0'));
        }
        return Operation.CELL_OPERATIONS.stream()
                .filter(operation -> operation.label().equals(token) && !numbered.contains(operation))
                .findFirst();
    }

    @Override
    public String print(Cell cell) {
        List<Operation> operations = operations(cell);
        StringBuilder text = new StringBuilder(48);
        for (int p = 0; p < operations.size(); p++) {
            int number = (isMain(p) ? MAIN : SKIP).indexOf(operations.get(p));
            text.append(p == 0 ? "[[" : isMain(p) ? "], [" : ", ");
            if (number >= 0) {
                text.append(number);
            } else {
                text.append(operations.get(p).label());
            }
        }
        return text.append("]]").toString();
    }

    /**
     * In the benchmark's space, the graph that its authors compare (see {@link #minimalGraph}), up to isomorphism: 8,242 forms. In the
     * mixed-ops extension, the function that the cell computes (see {@link ComputedGraph}), up to isomorphism.
     */
    @Override
    public String canonicalForm(Cell cell) {
        List<Operation> operations = operations(cell);
        return (this == INSTANCE ? minimalGraph(operations) : ComputedGraph.of(this, operations)).canonicalForm();
    }

    /**
     * The graph that the authors compare: the main operations that are not zero, an edge where one leads to the next or a skip connection
     * leads from one to the main operation behind that where it is added; what is then on no path from input to output is left out.
     */
    private static SmallGraph minimalGraph(List<Operation> operations) {
        int[][] edges = new int[5][5];
        for (int p = 0; p < FROM.length; p++) {
            if (isMain(p)) {
                edges[TO[p] - 1][TO[p]] = 1;
            } else if (operations.get(p).equals(SKIP_CONNECTION)) {
                edges[FROM[p]][TO[p] + 1] = 1;
            }
        }
        edges[3][4] = 1;
        List<Operation> nodes = new ArrayList<>();
        nodes.add(Operation.INPUT);
        for (int p = 0; p < FROM.length; p++) {
            if (isMain(p)) {
                nodes.add(operations.get(p));
            }
        }
        nodes.add(Operation.OUTPUT);
        return new SmallGraph(nodes, edges).without(ZEROIZE).pruned();
    }

    /**
     * The MD5 hash by which the benchmark's files name a model, in lower-case hexadecimal.
     *
     * @throws InvalidInputException if the cell is not one of NAS-Bench-ASR without mixed operations
     */
    public static String hash(Cell cell) {
        SmallGraph graph = minimalGraph(INSTANCE.operations(cell));
        int[] labels = graph.operations().stream()
                .mapToInt(operation -> switch (operation.type()) {
                    case INPUT -> -1;
                    case OUTPUT -> -2;
                    default -> MAIN.indexOf(operation);
                })
                .toArray();
        return GraphHash.md5(labels, graph.edges(), ".0");
    }

    @Override
    public BigInteger uniqueCount() {
        return this == INSTANCE
                ? BigInteger.valueOf(8_242)
                : ComputedGraph.count(this, Operation.CELL_OPERATIONS.size() - 2);
    }

    @Override
    public Optional<SearchSpace> mixedOps() {
        return this == MIXED_OPS ? Optional.empty() : Optional.of(MIXED_OPS);
    }
}
