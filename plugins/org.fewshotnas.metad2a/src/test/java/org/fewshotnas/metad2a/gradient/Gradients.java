package org.fewshotnas.metad2a.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;

/** Holds gradients against central finite differences, in double precision. */
public final class Gradients {
    private static final double STEP = 1e-5;

    private Gradients() {}

    /** Fails unless the gradient of a loss by every tensor of the layout is what differences say, along random directions and single numbers. */
    public static void check(Layout layout, Function<Pass, Value> loss) {
        try (NDManager manager = Torch.newManager(Device.cpu());
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            SplittableRandom random = new SplittableRandom(5);
            Tensors tensors = new Tensors(manager, DataType.FLOAT64, layout.shapes(), layout.random(random));
            Pass pass = Pass.learning(manager, tensors);
            NDList gradient = pass.gradient(loss.apply(pass));
            double scale = 0;
            for (NDArray array : gradient) {
                scale = Math.max(scale, array.abs().max().getDouble());
            }
            int index = 0;
            for (String name : tensors.names()) {
                NDArray tensor = tensors.get(name);
                double[] values = tensor.toDoubleArray();
                double[] found = gradient.get(index++).toDoubleArray();
                for (int i = 0; i < Math.min(6, values.length); i++) {
                    int at = values.length <= 6 ? i : random.nextInt(values.length);
                    double difference = (moved(manager, tensors, tensor, at, STEP, loss)
                                    - moved(manager, tensors, tensor, at, -STEP, loss))
                            / (2 * STEP);
                    assertEquals(difference, found[at], 1e-6 * (scale + 1), name + " at " + at);
                }
            }
        }
    }

    private static double moved(
            NDManager manager, Tensors tensors, NDArray tensor, int at, double step, Function<Pass, Value> loss) {
        double[] values = tensor.toDoubleArray();
        double before = values[at];
        values[at] = before + step;
        tensor.set(java.nio.DoubleBuffer.wrap(values));
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return loss.apply(Pass.applying(manager, tensors)).array().toDoubleArray()[0];
        } finally {
            values[at] = before;
            tensor.set(java.nio.DoubleBuffer.wrap(values));
        }
    }
}
