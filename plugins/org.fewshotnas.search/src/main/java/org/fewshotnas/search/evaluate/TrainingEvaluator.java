package org.fewshotnas.search.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.fewshotnas.network.cache.CachedTrainings;
import org.fewshotnas.network.cache.TrainingCache;
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
import org.fewshotnas.network.worker.Workers;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Metric;

/**
 * Gets scores by training: every architecture's network learns from one part of a data set and is judged by the other. It keeps the best
 * network so far. What is still trained shortly before its deadline ends with the best of the epochs that it has come to; what has not come
 * to the end of one at the deadline is stopped. Not for use by several threads at once.
 */
public final class TrainingEvaluator implements Evaluator {
    private final Split split;
    private final MacroArchitecture macro;
    private final TrainingSettings settings;
    private final CachedTrainings trainings;
    private static final LearningCurve NO_CURVE = new LearningCurve(List.of());

    private final Metric metric;
    private final Optional<Deadline> deadline;
    private final List<String> warnings = new ArrayList<>();
    private final List<Trained> trained = new ArrayList<>();
    private Optional<Best> best = Optional.empty();
    private int reused;

    /**
     * The best of all.
     *
     * @param score on the data that it was judged by
     * @param settings of its training
     */
    public record Best(Architecture architecture, TrainedNetwork network, double score, TrainingSettings settings) {}

    /**
     * A training that came to its end.
     *
     * @param evaluation its score, or why there is none
     * @param epochs that it came to, 0 where that is not known
     * @param seconds that it took, NaN where that is not known
     * @param curve epoch by epoch, of as many as are known
     */
    public record Trained(
            Architecture architecture, Evaluation evaluation, int epochs, double seconds, LearningCurve curve) {}

    /**
     * Trains as it is said here.
     *
     * @param dataSet what the data is called
     * @param split what networks learn from, and what they are judged by
     * @param macro the network around a cell
     * @param settings how they learn, and by which score they are judged
     * @param deadline after which nothing is trained any more
     */
    public TrainingEvaluator(
            String dataSet,
            Split split,
            MacroArchitecture macro,
            TrainingSettings settings,
            Workers workers,
            TrainingCache cache,
            Optional<Deadline> deadline) {
        this.split = split;
        this.macro = macro;
        this.settings = settings;
        this.deadline = deadline;
        trainings = new CachedTrainings(workers, cache);
        metric = metric(dataSet, settings);
    }

    private static Metric metric(String dataSet, TrainingSettings settings) {
        Score score = settings.score();
        String quantity = score.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String epochs = Integer.toString(settings.epochs());
        String name = dataSet + " valid " + quantity + " @" + epochs;
        String seed = Long.toString(settings.seed());
        return new Metric(name.strip(), dataSet, "valid", quantity, "", score.direction(), epochs, seed, "", "");
    }

    @Override
    public Metric metric() {
        return metric;
    }

    @Override
    public String description() {
        return "the trainings on " + split.training().size() + " examples";
    }

    /** The best network of all that have been trained, or were found trained already; none before the first. */
    public Optional<Best> best() {
        return best;
    }

    /** All trainings that came to their end, in the order of the architectures that were asked for. */
    public List<Trained> trained() {
        return List.copyOf(trained);
    }

    /** How many trainings were not needed, because their results were kept. */
    public int reused() {
        return reused;
    }

    /** What a user should know of the trainings so far. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public List<Evaluation> scores(List<Architecture> architectures, Budget budget, Progress progress) {
        TrainingSettings own = settings.withBudget(budget.epochs().orElse(settings.epochs()), settings.batch());
        Call call = new Call(architectures, own);
        for (int i = 0; i < architectures.size(); i++) {
            call.add(i);
        }
        try {
            reused += trainings.run(call.jobs, stopping(progress), call);
        } catch (CancellationException e) {
            progress.checkCanceled();
            if (end().isEmpty()) {
                throw e;
            }
        }
        return call.evaluations();
    }

    private Progress stopping(Progress progress) {
        return deadline.map(time -> time.stopping(progress)).orElse(progress);
    }

    @Override
    public Optional<String> end() {
        return deadline.filter(Deadline::isClosing).map(time -> "the time limit of " + time.text() + " was reached");
    }

    /** What comes of the architectures of one call. */
    private final class Call implements Trainings.Listener {
        private final List<Architecture> architectures;
        private final TrainingSettings own;
        private final Trained[] outcomes;
        private final List<TrainingJob> jobs = new ArrayList<>();
        /** Of each job the number of its architecture. */
        private final List<Integer> places = new ArrayList<>();

        private int placeOfBest = -1;

        Call(List<Architecture> architectures, TrainingSettings own) {
            this.architectures = architectures;
            this.own = own;
            outcomes = new Trained[architectures.size()];
        }

        void add(int place) {
            Architecture architecture = architectures.get(place);
            try {
                NetworkGraph graph =
                        CellNetwork.of(architecture, macro, split.training().shape());
                GraphBounds.check(graph);
                String name = "Training " + (trained.size() + place + 1);
                jobs.add(new TrainingJob(
                        name,
                        graph,
                        split.training(),
                        Optional.of(split.validation()),
                        own,
                        deadline.map(Deadline::closing)));
                places.add(place);
            } catch (InvalidInputException | IllegalArgumentException | ArithmeticException e) {
                failed(place, String.valueOf(e.getMessage()), NO_CURVE);
            }
        }

        private void failed(int place, String reason, LearningCurve curve) {
            outcomes[place] = outcome(place, Evaluation.failed(clause(reason)), curve);
        }

        private Trained outcome(int place, Evaluation evaluation, LearningCurve curve) {
            List<LearningCurve.Epoch> epochs = curve.epochs();
            double seconds = epochs.isEmpty()
                    ? Double.NaN
                    : epochs.get(epochs.size() - 1).seconds();
            return new Trained(architectures.get(place), evaluation, epochs.size(), seconds, curve);
        }

        /** In the order of the architectures, whichever was ready first. */
        List<Evaluation> evaluations() {
            Stream.of(outcomes).filter(Objects::nonNull).forEach(trained::add);
            return Stream.of(outcomes)
                    .map(outcome -> outcome == null ? Evaluation.UNREACHED : outcome.evaluation())
                    .toList();
        }

        @Override
        public void finished(int job, TrainingResult result) {
            int place = places.get(job);
            if (result.network().isEmpty() || result.score().isEmpty()) {
                failed(place, result.failure().orElse("It has no score"), result.curve());
                return;
            }
            double score = result.score().getAsDouble();
            outcomes[place] = outcome(place, Evaluation.of(score), result.curve());
            if (best.isEmpty() || isBetter(place, score, best.get().score())) {
                best = Optional.of(
                        new Best(architectures.get(place), result.network().get(), score, own));
                placeOfBest = place;
            }
        }

        /** Of equal ones the first in the order of the architectures, whichever was ready first. */
        private boolean isBetter(int place, double score, double other) {
            return settings.score().isBetter(score, other) || score == other && place < placeOfBest;
        }

        @Override
        public void broken(int job, String reason) {
            failed(places.get(job), reason, NO_CURVE);
        }

        @Override
        public void warn(String warning) {
            if (!warnings.contains(warning)) {
                warnings.add(warning);
            }
        }
    }

    /** A sentence as a part of another one. */
    private static String clause(String sentence) {
        String open = sentence.replaceAll("\\.\\s*$", "");
        return open.substring(0, 1).toLowerCase(Locale.ROOT) + open.substring(1);
    }
}
