package org.fewshotnas.predictor.gcn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.fewshotnas.tensor.engine.Torch;
import org.fewshotnas.tensor.file.Weights;

/** The tensors of a network: the list that {@link Gcn} takes, to and from {@link Weights}. */
public final class Parameters {
    /** States of neighbours are summed, and sums grow from layer to layer; random weights shrink by this factor of variance, so that they do not. */
    private static final double GROWTH = 6;

    private Parameters() {}

    /**
     * Random weights, small enough that embeddings have a length of a few units whatever the width, so that the inner loop's rate fits
     * every width; biases are zero.
     */
    public static Weights random(GcnShape shape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Weights.Builder weights = new Weights.Builder();
        shape.tensors().forEach((name, extents) -> {
            float[] values = new float[extents.stream().reduce(1, Math::multiplyExact)];
            if (name.endsWith("weight")) {
                double deviation = Math.sqrt((name.startsWith("head") ? 1 : 2 / GROWTH) / shape.width());
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (deviation * random.nextGaussian());
                }
            }
            weights.put(name, extents, values);
        });
        return weights.build();
    }

    /** The network's tensors on the manager's device. */
    public static NDList toTensors(NDManager manager, DataType type, GcnShape shape, Weights weights) {
        return toTensors(manager, type, shape, weights, "");
    }

    /** As the other one, for tensors of these names after a prefix. */
    public static NDList toTensors(NDManager manager, DataType type, GcnShape shape, Weights weights, String prefix) {
        NDList list = new NDList();
        for (Map.Entry<String, List<Integer>> tensor : shape.tensors().entrySet()) {
            List<Integer> extents = tensor.getValue();
            Shape tensorShape = tensor.getKey().equals("head.weight")
                    ? new Shape(extents.get(0), 1)
                    : new Shape(extents.stream().mapToLong(Integer::longValue).toArray());
            list.add(Torch.create(manager, type, weights.values(prefix + tensor.getKey()), tensorShape));
        }
        return list;
    }

    /** The weights in the network's tensors, as 32-bit floats. */
    public static Weights toWeights(GcnShape shape, NDList tensors) {
        return toWeights(shape.tensors(), tensors);
    }

    /** The tensors of these names and shapes, in their order, as 32-bit floats. */
    public static Weights toWeights(Map<String, List<Integer>> shapes, NDList tensors) {
        Weights.Builder weights = new Weights.Builder();
        List<Map.Entry<String, List<Integer>>> names = new ArrayList<>(shapes.entrySet());
        for (int i = 0; i < names.size(); i++) {
            NDArray tensor = tensors.get(i);
            float[] values = tensor.getDataType() == DataType.FLOAT32
                    ? tensor.toFloatArray()
                    : tensor.toType(DataType.FLOAT32, true).toFloatArray();
            weights.put(names.get(i).getKey(), names.get(i).getValue(), values);
        }
        return weights.build();
    }

    /** These weights with another last layer (w, c), of length W + 1. */
    public static Weights withHead(Weights weights, double[] head) {
        float[] w = new float[head.length - 1];
        for (int i = 0; i < w.length; i++) {
            w[i] = (float) head[i];
        }
        Weights.Builder result = new Weights.Builder();
        for (String name : weights.names()) {
            switch (name) {
                case GcnShape.HEAD_WEIGHT -> result.put(name, weights.shape(name), w);
                case GcnShape.HEAD_BIAS -> result.put(name, weights.shape(name), new float[] {(float) head[w.length]});
                default -> result.copy(weights, name);
            }
        }
        return result.build();
    }
}
