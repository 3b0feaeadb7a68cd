package org.fewshotnas.network.proxy;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.torchscript.InitialWeights;
import org.fewshotnas.network.torchscript.Loss;
import org.fewshotnas.network.torchscript.Measurement;
import org.fewshotnas.network.torchscript.ScriptArchive;
import org.fewshotnas.network.torchscript.ScriptModule;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.file.Weights;

/** Measures one network in the calling thread; each measurement once, even if two proxies are read from it. */
final class Measuring implements AutoCloseable {
    private final NetworkGraph network;
    private final DataSet examples;
    private final long seed;
    private final Progress progress;
    private final Set<Measurement> ofFirstWeights;
    private Optional<ScriptModule> module = Optional.empty();
    private final Map<Measurement, double[]> measured = new EnumMap<>(Measurement.class);

    Measuring(NetworkGraph network, ProxySample sample, Collection<Proxy> proxies, long seed, Progress progress) {
        this.network = network;
        examples = sample.examples();
        this.seed = seed;
        this.progress = progress;
        ofFirstWeights = EnumSet.noneOf(Measurement.class);
        proxies.forEach(proxy -> proxy.measurement().ifPresent(ofFirstWeights::add));
        ofFirstWeights.remove(Measurement.PERTURBATION);
    }

    /** The number of a proxy, which may be none. */
    double value(Proxy proxy) {
        return switch (proxy) {
            case PARAMETERS -> network.parameters();
            case MULTIPLY_ACCUMULATES -> network.multiplyAccumulates();
            case SNIP -> measure(proxy)[1];
            default -> measure(proxy)[0];
        };
    }

    private double[] measure(Proxy proxy) {
        return measured.computeIfAbsent(proxy.measurement().orElseThrow(), this::measure);
    }

    private double[] measure(Measurement measurement) {
        return switch (measurement) {
            case PERTURBATION -> perturbation();
            case GRADIENTS -> gradients();
            case PATTERNS, JACOBIAN, SYNAPTIC_FLOW -> module().measure(measurement, examples.inputs());
        };
    }

    private ScriptModule module() {
        if (module.isEmpty()) {
            module = Optional.of(load(InitialWeights.draw(network, seed), ofFirstWeights));
        }
        return module.get();
    }

    private ScriptModule load(Weights weights, Collection<Measurement> measurements) {
        Loss loss = examples.targets() instanceof Targets.Classes
                ? new Loss.CrossEntropy(List.of())
                : new Loss.SquaredError();
        byte[] archive = ScriptArchive.forMeasurements(network, weights, measurements, loss);
        return ScriptModule.load(archive, network, Device.cpu(), progress);
    }

    private double[] gradients() {
        if (examples.targets() instanceof Targets.Numbers numbers) {
            return module().measure(Measurement.GRADIENTS, examples.inputs(), numbers.values(), numbers.shape());
        }
        int[] numbers = ((Targets.Classes) examples.targets()).classes();
        long[] classes = new long[numbers.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = numbers[i];
        }
        return module().measure(Measurement.GRADIENTS, examples.inputs(), classes);
    }

    private double[] perturbation() {
        SplittableRandom random = new SplittableRandom(seed).split();
        float[] inputs = noise(random);
        float[] others = noise(random);
        Weights weights = InitialWeights.drawNormal(network, seed);
        try (ScriptModule own = load(weights, Set.of(Measurement.PERTURBATION))) {
            return own.measure(Measurement.PERTURBATION, inputs, others, network.input());
        }
    }

    private float[] noise(SplittableRandom random) {
        float[] noise = new float[examples.inputs().length];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }

    @Override
    public void close() {
        module.ifPresent(ScriptModule::close);
    }
}
