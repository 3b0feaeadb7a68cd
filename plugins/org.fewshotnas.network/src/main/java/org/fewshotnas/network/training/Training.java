package org.fewshotnas.network.training;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Normalisation;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.torchscript.InitialWeights;
import org.fewshotnas.network.torchscript.Loss;
import org.fewshotnas.network.torchscript.ScriptArchive;
import org.fewshotnas.network.torchscript.ScriptModule;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.file.Weights;

/**
 * Trains one network in the calling thread: the same network, data and settings give the same weights, bit for bit, on one machine's
 * processor. Inputs are normalised by the training examples alone. Native memory is given back in the end, whatever happens.
 *
 * <pre>{@code
 * TrainingResult result = Training.run(graph, split.training(), Optional.of(split.validation()), TrainingSettings.ofClasses(), progress);
 * }</pre>
 */
public final class Training {
    private final NetworkGraph network;
    private final DataSet training;
    private final Optional<DataSet> validation;
    private final TrainingSettings settings;
    private final Device device;
    private final Optional<Instant> end;
    private final Progress progress;
    private final Normalisation inputs;
    private final Normalisation outputs;
    private final Batches batches;
    private final long start = System.nanoTime();
    private final List<LearningCurve.Epoch> epochs = new ArrayList<>();
    private OptionalDouble best = OptionalDouble.empty();
    private Optional<Weights> kept = Optional.empty();

    private Training(
            NetworkGraph network,
            DataSet training,
            Optional<DataSet> validation,
            TrainingSettings settings,
            Device device,
            Optional<Instant> end,
            Progress progress) {
        this.network = network;
        this.training = training;
        this.validation = validation;
        this.settings = settings;
        this.device = device;
        this.end = end;
        this.progress = progress;
        inputs = Normalisation.standard(training.inputs(), training.shape());
        outputs = settings.loss().normalisation(training.targets());
        SplittableRandom random = new SplittableRandom(settings.seed()).split();
        batches = new Batches(normalised(), settings.batch(), settings.augmentation(), random);
    }

    private DataSet normalised() {
        float[] examples = training.inputs().clone();
        inputs.apply(examples, training.shape());
        Targets targets = training.targets();
        if (targets instanceof Targets.Numbers numbers) {
            float[] values = numbers.values().clone();
            outputs.apply(values, numbers.shape());
            targets = new Targets.Numbers(values, numbers.shape());
        }
        return new DataSet(training.shape(), examples, targets);
    }

    /** As the other one, on the processor. */
    public static TrainingResult run(
            NetworkGraph network,
            DataSet training,
            Optional<DataSet> validation,
            TrainingSettings settings,
            Progress progress) {
        return run(network, training, validation, settings, Device.cpu(), progress);
    }

    /**
     * Trains.
     *
     * @param validation by which the best epoch is chosen; without, it is the last one
     * @throws InvalidInputException if the data does not fit the network or the settings, or the device is not there
     * @throws java.util.concurrent.CancellationException between two steps, if the progress says so
     */
    public static TrainingResult run(
            NetworkGraph network,
            DataSet training,
            Optional<DataSet> validation,
            TrainingSettings settings,
            Device device,
            Progress progress) {
        return run(network, training, validation, settings, device, Optional.empty(), progress);
    }

    /**
     * As the other one, but that it ends at a time of the clock.
     *
     * @param end after which it ends with what it has, although not before its first epoch has ended
     */
    public static TrainingResult run(
            NetworkGraph network,
            DataSet training,
            Optional<DataSet> validation,
            TrainingSettings settings,
            Device device,
            Optional<Instant> end,
            Progress progress) {
        check(network, training, validation, settings);
        return new Training(network, training, validation, settings, device, end, progress).run();
    }

    /**
     * Refuses, before anything is trained, what does not go together.
     *
     * @throws InvalidInputException if the data does not fit the network or the settings
     */
    public static void check(
            NetworkGraph network, DataSet training, Optional<DataSet> validation, TrainingSettings settings) {
        check(network, training, settings);
        validation.ifPresent(data -> check(network, data, settings));
    }

    private static void check(NetworkGraph network, DataSet data, TrainingSettings settings) {
        boolean ofClasses = data.targets() instanceof Targets.Classes;
        TensorShape wanted = data.targets() instanceof Targets.Classes classes
                ? TensorShape.vector(classes.names().size())
                : ((Targets.Numbers) data.targets()).shape();
        if (!network.input().equals(data.shape()) || !network.output().equals(wanted)) {
            throw new InvalidInputException(
                    "The network reads examples of shape " + network.input() + " and says " + network.output()
                            + "; the data has examples of shape " + data.shape() + " and targets of shape " + wanted
                            + ".",
                    "Build the network for this data.");
        }
        if (ofClasses != settings.loss().ofClasses()) {
            throw new InvalidInputException(
                    "The loss " + settings.loss() + " does not go with targets that are "
                            + (ofClasses ? "classes" : "numbers") + ".",
                    "Choose a loss for " + (ofClasses ? "classes" : "numbers") + ".");
        }
        if (data.size() < 2) {
            throw new InvalidInputException(
                    data.size() + " examples were found; a training needs at least two.", "Use more examples.");
        }
    }

    private TrainingResult run() {
        Loss loss = settings.loss().loss(training.targets());
        Weights first = InitialWeights.draw(network, settings.seed());
        byte[] archive = ScriptArchive.forTraining(network, first, loss, settings.optimizer());
        try (ScriptModule module = ScriptModule.load(archive, network, device, progress)) {
            for (int epoch = 0; epoch < settings.epochs() && !isTimeOver(); epoch++) {
                double meanLoss = epoch(module, epoch);
                if (!Double.isFinite(meanLoss)) {
                    return failed(epoch);
                }
                judge(module, meanLoss);
            }
            Weights weights = kept.orElseGet(module::state);
            if (!weights.finite() || validation.isPresent() && best.isEmpty()) {
                return failed(epochs.size() - 1);
            }
            TrainedNetwork trained = new TrainedNetwork(network, weights, inputs, outputs, classes());
            return new TrainingResult(new LearningCurve(epochs), Optional.of(trained), best, Optional.empty());
        }
    }

    private TrainingResult failed(int epoch) {
        String reason = "The training diverged in epoch " + (epoch + 1)
                + ": its numbers are no longer finite. Choose a smaller learning rate than " + settings.rate() + ".";
        return new TrainingResult(
                new LearningCurve(epochs), Optional.empty(), OptionalDouble.empty(), Optional.of(reason));
    }

    /** The mean loss of the epoch's steps; not finite as soon as one is not. */
    private double epoch(ScriptModule module, int epoch) {
        batches.shuffle();
        double sum = 0;
        for (int step = 0; step < batches.steps(); step++) {
            progress.checkCanceled();
            long done = (long) epoch * batches.steps() + step;
            double rate = settings.rateAt(done / ((double) settings.epochs() * batches.steps()));
            sum += step(module, batches.batch(step), settings.optimizer().rates(rate, done + 1));
            if (!Double.isFinite(sum)) {
                return sum;
            }
            if (isTimeOver()) {
                return sum / (step + 1);
            }
        }
        return sum / batches.steps();
    }

    private static float step(ScriptModule module, DataSet batch, float[] rates) {
        if (batch.targets() instanceof Targets.Numbers numbers) {
            return module.step(batch.inputs(), numbers.values(), numbers.shape(), rates);
        }
        int[] numbers = ((Targets.Classes) batch.targets()).classes();
        long[] targets = new long[numbers.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = numbers[i];
        }
        return module.step(batch.inputs(), targets, rates);
    }

    private void judge(ScriptModule module, double meanLoss) {
        OptionalDouble score = OptionalDouble.empty();
        if (validation.isPresent()) {
            DataSet data = validation.get();
            float[] said = new Application(network, inputs, outputs).predict(module, data.inputs(), progress);
            double found = settings.score().of(said, data.targets());
            score = Double.isFinite(found) ? OptionalDouble.of(found) : OptionalDouble.empty();
            if (score.isPresent() && (best.isEmpty() || settings.score().isBetter(found, best.getAsDouble()))) {
                best = score;
                kept = Optional.of(module.state());
            }
        }
        epochs.add(new LearningCurve.Epoch(meanLoss, score, seconds()));
        progress.report(
                epochs.size() / (double) settings.epochs(),
                "Epoch " + epochs.size() + " of " + settings.epochs()
                        + String.format(Locale.ROOT, ": loss %.4f", meanLoss)
                        + (score.isPresent() ? String.format(Locale.ROOT, ", score %.4f", score.getAsDouble()) : ""));
    }

    private List<String> classes() {
        return training.targets() instanceof Targets.Classes classes ? classes.names() : List.of();
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    private boolean isTimeOver() {
        boolean took = settings.timeLimit().isPresent()
                && seconds() > settings.timeLimit().get().toNanos() / 1e9;
        return !epochs.isEmpty() && (took || end.isPresent() && Instant.now().isAfter(end.get()));
    }
}
