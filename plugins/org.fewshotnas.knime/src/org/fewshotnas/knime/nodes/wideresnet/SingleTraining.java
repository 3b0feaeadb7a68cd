package org.fewshotnas.knime.nodes.wideresnet;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fewshotnas.network.cache.CachedTrainings;
import org.fewshotnas.network.data.Split;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.training.TrainingResult;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.network.worker.TrainingJob;
import org.fewshotnas.network.worker.Trainings;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/** One training, which fails as a whole if it fails. */
final class SingleTraining implements Trainings.Listener {
    private final Set<String> warnings = new LinkedHashSet<>();
    private Optional<TrainingResult> result = Optional.empty();
    private Optional<String> failure = Optional.empty();

    /**
     * Trains.
     *
     * @return a result with a network and a score
     * @throws InvalidInputException if it has none: with the reason
     */
    TrainingResult run(
            String name,
            NetworkGraph graph,
            Split split,
            TrainingSettings settings,
            CachedTrainings trainings,
            Progress progress) {
        TrainingJob job = new TrainingJob(name, graph, split.training(), Optional.of(split.validation()), settings);
        if (trainings.run(List.of(job), progress, this) > 0) {
            warnings.add("The training had been done before, and was not done again: see \"Keep finished trainings\".");
        }
        return result.filter(done -> done.network().isPresent() && done.score().isPresent())
                .orElseThrow(
                        () -> new InvalidInputException(
                                "The network has no score: "
                                        + failure.or(() -> result.flatMap(TrainingResult::failure))
                                                .orElse("the training did not end."),
                                "Change what the reason names: the learning rate, the size of the network, or the size of the examples."));
    }

    /** What the user should know. */
    Set<String> warnings() {
        return warnings;
    }

    @Override
    public void finished(int job, TrainingResult done) {
        result = Optional.of(done);
    }

    @Override
    public void broken(int job, String reason) {
        failure = Optional.of(reason);
    }

    @Override
    public void warn(String warning) {
        warnings.add(warning);
    }
}
