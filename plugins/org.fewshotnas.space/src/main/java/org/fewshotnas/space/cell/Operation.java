package org.fewshotnas.space.cell;

import java.util.Arrays;
import java.util.List;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * The unified vocabulary of node operations: the 11 cell operations that NAS-Bench-101, NAS-Bench-201, TransNAS-Bench-101 and
 * NAS-Bench-ASR use between them, and the three nodes that every unified graph has (MP-NAS, section 3.3 and table 8). "Conv5-D2" is a
 * convolution of kernel size 5 and dilation 2, in one or two dimensions as the data set has it.
 *
 * <p>The order is the order of the one-hot node features of a predictor, and predictors are stored: it never changes.
 */
public enum Operation {
    CONV1_D1("Conv1-D1"),
    CONV3_D1("Conv3-D1"),
    CONV5_D1("Conv5-D1"),
    CONV5_D2("Conv5-D2"),
    CONV7_D1("Conv7-D1"),
    CONV7_D2("Conv7-D2"),
    LINEAR("Linear"),
    AVG_POOL("AvgPool"),
    MAX_POOL("MaxPool"),
    SKIP_CONNECTION("Skip-Connection"),
    ZEROIZE("Zeroize"),
    INPUT("Input"),
    OUTPUT("Output"),
    GLOBAL("Global");

    /** The 11 operations that a cell can choose between, in vocabulary order. */
    public static final List<Operation> CELL_OPERATIONS =
            List.copyOf(Arrays.asList(values()).subList(0, 11));

    private final String label;

    Operation(String label) {
        this.label = label;
    }

    /** The name in tables and messages, as the MP-NAS paper writes it. */
    public String label() {
        return label;
    }

    /**
     * The operation with this label.
     *
     * @throws InvalidInputException if no operation has it
     */
    public static Operation ofLabel(String label) {
        for (Operation operation : values()) {
            if (operation.label.equals(label)) {
                return operation;
            }
        }
        throw new InvalidInputException(
                "Unknown operation \"" + label + "\".",
                "Use one of the unified operations: "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(Operation::label).toList())
                        + ".");
    }
}
