package org.fewshotnas.tensor.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.base.Waiting;

/** The tensor engine: started once, off line, with one thread for each caller. */
public final class Torch {
    private static volatile boolean started;

    private Torch() {}

    /** Starts the engine at its first use. The JVM does so once and in one thread. */
    private static final class Holder {
        static final Engine ENGINE = start();

        private static Engine start() {
            setIfAbsent("ai.djl.offline", "true");
            setIfAbsent("OPT_OUT_TRACKING", "true");
            setIfAbsent("ai.djl.pytorch.num_threads", "1");
            setIfAbsent("ai.djl.pytorch.graph_optimizer", "false");
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            // The engine looks for its parts with the context class loader, which in OSGi need not see them.
            thread.setContextClassLoader(Engine.class.getClassLoader());
            try {
                return Engine.getEngine("PyTorch");
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        private static void setIfAbsent(String property, String value) {
            if (System.getProperty(property) == null) {
                System.setProperty(property, value);
            }
        }
    }

    /** As the other one; nobody can stop it while the engine starts. */
    public static NDManager newManager(Device device) {
        return newManager(device, Progress.NONE);
    }

    /**
     * A manager of tensors on a device; who asks for it closes it.
     *
     * @param progress is listened to while the engine starts, which takes seconds the first time
     * @throws InvalidInputException if the engine cannot start, or the device is not there
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    public static NDManager newManager(Device device, Progress progress) {
        start(progress);
        Engine engine = engine();
        useOneThread();
        return engine.newBaseManager(resolve(engine, device));
    }

    /**
     * Makes the engine compute in the calling thread alone, so that sums keep one order and no thread of the engine's waits in a busy loop.
     * The matrix library remembers it for each thread, so every thread that computes has to ask for it.
     */
    static void useOneThread() {
        JniUtils.setNumThreads(1);
    }

    /**
     * The device that is meant: the processor or a GPU, and never the automatic one.
     *
     * @throws InvalidInputException if the engine cannot start, or the device is not there
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    public static Device find(Device device, Progress progress) {
        if (device.equals(Device.cpu())) {
            return device;
        }
        start(progress);
        ai.djl.Device found = resolve(engine(), device);
        return found.isGpu() ? Device.gpu(found.getDeviceId()) : Device.cpu();
    }

    /** Starts the engine, if nobody has yet. */
    public static void start(Progress progress) {
        if (started) {
            return;
        }
        try (Waiting waiting = new Waiting("fewshotnas-start")) {
            progress.report(0, "Starting the tensor library");
            waiting.on(Torch::engine, progress);
            started = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The engine's version. */
    public static String version() {
        return engine().getVersion();
    }

    /** The folder of the engine's native libraries, once it has started: another process can use them from there. */
    public static Path libraries() {
        engine();
        return Path.of(LibUtils.getLibtorchPath()).toAbsolutePath();
    }

    private static Engine engine() {
        try {
            return Holder.ENGINE;
        } catch (LinkageError | RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null && cause.getCause() != cause) {
                cause = cause.getCause();
            }
            throw new InvalidInputException(
                    "The tensor library (PyTorch) could not be started on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + ": " + cause.getMessage(),
                    "Install the extension's library fragment for this system; there are fragments for Linux (x86_64, aarch64), Windows"
                            + " (x86_64) and macOS (aarch64). If it is installed, check that the disk that holds the folder for temporary"
                            + " libraries has 500 MB left. If the environment variable PYTORCH_LIBRARY_PATH is set, check that its folder holds"
                            + " the libraries of the PyTorch that PYTORCH_VERSION and PYTORCH_FLAVOR name.",
                    e);
        }
    }

    private static ai.djl.Device resolve(Engine engine, Device device) {
        if (device.equals(Device.cpu())) {
            return ai.djl.Device.cpu();
        }
        int gpus = engine.hasCapability(StandardCapabilities.CUDA) ? engine.getGpuCount() : 0;
        if (device.equals(Device.automatic())) {
            return gpus > 0 ? ai.djl.Device.gpu(0) : ai.djl.Device.cpu();
        }
        if (device.index() >= gpus) {
            String found = gpus == 0
                    ? "no GPU that the installed PyTorch library can use"
                    : gpus == 1 ? "one GPU, number 0" : gpus + " GPUs, numbers 0 to " + (gpus - 1);
            throw new InvalidInputException(
                    device + " was asked for, but there is " + found + ".",
                    "Choose the automatic device or the CPU. A GPU takes its driver and a PyTorch library with CUDA support, which the"
                            + " environment variables PYTORCH_LIBRARY_PATH (its folder), PYTORCH_VERSION (2.7.1) and PYTORCH_FLAVOR (cu128)"
                            + " name before the program starts; the one that is shipped has none.");
        }
        return ai.djl.Device.gpu(device.index());
    }

    /** How many threads are worth using on a device: the processors, or one for a GPU. */
    public static int threads(NDManager manager) {
        return manager.getDevice().isGpu() ? 1 : Runtime.getRuntime().availableProcessors();
    }

    /**
     * A tensor of these numbers that the engine owns. (One over a Java buffer may lie at any address, and sums may depend on it.)
     *
     * @param type {@link DataType#FLOAT32} or {@link DataType#FLOAT64}
     */
    public static NDArray create(NDManager manager, DataType type, double[] values, Shape shape) {
        if (type == DataType.FLOAT64) {
            try (NDArray array = manager.create(DoubleBuffer.wrap(values), shape, type)) {
                return array.duplicate();
            }
        }
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return create(manager, type, floats, shape);
    }

    /** As the other method. */
    public static NDArray create(NDManager manager, DataType type, float[] values, Shape shape) {
        try (NDArray array = manager.create(FloatBuffer.wrap(values), shape, DataType.FLOAT32)) {
            return type == DataType.FLOAT32 ? array.duplicate() : array.toType(type, true);
        }
    }

    /**
     * A sparse matrix that the engine owns.
     *
     * @param places the rows of its entries, then their columns
     * @param type as above
     */
    public static NDArray createSparse(NDManager manager, DataType type, long[] places, float[] values, Shape shape) {
        try (NDArray buffer = manager.create(LongBuffer.wrap(places), new Shape(2, values.length), DataType.INT64);
                NDArray indices = buffer.duplicate();
                NDArray entries = create(manager, type, values, new Shape(values.length))) {
            return JniUtils.createSparseCoo((PtNDArray) indices, (PtNDArray) entries, shape);
        }
    }

    /** The numbers of a tensor of either type. */
    public static double[] toDoubles(NDArray array) {
        if (array.getDataType() == DataType.FLOAT64) {
            return array.toDoubleArray();
        }
        float[] floats = array.toFloatArray();
        double[] values = new double[floats.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = floats[i];
        }
        return values;
    }

    /** The rows of a matrix. */
    public static double[][] rows(NDArray matrix) {
        double[] flat = toDoubles(matrix);
        int width = (int) matrix.getShape().get(1);
        double[][] rows = new double[flat.length / width][width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(flat, i * width, rows[i], 0, width);
        }
        return rows;
    }
}
