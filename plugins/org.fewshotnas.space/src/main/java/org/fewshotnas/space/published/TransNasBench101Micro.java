package org.fewshotnas.space.published;

import static org.fewshotnas.space.cell.Operation.CONV1_D1;
import static org.fewshotnas.space.cell.Operation.CONV3_D1;
import static org.fewshotnas.space.cell.Operation.SKIP_CONNECTION;
import static org.fewshotnas.space.cell.Operation.ZEROIZE;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.SearchSpace;

/**
 * The micro space of TransNAS-Bench-101 (Duan et al. 2021): the topology of {@link NasBench201} with four operations. Its text is the
 * benchmark's own, {@code 64-41414-1_02_333}: the macro part, which is the same in all micro cells, and one character an operation,
 * 0 none, 1 skip, 2 convolution 1x1, 3 convolution 3x3. The mixed-ops extension goes on with 4 Conv5-D1, 5 Conv5-D2, 6 Conv7-D1,
 * 7 Conv7-D2, L Linear, A AvgPool, M MaxPool.
 *
 * <p>4^6 = 4,096 cells, of 1,236 canonical forms; mixed-ops 11^6 = 1,771,561 cells, of 1,286,807 canonical forms, the same as those of
 * NAS-Bench-201.
 */
public final class TransNasBench101Micro extends FixedTopologySpace {
    private static final String MACRO = "64-41414-";
    private static final String CODES = "01234567LAM";
    private static final List<Operation> BY_CODE = List.of(
            ZEROIZE,
            SKIP_CONNECTION,
            CONV1_D1,
            CONV3_D1,
            Operation.CONV5_D1,
            Operation.CONV5_D2,
            Operation.CONV7_D1,
            Operation.CONV7_D2,
            Operation.LINEAR,
            Operation.AVG_POOL,
            Operation.MAX_POOL);
    private static final List<Operation> NATIVE = BY_CODE.subList(0, 4);

    /** The space of the benchmark. */
    public static final TransNasBench101Micro INSTANCE =
            new TransNasBench101Micro("TransNAS-Bench-101 micro", NATIVE, 1_236);

    /** Its mixed-ops extension. */
    public static final TransNasBench101Micro MIXED_OPS =
            new TransNasBench101Micro("TransNAS-Bench-101 micro mixed-ops", BY_CODE, NasBench201.MIXED_OPS_FORMS);

    private final int codes;
    private final long uniqueCount;

    private TransNasBench101Micro(String name, List<Operation> operations, long uniqueCount) {
        super(name, NasBench201.FROM, NasBench201.TO, Collections.nCopies(NasBench201.FROM.length, operations));
        this.codes = operations.size();
        this.uniqueCount = uniqueCount;
    }

    private String form() {
        return MACRO + "a_bc_def, each letter one of "
                + String.join(" ", CODES.substring(0, codes).split(""));
    }

    @Override
    public String notation() {
        return "64-41414-1_02_333";
    }

    @Override
    public Cell parse(String architecture) {
        if (!architecture.startsWith(MACRO)) {
            throw malformed(architecture, "it does not begin with \"" + MACRO + "\"", form());
        }
        int start = MACRO.length();
        if (architecture.length() != start + 8
                || architecture.charAt(start + 1) != '_'
                || architecture.charAt(start + 4) != '_') {
            throw malformed(
                    architecture,
                    "after \"" + MACRO + "\" it does not have one, two and three operations between underscores",
                    form());
        }
        Operation[] operations = new Operation[6];
        int place = 0;
        for (int at = start; at < architecture.length(); at++) {
            char code = architecture.charAt(at);
            if (at == start + 1 || at == start + 4) {
                continue;
            }
            int index = CODES.indexOf(code);
            if (index < 0 || index >= codes) {
                throw malformed(
                        architecture, "place " + (place + 1) + " has the unknown operation \"" + code + "\"", form());
            }
            operations[place++] = BY_CODE.get(index);
        }
        return cell(operations);
    }

    @Override
    public String print(Cell cell) {
        List<Operation> operations = operations(cell);
        StringBuilder text = new StringBuilder(MACRO);
        for (int p = 0; p < operations.size(); p++) {
            if (p == 1 || p == 3) {
                text.append('_');
            }
            text.append(CODES.charAt(BY_CODE.indexOf(operations.get(p))));
        }
        return text.toString();
    }

    /** The expression that the cell computes, compared as in {@link NasBench201}, whose topology this is. */
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
