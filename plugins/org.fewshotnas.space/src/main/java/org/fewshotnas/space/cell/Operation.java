package org.fewshotnas.space.cell;

import java.util.List;

/**
 * An operation of a node, and what a network has there. The constants are the 11 cell operations that NAS-Bench-101, NAS-Bench-201,
 * TransNAS-Bench-101 and NAS-Bench-ASR use between them, and the three nodes that every unified graph has (MP-NAS, section 3.3 and table
 * 8). "Conv5-D2" is a convolution of kernel size 5 and dilation 2, in one or two dimensions as the data set has it. The
 * {@link Vocabulary} has these, and others that were added.
 *
 * @param label the name in tables, predictors and messages, for the constants as the MP-NAS paper writes it
 * @param type what it computes
 * @param kernel the width of a convolution or pooling; 1 where there is none
 * @param dilation of the kernel; 1 where there is none
 */
public record Operation(String label, Type type, int kernel, int dilation) {
    /** What an operation computes. All of them keep the size and the channels of what they read. */
    public enum Type {
        /** ReLU, convolution without bias, batch normalisation. */
        CONVOLUTION,
        /** A linear layer with bias over the channels, the same at every position. */
        LINEAR,
        AVERAGE_POOLING,
        MAXIMUM_POOLING,
        IDENTITY,
        ZERO,
        /** The node that a cell reads. */
        INPUT,
        /** The node that a cell writes. */
        OUTPUT,
        /** The node that a unified graph has beside those of its cell. */
        GLOBAL
    }

    public static final Operation CONV1_D1 = new Operation("Conv1-D1", Type.CONVOLUTION, 1, 1);
    public static final Operation CONV3_D1 = new Operation("Conv3-D1", Type.CONVOLUTION, 3, 1);
    public static final Operation CONV5_D1 = new Operation("Conv5-D1", Type.CONVOLUTION, 5, 1);
    public static final Operation CONV5_D2 = new Operation("Conv5-D2", Type.CONVOLUTION, 5, 2);
    public static final Operation CONV7_D1 = new Operation("Conv7-D1", Type.CONVOLUTION, 7, 1);
    public static final Operation CONV7_D2 = new Operation("Conv7-D2", Type.CONVOLUTION, 7, 2);
    public static final Operation LINEAR = new Operation("Linear", Type.LINEAR, 1, 1);
    public static final Operation AVG_POOL = new Operation("AvgPool", Type.AVERAGE_POOLING, 3, 1);
    public static final Operation MAX_POOL = new Operation("MaxPool", Type.MAXIMUM_POOLING, 3, 1);
    public static final Operation SKIP_CONNECTION = new Operation("Skip-Connection", Type.IDENTITY, 1, 1);
    public static final Operation ZEROIZE = new Operation("Zeroize", Type.ZERO, 1, 1);
    public static final Operation INPUT = new Operation("Input", Type.INPUT, 1, 1);
    public static final Operation OUTPUT = new Operation("Output", Type.OUTPUT, 1, 1);
    public static final Operation GLOBAL = new Operation("Global", Type.GLOBAL, 1, 1);

    /** The 11 operations that a place of a mixed-ops space can hold, in vocabulary order; those that are added are not among them. */
    public static final List<Operation> CELL_OPERATIONS = List.of(
            CONV1_D1,
            CONV3_D1,
            CONV5_D1,
            CONV5_D2,
            CONV7_D1,
            CONV7_D2,
            LINEAR,
            AVG_POOL,
            MAX_POOL,
            SKIP_CONNECTION,
            ZEROIZE);

    /**
     * @throws IllegalArgumentException if the label is blank, or kernel or dilation is not positive
     */
    public Operation {
        if (label.isBlank() || kernel < 1 || dilation < 1) {
            throw new IllegalArgumentException(
                    "Operation \"" + label + "\" of kernel " + kernel + " and dilation " + dilation);
        }
    }

    /** Whether it stands between the input and the output of a cell. */
    public boolean isOfCells() {
        return type.compareTo(Type.ZERO) <= 0;
    }

    /** To which the parameters are proportional: the kernel's area; 0 for operations without any. */
    public int parameterArea() {
        return type == Type.CONVOLUTION || type == Type.LINEAR ? kernel * kernel : 0;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Operation operation
                        && label.equals(operation.label)
                        && type == operation.type
                        && kernel == operation.kernel
                        && dilation == operation.dilation;
    }

    /** The same in every run, as that of an enum is not: no two operations of the vocabulary share a label. */
    @Override
    public int hashCode() {
        return label.hashCode();
    }

    @Override
    public String toString() {
        return label;
    }
}
