package org.fewshotnas.predictor.gcn;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.fewshotnas.tensor.engine.Torch;

/** Masks that drop features, from a generator of our own: the engine's is one for the whole JVM. */
public final class Dropout {
    private Dropout() {}

    /** For every layer of one pass a mask of (R(l), W); an empty list for a rate of zero. */
    public static NDList masks(
            NDManager manager, DataType type, GcnShape shape, GraphBatch batch, SplittableRandom random) {
        NDList masks = new NDList();
        if (shape.dropout() > 0) {
            for (int l = 0; l < shape.layers(); l++) {
                Shape extents = batch.stacked(l, shape.width());
                float[] values = new float[Math.toIntExact(extents.size())];
                float kept = (float) (1 / (1 - shape.dropout()));
                for (int i = 0; i < values.length; i++) {
                    values[i] = random.nextDouble() < shape.dropout() ? 0 : kept;
                }
                masks.add(Torch.create(manager, type, values, extents));
            }
        }
        return masks;
    }
}
