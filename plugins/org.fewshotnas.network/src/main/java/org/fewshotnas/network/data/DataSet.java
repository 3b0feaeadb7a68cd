package org.fewshotnas.network.data;

import org.fewshotnas.network.graph.TensorShape;

/**
 * Examples of one shape with their targets. Immutable; memory is what the examples take as 32-bit floats.
 *
 * <pre>{@code
 * DataSet data = new DataSet(TensorShape.image(1, 28, 28), pixels, new Targets.Classes(labels, names));
 * Split split = Split.stratified(data, .2, 1);
 * }</pre>
 *
 * @param shape of one example
 * @param inputs one example after another; not to be changed
 * @param targets one for each example
 */
public record DataSet(TensorShape shape, float[] inputs, Targets targets) {
    /** @throws IllegalArgumentException if inputs and targets are not of the same examples */
    public DataSet {
        if (inputs.length != shape.size() * targets.size()) {
            throw new IllegalArgumentException(
                    inputs.length + " values of shape " + shape + " for " + targets.size() + " targets");
        }
    }

    /** How many examples there are. */
    public int size() {
        return targets.size();
    }

    /** Some of the examples, in this order. */
    public DataSet subset(int[] examples) {
        return new DataSet(shape, chosen(inputs, (int) shape.size(), examples), targets.subset(examples));
    }

    static float[] chosen(float[] values, int size, int[] examples) {
        float[] chosen = new float[Math.multiplyExact(size, examples.length)];
        for (int i = 0; i < examples.length; i++) {
            System.arraycopy(values, examples[i] * size, chosen, i * size, size);
        }
        return chosen;
    }
}
