package org.fewshotnas.knime.nodes.trainer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fewshotnas.network.cache.CachedTrainings;
import org.fewshotnas.network.cells.CellNetwork;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.data.Split;
import org.fewshotnas.network.file.GraphBounds;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.training.LearningCurve;
import org.fewshotnas.network.training.Score;
import org.fewshotnas.network.training.TrainedNetwork;
import org.fewshotnas.network.training.TrainingResult;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.network.worker.TrainingJob;
import org.fewshotnas.network.worker.Trainings;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;

/** Trains every architecture with each seed, and keeps the best network. */
final class CandidateTrainings implements Trainings.Listener {
    private final List<Architecture> architectures;
    private final Score score;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<TrainingJob> jobs = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final List<Optional<Trained>> ownBest = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private Optional<Best> best = Optional.empty();

    /** Which training of which architecture a job is. */
    private record Place(int architecture, int repeat) {}

    /** The best training of an architecture so far. */
    private record Trained(TrainedNetwork network, double score, long seed, double seconds, int repeat) {}

    /**
     * The best network.
     *
     * @param place of its architecture, the one with the best mean score
     * @param mean of the scores of that architecture
     * @param network of the best of that architecture's trainings
     * @param score of this network
     * @param seed that it was trained with
     * @param seconds that it took
     */
    record Best(int place, double mean, TrainedNetwork network, double score, long seed, double seconds) {}

    /**
     * Prepares the trainings.
     *
     * @param settings of the first seed; the others are the numbers that follow it
     */
    CandidateTrainings(
            List<Architecture> architectures,
            Split split,
            MacroArchitecture macro,
            TrainingSettings settings,
            int repeats) {
        this.architectures = architectures;
        score = settings.score();
        for (int i = 0; i < architectures.size(); i++) {
            ownBest.add(Optional.empty());
            outcomes.add(prepare(i, split, macro, settings, repeats));
        }
    }

    private Outcome prepare(int number, Split split, MacroArchitecture macro, TrainingSettings settings, int repeats) {
        Architecture architecture = architectures.get(number);
        NetworkGraph graph;
        try {
            graph = CellNetwork.of(architecture, macro, split.training().shape());
            GraphBounds.check(graph);
        } catch (InvalidInputException | IllegalArgumentException | ArithmeticException e) {
            return new Outcome("The network cannot be built: " + e.getMessage(), repeats);
        }
        for (int repeat = 0; repeat < repeats; repeat++) {
            jobs.add(new TrainingJob(
                    name(number),
                    graph,
                    split.training(),
                    Optional.of(split.validation()),
                    settings.withSeed(settings.seed() + repeat)));
            places.add(new Place(number, repeat));
        }
        return new Outcome(graph, repeats);
    }

    private String name(int number) {
        return "Architecture " + (number + 1) + " of " + architectures.size();
    }

    /**
     * Trains all.
     *
     * @return what came of each architecture
     * @throws InvalidInputException if none has a score: with the reasons
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    List<Outcome> run(CachedTrainings trainings, Progress progress) {
        int known = trainings.run(jobs, progress, this);
        if (best.isEmpty()) {
            throw noScore();
        }
        if (known > 0) {
            warnings.add(known + " of " + jobs.size()
                    + " trainings had been done before, and were not done again: see \"Keep finished trainings\".");
        }
        long failed =
                outcomes.stream().filter(outcome -> outcome.score().isEmpty()).count();
        if (failed > 0) {
            warnings.add(
                    failed + " of " + outcomes.size() + " architectures have no score. The column Reason says why.");
        }
        return List.copyOf(outcomes);
    }

    private InvalidInputException noScore() {
        Set<String> reasons = new LinkedHashSet<>();
        outcomes.forEach(outcome -> outcome.reason().ifPresent(reasons::add));
        List<String> first = reasons.stream().limit(3).toList();
        return new InvalidInputException(
                (outcomes.size() == 1
                                ? "The architecture has no score: "
                                : "None of the " + outcomes.size() + " architectures has a score: ")
                        + String.join(" ", first)
                        + (reasons.size() > first.size() ? " ..." : ""),
                "Change what the reasons name: the learning rate, the size of the network, or the size of the examples.");
    }

    /** The best network of all. */
    Best best() {
        return best.orElseThrow();
    }

    /** What the user should know. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void finished(int job, TrainingResult result) {
        Place place = places.get(job);
        outcomes.get(place.architecture).finished(place.repeat, result);
        if (result.network().isPresent() && result.score().isPresent()) {
            List<LearningCurve.Epoch> epochs = result.curve().epochs();
            keep(
                    place.architecture,
                    new Trained(
                            result.network().get(),
                            result.score().getAsDouble(),
                            jobs.get(job).settings().seed(),
                            epochs.get(epochs.size() - 1).seconds(),
                            place.repeat));
        }
        compare(place.architecture);
    }

    /** Of equal ones the first in the order of the seeds, whichever was ready first. */
    private void keep(int architecture, Trained trained) {
        Optional<Trained> other = ownBest.get(architecture);
        if (other.isEmpty()
                || score.isBetter(trained.score, other.get().score)
                || trained.score == other.get().score && trained.repeat < other.get().repeat) {
            ownBest.set(architecture, Optional.of(trained));
        }
    }

    @Override
    public void broken(int job, String reason) {
        Place place = places.get(job);
        outcomes.get(place.architecture).broken(place.repeat, reason);
        compare(place.architecture);
    }

    @Override
    public void warn(String warning) {
        warnings.add(warning);
    }

    /** Once all trainings of an architecture are done, its network is the best one, or goes. */
    private void compare(int place) {
        Outcome outcome = outcomes.get(place);
        if (!outcome.isComplete()) {
            return;
        }
        Optional<Trained> own = ownBest.set(place, Optional.empty());
        if (own.isPresent()) {
            double mean = outcome.score().orElseThrow();
            if (best.isEmpty()
                    || score.isBetter(mean, best.get().mean)
                    || mean == best.get().mean && place < best.get().place) {
                Trained trained = own.get();
                best = Optional.of(
                        new Best(place, mean, trained.network, trained.score, trained.seed, trained.seconds));
            }
        }
    }
}
