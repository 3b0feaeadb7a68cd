package org.fewshotnas.network.torchscript;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;
import org.fewshotnas.tensor.file.Weights;

/**
 * A network in libtorch, made of an archive of {@link ScriptArchive}. It belongs to the thread that made it, and computes in it alone, so
 * that the same calls give the same numbers.
 */
public final class ScriptModule implements AutoCloseable {
    private static final String METHOD = "module_method:";

    private final NDManager manager;
    private final PtSymbolBlock module;
    private final NetworkGraph network;

    private ScriptModule(NDManager manager, PtSymbolBlock module, NetworkGraph network) {
        this.manager = manager;
        this.module = module;
        this.network = network;
    }

    /**
     * Loads an archive that was written here.
     *
     * @param network that it was written of
     * @throws org.fewshotnas.space.base.InvalidInputException if the engine or the device is not there
     */
    public static ScriptModule load(byte[] archive, NetworkGraph network, Device device, Progress progress) {
        NDManager manager = Torch.newManager(device, progress);
        try {
            JniUtils.setGraphExecutorOptimize(false);
            PtSymbolBlock module =
                    JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(archive), true, false);
            return new ScriptModule(manager, module, network);
        } catch (IOException e) {
            manager.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    /**
     * A step of training.
     *
     * @param inputs the examples of a batch, one after another
     * @param targets their classes
     * @param rates what the optimizer wants: the learning rate, and the corrections of its first and second means
     * @return the loss before the step
     */
    public float step(float[] inputs, long[] targets, float[] rates) {
        try (NDManager pass = manager.newSubManager()) {
            NDArray classes = owned(pass.create(LongBuffer.wrap(targets), new Shape(targets.length), DataType.INT64));
            return step(pass, inputs, classes, rates);
        }
    }

    /**
     * As the other method, of targets that are numbers.
     *
     * @param targetShape of one example
     */
    public float step(float[] inputs, float[] targets, TensorShape targetShape, float[] rates) {
        try (NDManager pass = manager.newSubManager()) {
            return step(pass, inputs, batch(pass, targets, targetShape), rates);
        }
    }

    private float step(NDManager pass, float[] inputs, NDArray targets, float[] rates) {
        JniUtils.setGraphExecutorOptimize(false);
        JniUtils.setGradMode(true);
        try {
            NDArray parameters = owned(pass.create(rates));
            return run(pass, "step", true, batch(pass, inputs, network.input()), targets, parameters)
                    .get(0)
                    .toFloatArray()[0];
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    /** The numbers of one of the measurements that the module was written for, of a batch without targets. */
    public double[] measure(Measurement measurement, float[] inputs) {
        try (NDManager pass = manager.newSubManager()) {
            return measure(pass, measurement, inputs, owned(pass.create(0f)));
        }
    }

    /**
     * As the other method.
     *
     * @param targets the classes of the examples
     */
    public double[] measure(Measurement measurement, float[] inputs, long[] targets) {
        try (NDManager pass = manager.newSubManager()) {
            NDArray classes = owned(pass.create(LongBuffer.wrap(targets), new Shape(targets.length), DataType.INT64));
            return measure(pass, measurement, inputs, classes);
        }
    }

    /**
     * As the other method.
     *
     * @param targets numbers of the examples
     * @param targetShape of one example
     */
    public double[] measure(Measurement measurement, float[] inputs, float[] targets, TensorShape targetShape) {
        try (NDManager pass = manager.newSubManager()) {
            return measure(pass, measurement, inputs, batch(pass, targets, targetShape));
        }
    }

    private double[] measure(NDManager pass, Measurement measurement, float[] inputs, NDArray targets) {
        boolean gradients = measurement.followsGradients();
        JniUtils.setGraphExecutorOptimize(false);
        JniUtils.setGradMode(gradients);
        try {
            NDArray batch = batch(pass, inputs, network.input());
            return run(pass, measurement.method(), gradients, batch, targets)
                    .get(0)
                    .toDoubleArray();
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    /** What the network says of a batch, one example after another. */
    public float[] forward(float[] inputs) {
        JniUtils.setGraphExecutorOptimize(false);
        try (NDManager pass = manager.newSubManager()) {
            return run(pass, "forward", false, batch(pass, inputs, network.input()))
                    .get(0)
                    .toFloatArray();
        }
    }

    /** The weights of a module that can be trained, as they are now. */
    public Weights state() {
        try (NDManager pass = manager.newSubManager()) {
            // A method is found by the name of an argument, so it takes one: this is ignored.
            NDList tensors = run(pass, "state", false, owned(pass.create(0f)));
            Weights.Builder weights = new Weights.Builder();
            for (int i = 0; i < tensors.size(); i++) {
                NetworkGraph.Parameter parameter = network.tensors().get(i);
                weights.put(
                        parameter.name(),
                        parameter.tensor().shape(),
                        tensors.get(i).toFloatArray());
            }
            return weights.build();
        }
    }

    private NDList run(NDManager pass, String method, boolean training, NDArray... arguments) {
        NDList list = new NDList(arguments);
        NDArray name = pass.create(0f);
        name.setName(METHOD + method);
        list.add(name);
        return IValueUtils.forward(module, list, training);
    }

    private static NDArray batch(NDManager pass, float[] values, TensorShape shape) {
        long[] extents = new long[shape.dimensions() + 2];
        extents[0] = values.length / shape.size();
        extents[1] = shape.channels();
        for (int i = 0; i < shape.dimensions(); i++) {
            extents[i + 2] = shape.extents().get(i);
        }
        return owned(pass.create(FloatBuffer.wrap(values), new Shape(extents), DataType.FLOAT32));
    }

    /** A copy that libtorch owns: what lies in Java's memory may be collected while it is in use. */
    private static NDArray owned(NDArray array) {
        NDArray copy = array.duplicate();
        array.close();
        return copy;
    }

    @Override
    public void close() {
        module.close();
        manager.close();
    }
}
