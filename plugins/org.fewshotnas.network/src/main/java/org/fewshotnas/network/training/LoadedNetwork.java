package org.fewshotnas.network.training;

import org.fewshotnas.network.torchscript.ScriptArchive;
import org.fewshotnas.network.torchscript.ScriptModule;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;

/**
 * A trained network in the engine, to be applied to batch after batch of examples. It belongs to the thread that loaded it, and holds native
 * memory until it is closed.
 */
public final class LoadedNetwork implements AutoCloseable {
    private final Application application;
    private final ScriptModule module;

    private LoadedNetwork(Application application, ScriptModule module) {
        this.application = application;
        this.module = module;
    }

    /** @throws org.fewshotnas.space.base.InvalidInputException if the engine or the device is not there */
    static LoadedNetwork of(TrainedNetwork network, Device device, Progress progress) {
        byte[] archive = ScriptArchive.forInference(network.graph(), network.weights());
        return new LoadedNetwork(
                new Application(network.graph(), network.inputs(), network.outputs()),
                ScriptModule.load(archive, network.graph(), device, progress));
    }

    /** How many examples are computed at once: so many, or fewer, are best handed over together. */
    public int batch() {
        return application.batch();
    }

    /** As {@link TrainedNetwork#predict}. */
    public float[] predict(float[] examples, Progress progress) {
        return application.predict(module, examples, progress);
    }

    @Override
    public void close() {
        module.close();
    }
}
