package org.fewshotnas.search.trainings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.fewshotnas.network.cache.CachedTrainings;
import org.fewshotnas.network.cells.CellNetwork;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.data.Split;
import org.fewshotnas.network.file.GraphBounds;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.training.LearningCurve;
import org.fewshotnas.network.training.TrainedNetwork;
import org.fewshotnas.network.training.TrainingResult;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.network.worker.TrainingJob;
import org.fewshotnas.network.worker.Trainings;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;

/** Trains every architecture with each seed, and keeps the best network. Not for use by several threads at once. */
public final class CandidateTrainings {
    /** Fewer have no order to speak of. */
    private static final int FEWEST_TO_COMPARE = 3;

    private final List<Architecture> architectures;
    private final Split split;
    private final TrainingSettings settings;
    private final int repeats;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private Optional<Best> best = Optional.empty();

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
    public record Best(int place, double mean, TrainedNetwork network, double score, long seed, double seconds) {}

    /**
     * Prepares the trainings.
     *
     * @param settings of the first seed; the others are the numbers that follow it
     * @param repeats how many seeds
     */
    public CandidateTrainings(
            List<Architecture> architectures,
            Split split,
            MacroArchitecture macro,
            TrainingSettings settings,
            int repeats) {
        this.architectures = architectures;
        this.split = split;
        this.settings = settings;
        this.repeats = repeats;
        architectures.forEach(architecture -> outcomes.add(prepare(architecture, macro)));
    }

    private Outcome prepare(Architecture architecture, MacroArchitecture macro) {
        try {
            NetworkGraph graph =
                    CellNetwork.of(architecture, macro, split.training().shape());
            GraphBounds.check(graph);
            return new Outcome(graph, repeats);
        } catch (InvalidInputException | IllegalArgumentException | ArithmeticException e) {
            return new Outcome("The network cannot be built: " + e.getMessage(), repeats);
        }
    }

    /**
     * Trains all, each for as long as the settings say.
     *
     * @return what came of each architecture
     * @throws InvalidInputException if none has a score: with the reasons
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    public List<Outcome> run(CachedTrainings trainings, Progress progress) {
        return run(trainings, List.of(settings.epochs()), progress);
    }

    /**
     * Trains all for a short time, and only the best of them for as long as the settings say; see {@link Halving}. A
     * warning says where that makes no difference.
     *
     * @return what came of each architecture: of those that were stopped early no score, and the reason
     * @throws InvalidInputException if none has a score: with the reasons
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    public List<Outcome> runHalving(CachedTrainings trainings, Progress progress) {
        int candidates = trainable().size();
        List<Integer> budgets = Halving.budgets(settings.epochs(), candidates);
        if (budgets.size() == 1) {
            warnings.add("No training was stopped early: that begins with " + Halving.LEAST_EPOCHS + " epochs and "
                    + Halving.LEAST_CANDIDATES + " architectures, and these are " + settings.epochs() + " and "
                    + candidates + ".");
        }
        return run(trainings, budgets, progress);
    }

    private List<Outcome> run(CachedTrainings trainings, List<Integer> budgets, Progress progress) {
        List<Integer> going = trainable();
        int known = 0;
        int all = 0;
        for (int round = 0; round < budgets.size(); round++) {
            List<Double> before = scores(going);
            Round trained = new Round(going, budgets.get(round));
            // Every round costs about the same: each has a third of the candidates, and three times the epochs.
            Progress part = progress.part((double) round / budgets.size(), (round + 1.0) / budgets.size());
            known += trainings.run(trained.jobs, part, trained);
            all += trained.jobs.size();
            if (round > 0) {
                compareRanks(before, going, budgets.get(round - 1), budgets.get(round));
            }
            if (round < budgets.size() - 1) {
                going = stopTheWorst(going, budgets.get(round));
            } else {
                best = trained.best;
            }
        }
        if (best.isEmpty()) {
            throw noScore();
        }
        if (known > 0) {
            warnings.add(known + " of " + all
                    + " trainings had been done before, and were not done again: see \"Keep finished trainings\".");
        }
        long failed = outcomes.stream()
                .filter(outcome -> outcome.score().isEmpty() && !outcome.isStopped())
                .count();
        if (failed > 0) {
            warnings.add(
                    failed + " of " + outcomes.size() + " architectures have no score. The column Reason says why.");
        }
        SeedNoise.of(outcomes).ifPresent(noise -> warnings.add(noise.sentence(repeats)));
        return List.copyOf(outcomes);
    }

    /** The numbers of those whose networks can be built. */
    private List<Integer> trainable() {
        return IntStream.range(0, outcomes.size())
                .filter(i -> outcomes.get(i).graph().isPresent())
                .boxed()
                .toList();
    }

    private List<Double> scores(List<Integer> numbers) {
        return numbers.stream()
                .map(number -> outcomes.get(number).scoreSoFar().orElse(Double.NaN))
                .toList();
    }

    /** The numbers of those that go on, the best first; what has no score does not. */
    private List<Integer> stopTheWorst(List<Integer> going, int epochs) {
        ToDoubleFunction<Integer> score =
                number -> outcomes.get(number).scoreSoFar().orElseThrow();
        int sign = settings.score().direction().sign();
        List<Integer> ordered = going.stream()
                .filter(number -> outcomes.get(number).scoreSoFar().isPresent())
                .sorted(Comparator.comparingDouble(number -> -sign * score.applyAsDouble(number)))
                .toList();
        int survivors = Halving.survivors(ordered.size());
        for (int i = survivors; i < ordered.size(); i++) {
            outcomes.get(ordered.get(i))
                    .stop(String.format(
                            Locale.ROOT,
                            "Stopped after %d of %d epochs with a score of %.4g, number %d of %d.",
                            epochs,
                            settings.epochs(),
                            score.applyAsDouble(ordered.get(i)),
                            i + 1,
                            ordered.size()));
        }
        if (survivors < ordered.size()) {
            warnings.add(ordered.size() - survivors + " of " + ordered.size()
                    + " architectures were stopped after " + epochs + " of " + settings.epochs()
                    + " epochs and have no score. The column Reason says how they stood.");
        }
        return ordered.subList(0, survivors);
    }

    /** Says how far a shorter training told what a longer one would say. */
    private void compareRanks(List<Double> before, List<Integer> going, int shorter, int longer) {
        List<Double> after = scores(going);
        int[] both = IntStream.range(0, going.size())
                .filter(i -> !after.get(i).isNaN() && !before.get(i).isNaN())
                .toArray();
        if (both.length < FEWEST_TO_COMPARE) {
            return;
        }
        double agreement = RankMetrics.spearman(
                IntStream.of(both).mapToDouble(before::get).toArray(),
                IntStream.of(both).mapToDouble(after::get).toArray());
        if (!Double.isNaN(agreement)) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "The ranks after %d and after %d epochs agree by %.2f (Spearman) over the %d architectures that went on: the best of "
                            + "the shorter trainings, which differ less than all do.",
                    shorter,
                    longer,
                    agreement,
                    both.length));
        }
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
    public Best best() {
        return best.orElseThrow();
    }

    /** What the user should know. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Trainings of some architectures for as many epochs. */
    private final class Round implements Trainings.Listener {
        private final List<TrainingJob> jobs = new ArrayList<>();
        private final List<Place> places = new ArrayList<>();
        private final List<Optional<Trained>> ownBest = new ArrayList<>();
        private Optional<Best> best = Optional.empty();

        /** Which training of which architecture a job is. */
        private record Place(int architecture, int repeat) {}

        /** The best training of an architecture so far. */
        private record Trained(TrainedNetwork network, double score, long seed, double seconds, int repeat) {}

        Round(List<Integer> numbers, int epochs) {
            TrainingSettings own = settings.withBudget(epochs, settings.batch());
            outcomes.forEach(outcome -> ownBest.add(Optional.empty()));
            for (int number : numbers) {
                Outcome outcome = outcomes.get(number);
                outcome.begin();
                for (int repeat = 0; repeat < repeats; repeat++) {
                    jobs.add(new TrainingJob(
                            "Architecture " + (number + 1) + " of " + architectures.size(),
                            outcome.graph().orElseThrow(),
                            split.training(),
                            Optional.of(split.validation()),
                            own.withSeed(settings.seed() + repeat)));
                    places.add(new Place(number, repeat));
                }
            }
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
                    || settings.score().isBetter(trained.score, other.get().score)
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
        private void compare(int number) {
            Outcome outcome = outcomes.get(number);
            if (!outcome.isComplete()) {
                return;
            }
            Optional<Trained> own = ownBest.set(number, Optional.empty());
            if (own.isPresent()) {
                double mean = outcome.score().orElseThrow();
                if (best.isEmpty()
                        || settings.score().isBetter(mean, best.get().mean)
                        || mean == best.get().mean && number < best.get().place) {
                    Trained trained = own.get();
                    best = Optional.of(
                            new Best(number, mean, trained.network, trained.score, trained.seed, trained.seconds));
                }
            }
        }
    }
}
