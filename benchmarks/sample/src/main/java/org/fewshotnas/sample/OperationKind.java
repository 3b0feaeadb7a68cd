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
        Type type =
                switch (operation.type()) {
                    case CONVOLUTION -> Type.CONVOLUTION;
                    case LINEAR -> Type.LINEAR;
                    case AVERAGE_POOLING -> Type.AVERAGE_POOLING;
                    case MAXIMUM_POOLING -> Type.MAXIMUM_POOLING;
                    case IDENTITY -> Type.IDENTITY;
                    case ZERO -> Type.ZERO;
                    case INPUT, OUTPUT, GLOBAL ->
                        throw new IllegalArgumentException(operation.label() + " is no cell operation");
                };
        return new OperationKind(type, operation.kernel(), operation.dilation());
    }
}
