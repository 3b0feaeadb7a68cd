package org.fewshotnas.space.published;

import static org.fewshotnas.space.cell.Operation.AVG_POOL;
import static org.fewshotnas.space.cell.Operation.CONV1_D1;
import static org.fewshotnas.space.cell.Operation.CONV3_D1;
import static org.fewshotnas.space.cell.Operation.SKIP_CONNECTION;
import static org.fewshotnas.space.cell.Operation.ZEROIZE;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Texts;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.SearchSpace;

/**
 * NAS-Bench-201 (Dong and Yang 2020; NATS-Bench's topology space): four tensors, an operation between every two of them. Its text is the
 * benchmark's own, {@code |op~0|+|op~0|op~1|+|op~0|op~1|op~2|}, in which {@code op~j} reads tensor j. In the mixed-ops extension the five
 * native operations keep their names, and the others have their unified labels: {@code |Conv5-D2~0|+|none~0|...}.
 *
 * <p>5^6 = 15,625 cells, of 6,466 canonical forms; mixed-ops 11^6 = 1,771,561 cells, of 1,286,807 canonical forms. The forms are counted
 * by writing all of them.
 */
public final class NasBench201 extends FixedTopologySpace {
    static final int[] FROM = {0, 0, 1, 0, 1, 2};
    static final int[] TO = {1, 2, 2, 3, 3, 3};

    /** The canonical forms of this topology with all 11 operations. */
    static final long MIXED_OPS_FORMS = 1_286_807;

    private static final List<Operation> NATIVE = List.of(ZEROIZE, SKIP_CONNECTION, CONV1_D1, CONV3_D1, AVG_POOL);
    private static final String FORM = "|op~0|+|op~0|op~1|+|op~0|op~1|op~2|";

    private static final Map<Operation, String> NATIVE_NAMES = Map.of(
            ZEROIZE,
            "none",
            SKIP_CONNECTION,
            "skip_connect",
            CONV1_D1,
            "nor_conv_1x1",
            CONV3_D1,
            "nor_conv_3x3",
            AVG_POOL,
            "avg_pool_3x3");

    private static final Map<String, Operation> BY_NAME = Operation.CELL_OPERATIONS.stream()
            .collect(Collectors.toUnmodifiableMap(NasBench201::nativeName, Function.identity()));

    /** The space of the benchmark. */
    public static final NasBench201 INSTANCE = new NasBench201("NAS-Bench-201", NATIVE, 6_466);

    /** Its mixed-ops extension. */
    public static final NasBench201 MIXED_OPS =
            new NasBench201("NAS-Bench-201 mixed-ops", Operation.CELL_OPERATIONS, MIXED_OPS_FORMS);

    private final List<Operation> operations;
    private final long uniqueCount;

    private NasBench201(String name, List<Operation> operations, long uniqueCount) {
        super(name, FROM, TO, Collections.nCopies(FROM.length, operations));
        this.operations = operations;
        this.uniqueCount = uniqueCount;
    }

    /**
     * The cell with these six operations, in the order of the benchmark's text.
     *
     * @throws InvalidInputException if they are not six, or one is not of this space
     */
    public Cell cell(List<Operation> six) {
        if (six.size() != FROM.length) {
            throw new InvalidInputException(
                    six.size() + " operations were found; a cell of " + name() + " has " + FROM.length + ".",
                    "Give the operations in the order of " + FORM + ".");
        }
        for (int p = 0; p < FROM.length; p++) {
            if (!allows(p, six.get(p))) {
                throw unknown(
                        String.join(", ", six.stream().map(Operation::label).toList()),
                        p,
                        six.get(p).label());
            }
        }
        return cell(six.toArray(new Operation[0]));
    }

    @Override
    public String notation() {
        return "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|nor_conv_1x1~0|none~1|avg_pool_3x3~2|";
    }

    @Override
    public Cell parse(String architecture) {
        Operation[] six = new Operation[FROM.length];
        int at = 0;
        for (int p = 0; p < six.length; p++) {
            at = expect(architecture, at, before(p));
            int tilde = architecture.indexOf('~', at);
            if (tilde < 0) {
                throw malformed(architecture, "it has " + p + " of 6 operations", FORM);
            }
            String operation = architecture.substring(at, tilde);
            if (!BY_NAME.containsKey(operation) || !allows(p, BY_NAME.get(operation))) {
                throw unknown(architecture, p, operation);
            }
            six[p] = BY_NAME.get(operation);
            at = expect(architecture, tilde + 1, String.valueOf(FROM[p]));
        }
        at = expect(architecture, at, "|");
        if (at < architecture.length()) {
            throw malformed(
                    architecture,
                    "\"" + Texts.shorten(architecture.substring(at)) + "\" follows its sixth operation",
                    FORM);
        }
        return cell(six);
    }

    /** What stands before an operation: a new tensor begins after a plus sign. */
    private static String before(int place) {
        return place > 0 && FROM[place] == 0 ? "|+|" : "|";
    }

    private int expect(String architecture, int at, String text) {
        if (!architecture.startsWith(text, at)) {
            throw malformed(architecture, "\"" + text + "\" is missing at character " + (at + 1), FORM);
        }
        return at + text.length();
    }

    private InvalidInputException unknown(String architecture, int place, String operation) {
        return new InvalidInputException(
                "Unknown operation \"" + Texts.shorten(operation) + "\" at place " + (place + 1) + " of the " + name()
                        + " architecture \"" + Texts.shorten(architecture) + "\".",
                "Use one of "
                        + String.join(
                                ", ",
                                operations.stream().map(NasBench201::nativeName).toList()) + ".");
    }

    @Override
    public String print(Cell cell) {
        List<Operation> six = operations(cell);
        StringBuilder text = new StringBuilder(96);
        for (int p = 0; p < FROM.length; p++) {
            text.append(before(p)).append(nativeName(six.get(p))).append('~').append(FROM[p]);
        }
        return text.append('|').toString();
    }

    static String nativeName(Operation operation) {
        return NATIVE_NAMES.getOrDefault(operation, operation.label());
    }

    /** The expression that the cell computes, as the benchmark's authors compare cells (see the class comment of the form). */
    @Override
    public String canonicalForm(Cell cell) {
        return SumOfOperationsForm.of(this, operations(cell));
    }

    @Override
    public BigInteger uniqueCount() {
        return BigInteger.valueOf(uniqueCount);
    }

    @Override
    public Optional<SearchSpace> mixedOps() {
        return this == MIXED_OPS ? Optional.empty() : Optional.of(MIXED_OPS);
    }
}
