package org.fewshotnas.search.fewshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.network.cache.TrainingCache;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.data.Split;
import org.fewshotnas.network.worker.Trainings;
import org.fewshotnas.network.worker.Workers;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.finetuning.FineTuneSettings;
import org.fewshotnas.search.Candidates;
import org.fewshotnas.search.Exploration;
import org.fewshotnas.search.PredictorSearch;
import org.fewshotnas.search.SearchResult;
import org.fewshotnas.search.SearchSettings;
import org.fewshotnas.search.evaluate.Budget;
import org.fewshotnas.search.evaluate.Deadline;
import org.fewshotnas.search.evaluate.TrainingEvaluator;
import org.fewshotnas.search.evaluate.TrainingEvaluator.Best;
import org.fewshotnas.search.evaluate.TrainingEvaluator.Trained;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;

/**
 * Finds and trains a good network for a data set within a time limit. A predictor chooses architectures, a few at a time; their networks
 * are trained; the predictor learns from their scores, and chooses the next. The best network is trained once more, twice as long. Whatever
 * fails or comes too late, the best so far comes out.
 *
 * <p>The same data, settings and seed give the same networks, whatever the number of workers, unless the time limit has cut the search short.
 *
 * <pre>{@code
 * FewShotNas search = new FewShotNas(predictor, Device.cpu(), Workers.automatic(), TrainingCache.off());
 * FewShotNasResult result = search.run(split, macro, FewShotNasSettings.of(space, Score.ACCURACY), progress);
 * }</pre>
 */
public final class FewShotNas {
    /** Trained before the predictor learns again: as many as keep one, two or four cores busy. */
    private static final int STEP = 4;
    /** Candidates that a step scores: more take seconds of the time limit, and are hardly better. */
    private static final int MOST_SAMPLES = 3_000;

    private static final int FEWEST_SAMPLES = 300;
    /** Candidates for each second of the time limit: scoring them takes a small part of it, even on a machine that has other work. */
    private static final int SAMPLES_A_SECOND = 10;

    /** The share of the progress that the search has; the rest is the last training's. */
    private static final double SEARCH = .85;
    /** How much longer than its first training made expect the last one may take. */
    private static final double RESERVE = 1.2;

    private final Predictor predictor;
    private final Device device;
    private final Workers workers;
    private final TrainingCache cache;

    /**
     * A search that works in these places.
     *
     * @param predictor that chooses architectures
     * @param device where the predictor computes; networks are trained by the workers
     */
    public FewShotNas(Predictor predictor, Device device, Workers workers, TrainingCache cache) {
        this.predictor = predictor;
        this.device = device;
        this.workers = workers;
        this.cache = cache;
    }

    /**
     * Finds and trains.
     *
     * @param data what networks learn from, and what they are judged by
     * @param macro the network around a cell
     * @throws org.fewshotnas.space.base.InvalidInputException if not one network could be trained within the limit
     * @throws java.util.concurrent.CancellationException within a second after the progress says so, with no process left
     */
    public FewShotNasResult run(Split data, MacroArchitecture macro, FewShotNasSettings settings, Progress progress) {
        Deadline deadline = Deadline.in(settings.timeLimit());
        Plan plan = Plan.of(data, macro, settings, progress);
        TrainingEvaluator evaluator =
                new TrainingEvaluator("", plan.data(), macro, plan.training(), workers, cache, Optional.of(deadline));
        SearchResult search = PredictorSearch.run(
                predictor,
                Candidates.of(settings.space()),
                Optional.of(evaluator),
                Optional.empty(),
                searchSettings(settings),
                device,
                progress.part(0, SEARCH));
        List<String> warnings = new ArrayList<>(search.warnings());
        plan.note().ifPresent(warnings::add);
        trainLonger(evaluator, plan, deadline, progress.part(SEARCH, 1)).ifPresent(warnings::add);
        evaluator.warnings().stream()
                .filter(warning -> !warnings.contains(warning))
                .forEach(warnings::add);
        Best best = evaluator.best().orElseThrow();
        return new FewShotNasResult(best, search, evaluator.trained(), plan.data(), warnings);
    }

    private static SearchSettings searchSettings(FewShotNasSettings settings) {
        int steps = (settings.trainings() + STEP - 1) / STEP;
        int samples = (int) Math.max(
                FEWEST_SAMPLES,
                Math.min(MOST_SAMPLES, SAMPLES_A_SECOND * settings.timeLimit().toSeconds()));
        FineTuneSettings fineTuning = FineTuneSettings.defaults().withSeed(settings.seed());
        return new SearchSettings(
                settings.trainings(), steps, samples, 1, Exploration.GREEDY, .5, .5, fineTuning, settings.seed());
    }

    /**
     * Trains the best network once more, and longer, if that can be expected to end in time.
     *
     * @return what the user should know
     */
    private static Optional<String> trainLonger(
            TrainingEvaluator evaluator, Plan plan, Deadline deadline, Progress progress) {
        Best best = evaluator.best().orElseThrow();
        double seconds = evaluator.trained().stream()
                .filter(trained -> trained.architecture().equals(best.architecture()))
                .mapToDouble(trained -> trained.seconds() / trained.epochs() * plan.lastEpochs())
                .findFirst()
                .orElseThrow();
        if (RESERVE * seconds + Trainings.START_SECONDS > deadline.left().toMillis() / 1e3) {
            return Optional.of(tooLate(plan, deadline));
        }
        progress.report(0, "Training the best network longer");
        int before = evaluator.trained().size();
        evaluator.scores(
                List.of(best.architecture()),
                Budget.epochs(plan.lastEpochs()),
                progress.prefixed("The best network once more: "));
        List<Trained> last =
                evaluator.trained().subList(before, evaluator.trained().size());
        if (last.isEmpty()) {
            return Optional.of(tooLate(plan, deadline));
        }
        String reason = last.get(0).evaluation().reason();
        return reason.isEmpty()
                ? Optional.empty()
                : Optional.of("The best network could not be trained longer: " + reason + ".");
    }

    private static String tooLate(Plan plan, Deadline deadline) {
        return "The time limit of " + deadline.text() + " left no time to train the best network longer, for "
                + plan.lastEpochs() + " instead of " + plan.training().epochs() + " epochs.";
    }
}
