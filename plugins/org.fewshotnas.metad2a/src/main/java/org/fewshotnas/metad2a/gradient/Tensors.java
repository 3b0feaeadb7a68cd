package org.fewshotnas.metad2a.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fewshotnas.tensor.engine.Torch;
import org.fewshotnas.tensor.file.Weights;

/** Named tensors on a device, which a training moves in place. The manager that they were made with gives their memory back. */
public final class Tensors {
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();
    private final DataType type;

    /**
     * @param type {@link DataType#FLOAT32}, or {@link DataType#FLOAT64} for tests
     * @param shapes of those to take, by name, in their order
     */
    public Tensors(NDManager manager, DataType type, Map<String, List<Integer>> shapes, Weights weights) {
        this.type = type;
        shapes.forEach((name, shape) -> arrays.put(
                name,
                Torch.create(
                        manager,
                        type,
                        weights.values(name),
                        new Shape(shape.stream().mapToLong(Integer::longValue).toArray()))));
    }

    /** In their order. */
    public NDList list() {
        return new NDList(arrays.values().toArray(NDArray[]::new));
    }

    /** In their order. */
    public Set<String> names() {
        return arrays.keySet();
    }

    /** The type of the numbers. */
    public DataType type() {
        return type;
    }

    /** A tensor. */
    public NDArray get(String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("No tensor named " + name);
        }
        return array;
    }

    /** The numbers as they are now, in 32 bits. */
    public Weights weights() {
        Weights.Builder weights = new Weights.Builder();
        arrays.forEach((name, array) -> {
            double[] values = Torch.toDoubles(array);
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            List<Integer> shape = new ArrayList<>();
            for (long extent : array.getShape().getShape()) {
                shape.add((int) extent);
            }
            weights.put(name, shape, floats);
        });
        return weights.build();
    }
}
