package org.fewshotnas.tensor.file;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Named arrays of 32-bit floats with their shapes, in an order of their own: what a network has learned. Immutable. */
public final class Weights {
    private final Map<String, Tensor> tensors;

    /** An array and its shape, row by row. */
    private record Tensor(List<Integer> shape, float[] values) {}

    private Weights(Map<String, Tensor> tensors) {
        this.tensors = Collections.unmodifiableMap(tensors);
    }

    /** Collects the arrays of new weights; each is copied. */
    public static final class Builder {
        private final Map<String, Tensor> tensors = new LinkedHashMap<>();

        /**
         * Adds an array.
         *
         * @param shape its extents; an empty list for a single number
         * @param values row by row, as many as the shape holds
         * @throws IllegalArgumentException if they are not as many, or the name is there already
         */
        public Builder put(String name, List<Integer> shape, float[] values) {
            long count = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
            if (count != values.length) {
                throw new IllegalArgumentException(name + " of shape " + shape + " with " + values.length + " values");
            }
            if (tensors.putIfAbsent(name, new Tensor(List.copyOf(shape), values.clone())) != null) {
                throw new IllegalArgumentException("Two arrays named " + name);
            }
            return this;
        }

        /** Adds an array of other weights. */
        public Builder copy(Weights other, String name) {
            Tensor tensor = other.tensor(name);
            return put(name, tensor.shape, tensor.values);
        }

        /** Adds an array of other weights where they have it, otherwise of the third. */
        public Builder copy(Weights other, Weights otherwise, String name) {
            return copy(other.names().contains(name) ? other : otherwise, name);
        }

        public Weights build() {
            return new Weights(new LinkedHashMap<>(tensors));
        }
    }

    public Set<String> names() {
        return tensors.keySet();
    }

    /** The extents of an array. */
    public List<Integer> shape(String name) {
        return tensor(name).shape;
    }

    /** A copy of an array, row by row. */
    public float[] values(String name) {
        return tensor(name).values.clone();
    }

    /** Whether every number is finite: after a training that diverged some are not. */
    public boolean finite() {
        return tensors.values().stream().allMatch(tensor -> {
            for (float value : tensor.values) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
            return true;
        });
    }

    private Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("No array named " + name);
        }
        return tensor;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Weights weights
                && List.copyOf(names()).equals(List.copyOf(weights.names()))
                && names().stream()
                        .allMatch(name -> shape(name).equals(weights.shape(name))
                                && Arrays.equals(tensor(name).values, weights.tensor(name).values));
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            hash = 31 * hash + entry.getKey().hashCode() + Arrays.hashCode(entry.getValue().values);
        }
        return hash;
    }

    @Override
    public String toString() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        names().forEach(name -> shapes.put(name, shape(name)));
        return shapes.toString();
    }
}
