package org.fewshotnas.search;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.search.CandidateScorer.Scored;
import org.fewshotnas.search.evaluate.Evaluation;
import org.fewshotnas.search.evaluate.KnownScores;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;

/**
 * The search of {@link PredictorSearch} for scores that come from elsewhere: it proposes the architectures of a step, waits to be told
 * their scores, and goes on. Told the same scores, it chooses the same architectures in the same order. Not for several threads at once.
 *
 * <pre>{@code
 * while (search.goOn(progress)) {
 *     search.tell(metric, evaluationsOf(search.proposals()));
 * }
 * SearchResult result = search.finish(Optional.empty(), progress);
 * }</pre>
 */
public final class StepwiseSearch {
    private final SearchRun run;
    private final SearchSettings settings;
    private final long start = System.nanoTime();
    private List<Scored> chosen = List.of();
    private boolean told = true;
    private int stepsSinceBest;

    private StepwiseSearch(SearchRun run, SearchSettings settings) {
        this.run = run;
        this.settings = settings;
    }

    /**
     * Begins a search; its time begins to run.
     *
     * @param metric what the scores will be, as far as that is known
     * @param known scores that were measured before, which the predictor learns from at the start and whose architectures are not chosen
     *     again
     * @throws InvalidInputException if larger scores are better of one, and smaller ones of the other
     */
    public static StepwiseSearch begin(
            Predictor predictor,
            Candidates candidates,
            Metric metric,
            Optional<KnownScores> known,
            SearchSettings settings,
            Device device,
            Progress progress) {
        Torch.start(progress);
        Scorer scorer = new PredictorScorer(predictor, settings.fineTuning(), device);
        return begin(scorer, candidates, metric, known, settings, progress);
    }

    /** As the other method, with any scorer. */
    static StepwiseSearch begin(
            Scorer scorer,
            Candidates candidates,
            Metric metric,
            Optional<KnownScores> known,
            SearchSettings settings,
            Progress progress) {
        known.ifPresent(scores -> PredictorSearch.checkDirections(metric, scores.metric()));
        Optional<Metric> exact = known.map(KnownScores::metric).or(() -> Optional.of(metric));
        return new StepwiseSearch(new SearchRun(scorer, candidates, exact, known, settings, progress), settings);
    }

    /** How many steps there are at most. */
    public int steps() {
        return Math.min(settings.steps(), settings.queries());
    }

    /**
     * Goes on to the next step.
     *
     * @return whether there is one: there are no proposals without
     * @throws IllegalStateException if the scores of the last proposals have not been told
     */
    public boolean goOn(Progress progress) {
        if (!told) {
            throw new IllegalStateException("The scores of the last proposals are not known.");
        }
        chosen = run.next(architecture -> true, progress);
        told = chosen.isEmpty();
        return !told;
    }

    /** What to evaluate in this step, in the order in which it was chosen. */
    public List<Architecture> proposals() {
        return chosen.stream().map(Scored::architecture).toList();
    }

    /** A prediction for each proposal, in the unit of the scores, or NaN where the predictor only ranks. */
    public double[] predictions() {
        Optional<Metric> metric = Optional.of(metric());
        return chosen.stream()
                .mapToDouble(candidate -> run.scorer().predicted(candidate, metric))
                .toArray();
    }

    /** What the scores are, as far as that is known. */
    public Metric metric() {
        return run.measured().orElseThrow().metric();
    }

    /**
     * Takes what became of the proposals.
     *
     * @param metric what the scores are
     * @param evaluations one for each proposal, in their order
     * @throws InvalidInputException if larger scores are better, and it was said before that smaller ones are, or the reverse
     * @throws IllegalStateException if they have been told before
     * @throws IllegalArgumentException if there are more or fewer
     */
    public void tell(Metric metric, List<Evaluation> evaluations) {
        if (told) {
            throw new IllegalStateException("Nothing is proposed.");
        }
        if (evaluations.size() != chosen.size()) {
            throw new IllegalArgumentException(evaluations.size() + " evaluations of " + chosen.size());
        }
        Measured measured = run.measured().orElseThrow();
        PredictorSearch.checkDirections(metric, measured.metric());
        OptionalDouble before = measured.best();
        measured.specify(metric);
        run.take(chosen, evaluations);
        told = true;
        stepsSinceBest = measured.best().equals(before) ? stepsSinceBest + 1 : 0;
    }

    /** The best score that is known. */
    public OptionalDouble best() {
        return run.measured().orElseThrow().best();
    }

    /** How many steps in a row, up to the last, have not improved on the best score. */
    public int stepsSinceBest() {
        return stepsSinceBest;
    }

    /** How many architectures have been evaluated. */
    public int evaluated() {
        return run.queriesMade();
    }

    /** How long the search has been going on. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /**
     * Learns from all scores, and ranks.
     *
     * @param end why it ends before the last step, as a clause; empty where no step is left
     * @throws InvalidInputException if there is no score
     */
    public SearchResult finish(Optional<String> end, Progress progress) {
        return run.finish(end, "the scores", progress);
    }

    /** The predictor in its present state. */
    public Predictor predictor() {
        return run.scorer().predictor().orElseThrow();
    }
}
