package org.fewshotnas.network.graph;

import java.util.List;

/**
 * A tensor that a layer keeps.
 *
 * @param name within the layer, as PyTorch calls it
 * @param shape its extents, in PyTorch's order
 * @param kind what it is for
 */
public record LayerTensor(String name, List<Integer> shape, Kind kind) {
    /** What a layer's tensor is for, from which follow its first values and whether training changes it. */
    public enum Kind {
        /** Factors of inputs; drawn at random. */
        WEIGHT,
        /** What is added to outputs; zeros. */
        BIAS,
        /** Factors of normalised channels; ones. */
        SCALE,
        /** Running mean of a normalisation; zeros. Batches change it, gradients do not. */
        MEAN,
        /** Running variance of a normalisation; ones. Batches change it, gradients do not. */
        VARIANCE,
        /** Given with the network: neither drawn nor changed. */
        CONSTANT;

        /** Whether gradients change it. */
        public boolean isTrained() {
            return this == WEIGHT || this == BIAS || this == SCALE;
        }
    }

    /** Copies the shape. */
    public LayerTensor {
        shape = List.copyOf(shape);
    }

    /** How many numbers it has. */
    public long size() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
