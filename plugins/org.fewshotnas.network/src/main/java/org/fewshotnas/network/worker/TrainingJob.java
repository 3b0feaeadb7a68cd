package org.fewshotnas.network.worker;

import java.time.Instant;
import java.util.Optional;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.file.TrainingPlan;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.training.Training;
import org.fewshotnas.network.training.TrainingResult;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;

/**
 * A training to be done.
 *
 * @param name for messages
 * @param graph to be trained
 * @param training what it learns from; jobs that share the object share its file too
 * @param validation by which the best epoch is chosen, if there is such data
 * @param settings how, its seed among them
 * @param end a time after which it ends with what it has, although not before its first epoch has ended
 */
public record TrainingJob(
        String name,
        NetworkGraph graph,
        DataSet training,
        Optional<DataSet> validation,
        TrainingSettings settings,
        Optional<Instant> end) {
    /** About 20 billion multiplications and additions a second, twice as many backward as forward. */
    private static final double WORK_A_SECOND = 20e9 / 3;

    /** One that takes as long as it takes. */
    public TrainingJob(
            String name,
            NetworkGraph graph,
            DataSet training,
            Optional<DataSet> validation,
            TrainingSettings settings) {
        this(name, graph, training, validation, settings, Optional.empty());
    }

    /** Trains, in the calling thread. */
    TrainingResult run(Device device, Progress progress) {
        return Training.run(graph, training, validation, settings, device, end, progress);
    }

    /** Whether a result is one that {@link #end} cut short: another run would come to more. */
    public boolean isCutShort(TrainingResult result) {
        return end.isPresent()
                && result.failure().isEmpty()
                && result.curve().epochs().size() < settings.epochs();
    }

    /** What there is of it beside its data. */
    public TrainingPlan plan() {
        return new TrainingPlan(graph, settings);
    }

    /** How long it takes one core, very roughly. */
    public double estimatedSeconds() {
        return (double) graph.multiplyAccumulates() * training.size() * settings.epochs() / WORK_A_SECOND;
    }
}
