package org.fewshotnas.metad2a.gradient;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.fewshotnas.tensor.file.Weights;

/** The tensors of a network: their names, shapes, and how large they are at first. */
public final class Layout {
    private final Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    private final Map<String, Double> bounds = new LinkedHashMap<>();

    /**
     * Adds a tensor.
     *
     * @param bound numbers are uniform between −bound and bound at first
     */
    public Layout add(String name, double bound, Integer... shape) {
        if (shapes.putIfAbsent(name, List.of(shape)) != null) {
            throw new IllegalArgumentException("Two tensors named " + name);
        }
        bounds.put(name, bound);
        return this;
    }

    /**
     * Adds the weight (inputs, outputs) and the bias (outputs) of a linear layer. At first the weight keeps the variance of what goes through
     * it, and the bias is zero: of smaller weights, as PyTorch has them, hardly anything comes through the many layers of a set encoder.
     */
    public Layout linear(String name, int inputs, int outputs) {
        return add(name + ".weight", Math.sqrt(3.0 / inputs), inputs, outputs).add(name + ".bias", 0, outputs);
    }

    /** Shapes by name, in their order. */
    public Map<String, List<Integer>> shapes() {
        return new LinkedHashMap<>(shapes);
    }

    /** First weights. */
    public Weights random(SplittableRandom random) {
        Weights.Builder weights = new Weights.Builder();
        shapes.forEach((name, shape) -> {
            float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
            double bound = bounds.get(name);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (bound * (2 * random.nextDouble() - 1));
            }
            weights.put(name, shape, values);
        });
        return weights.build();
    }
}
