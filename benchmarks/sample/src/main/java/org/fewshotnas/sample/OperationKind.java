package org.fewshotnas.sample;

import org.fewshotnas.space.cell.Operation;

/**
 * What a cell operation is in two dimensions; all of them keep the image's size and its channels.
 *
 * @param type the layer
 * @param kernel its width and height, 1 where it has none
 * @param dilation of the kernel
 */
record OperationKind(Type type, int kernel, int dilation) {
    enum Type {
        /** ReLU, convolution without bias, batch normalisation. */
        CONVOLUTION,
        /** A linear layer with bias over the channels, the same at every position. */
        LINEAR,
        /** Average of the neighbourhood; DJL's PyTorch engine counts the padding of the border too, which makes no difference in time. */
        AVERAGE_POOLING,
        MAXIMUM_POOLING,
        IDENTITY,
        ZERO
    }

    static OperationKind of(Operation operation) {
        return switch (operation) {
            case CONV1_D1 -> new OperationKind(Type.CONVOLUTION, 1, 1);
            case CONV3_D1 -> new OperationKind(Type.CONVOLUTION, 3, 1);
            case CONV5_D1 -> new OperationKind(Type.CONVOLUTION, 5, 1);
            case CONV5_D2 -> new OperationKind(Type.CONVOLUTION, 5, 2);
            case CONV7_D1 -> new OperationKind(Type.CONVOLUTION, 7, 1);
            case CONV7_D2 -> new OperationKind(Type.CONVOLUTION, 7, 2);
            case LINEAR -> new OperationKind(Type.LINEAR, 1, 1);
            case AVG_POOL -> new OperationKind(Type.AVERAGE_POOLING, 3, 1);
            case MAX_POOL -> new OperationKind(Type.MAXIMUM_POOLING, 3, 1);
            case SKIP_CONNECTION -> new OperationKind(Type.IDENTITY, 1, 1);
            case ZEROIZE -> new OperationKind(Type.ZERO, 1, 1);
            case INPUT, OUTPUT, GLOBAL ->
                throw new IllegalArgumentException(operation.label() + " is no cell operation");
        };
    }
}
