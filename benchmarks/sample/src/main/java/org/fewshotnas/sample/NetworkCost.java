package org.fewshotnas.sample;

import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;

/**
 * The size and work of the network that a cell makes, counted as NAS-Bench-201 counts them: every operation of the cell, whether or not
 * something depends on it.
 *
 * @param parameters that training changes
 * @param flops multiply-adds of convolutions and linear layers (biases of the latter too) for one image; pooling, normalisation,
 *     activations and additions count nothing
 */
public record NetworkCost(long parameters, long flops) {
    private static final NetworkCost NOTHING = new NetworkCost(0, 0);

    /**
     * The cost of a cell's network.
     *
     * @param cell any cell whose edges carry sums
     * @param macro the network around it
     * @param image width and height of the input, a multiple of 4
     */
    public static NetworkCost of(Cell cell, MacroArchitecture macro, int image) {
        int size = image;
        NetworkCost total = convolution(MacroArchitecture.IMAGE_CHANNELS, macro.channels(), 3, size)
                .plus(normalisation(macro.channels()));
        for (int stack = 0; stack < MacroArchitecture.STACKS; stack++) {
            int channels = macro.channels(stack);
            if (stack > 0) {
                size /= 2;
                total = total.plus(reduction(channels / 2, channels, size));
            }
            for (int i = 0; i < macro.cellsPerStack(); i++) {
                for (Operation operation : cell.operations().subList(1, cell.nodeCount() - 1)) {
                    total = total.plus(operation(OperationKind.of(operation), channels, size));
                }
            }
        }
        int last = macro.channels(MacroArchitecture.STACKS - 1);
        return total.plus(normalisation(last)).plus(linear(last, macro.classes(), 1));
    }

    private static NetworkCost operation(OperationKind kind, int channels, int size) {
        return switch (kind.type()) {
            case CONVOLUTION ->
                convolution(channels, channels, kind.kernel(), size).plus(normalisation(channels));
            case LINEAR -> linear(channels, channels, size * size);
            case AVERAGE_POOLING, MAXIMUM_POOLING, IDENTITY, ZERO -> NOTHING;
        };
    }

    /** The residual block between two stacks: two 3x3 convolutions beside an average pooling and a 1x1 convolution. */
    private static NetworkCost reduction(int from, int to, int size) {
        return convolution(from, to, 3, size)
                .plus(normalisation(to))
                .plus(convolution(to, to, 3, size))
                .plus(normalisation(to))
                .plus(convolution(from, to, 1, size));
    }

    private static NetworkCost convolution(int from, int to, int kernel, int size) {
        long weights = (long) from * to * kernel * kernel;
        return new NetworkCost(weights, weights * size * size);
    }

    private static NetworkCost normalisation(int channels) {
        return new NetworkCost(2L * channels, 0);
    }

    private static NetworkCost linear(int from, int to, long positions) {
        long weights = (long) from * to + to;
        return new NetworkCost(weights, weights * positions);
    }

    private NetworkCost plus(NetworkCost other) {
        return new NetworkCost(parameters + other.parameters, flops + other.flops);
    }
}
