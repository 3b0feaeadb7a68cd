package org.fewshotnas.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import org.fewshotnas.search.CandidateScorer.Scored;
import org.fewshotnas.search.SearchResult.Query;
import org.fewshotnas.search.evaluate.Budget;
import org.fewshotnas.search.evaluate.Evaluation;
import org.fewshotnas.search.evaluate.Evaluator;
import org.fewshotnas.search.evaluate.KnownScores;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Metric;

/** One search: it chooses, has evaluated, learns, and in the end ranks. */
final class SearchRun {
    private final Candidates candidates;
    private final Optional<Evaluator> evaluator;
    private final SearchSettings settings;
    private final Progress progress;
    private final RandomGenerator random;
    private final Optional<Metric> metric;
    private final CandidateScorer scorer;
    private final Pool pool;

    /** There with a metric: nothing can be measured without. */
    private final Optional<Measured> measured;
    /** What was passed over, by form, because the evaluator does not cover it. */
    private final Map<String, Architecture> passedOver = new LinkedHashMap<>();
    /** What was evaluated without a score, by form. */
    private final Map<String, Architecture> failed = new LinkedHashMap<>();

    private final List<Query> history = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private int learnedFrom;
    /** Evaluated since the scorer learned. */
    private final List<Architecture> pending = new ArrayList<>();

    /** As {@link PredictorSearch} has it. */
    SearchRun(
            Scorer scorer,
            Candidates candidates,
            Optional<Evaluator> evaluator,
            Optional<KnownScores> known,
            SearchSettings settings,
            Progress progress) {
        this.candidates = candidates;
        this.evaluator = evaluator;
        this.settings = settings;
        this.progress = progress;
        random = new SplittableRandom(settings.seed());
        metric = evaluator.map(Evaluator::metric).or(() -> known.map(KnownScores::metric));
        measured = metric.map(Measured::new);
        this.scorer = new CandidateScorer(metric.map(scorer::forTarget).orElse(scorer));
        progress.report(0, "Preparing the candidates");
        pool = new Pool(candidates, settings, random, progress);
        known.ifPresent(this::adopt);
    }

    SearchResult run() {
        refit();
        addWarnings();
        Map<String, Architecture> others;
        if (evaluator.isPresent()) {
            search(evaluator.get());
            refit();
            others = pool.toRank(measured, progress);
        } else {
            others = propose();
        }
        warnIfNothingWasLearned();
        progress.report(0.9, "Ranking the candidates");
        SearchResult result = new Ranking(scorer, measured, history)
                .result(others, passedOver.size(), warnings, progress.part(0.9, 1));
        progress.report(1, "Done");
        return result;
    }

    /** Takes over what was measured before; of several encodings of one form the mean. */
    private void adopt(KnownScores scores) {
        Measured known = measured.orElseThrow();
        Pool.distinct(scores.distinct().stream().map(candidates::adopt).toList(), progress)
                .forEach((form, architecture) -> {
                    progress.checkCanceled();
                    known.put(form, architecture, scores.meanOfForm(architecture));
                });
        if (known.size() < scores.size()) {
            warnings.add("The " + scores.size() + " architectures that were measured before count as " + known.size()
                    + ": those that compute the same function are one architecture, with the mean of their scores.");
        }
    }

    private void search(Evaluator source) {
        int steps = Math.min(settings.steps(), settings.queries());
        for (int step = 0; step < steps; step++) {
            progress.report(0.9 * step / steps, "Step " + (step + 1) + " of " + steps + bestSoFarText());
            // What an earlier step could not use is left to this one.
            int until = (int) ((step + 1L) * settings.queries() / steps);
            boolean found = step(source, step, until, progress.part(0.9 * step / steps, 0.9 * (step + 1) / steps));
            if (!found && pool.isWhole()) {
                break;
            }
            if ((step + 1) % settings.refitInterval() == 0 && step + 1 < steps) {
                refit();
            }
        }
        if (measuredHere() == 0) {
            throw nothingMeasured(source);
        }
        warnOfGaps();
    }

    /**
     * Evaluates until so many queries are made in all, or no candidate is left.
     *
     * @return whether they were made
     */
    private boolean step(Evaluator source, int step, int until, Progress part) {
        List<Scored> ordered = scorer.bestFirst(pool.draw(measured, part), part);
        Optional<Acquisition> acquisition = Acquisition.of(settings, scorer, unknown(ordered), pending, random, part);
        int before = history.size();
        Choice choice = new Choice(
                ordered,
                acquisition,
                candidate -> canBeEvaluated(source, candidate),
                chosen -> startOfStep(ordered.size(), before + chosen, step));
        List<Scored> chosen = new ArrayList<>();
        Optional<Scored> next = Optional.empty();
        while (before + chosen.size() < until && (next = choice.next()).isPresent()) {
            chosen.add(next.get());
        }
        evaluate(source, chosen, step, part);
        return before + chosen.size() >= until;
    }

    private boolean canBeEvaluated(Evaluator source, Scored candidate) {
        if (isTried(candidate)) {
            return false;
        }
        if (source.covers(candidate.architecture())) {
            return true;
        }
        passedOver.put(candidate.form(), candidate.architecture());
        return false;
    }

    private void evaluate(Evaluator source, List<Scored> chosen, int step, Progress part) {
        if (chosen.isEmpty()) {
            return;
        }
        List<Evaluation> evaluations =
                source.scores(chosen.stream().map(Scored::architecture).toList(), Budget.FULL, part.silent());
        for (int i = 0; i < chosen.size(); i++) {
            Scored candidate = chosen.get(i);
            Evaluation evaluation = evaluations.get(i);
            if (evaluation.score().isPresent()) {
                measured.orElseThrow()
                        .put(
                                candidate.form(),
                                candidate.architecture(),
                                evaluation.score().getAsDouble());
                pending.add(candidate.architecture());
            } else {
                failed.put(candidate.form(), candidate.architecture());
                warnings.add("The architecture " + candidate.architecture().text() + " has no score: "
                        + evaluation.reason() + ".");
            }
            history.add(query(step, candidate, evaluation.score().orElse(Double.NaN)));
        }
    }

    private Query query(int step, Scored candidate, double score) {
        return new Query(
                history.size() + 1,
                step + 1,
                candidate.architecture(),
                scorer.predicted(candidate, metric),
                score,
                best(),
                scorer.state());
    }

    /** The place in a step's ordered candidates from which the next query is chosen. */
    private int startOfStep(int size, int queriesBefore, int step) {
        int steps = Math.min(settings.steps(), settings.queries());
        long queries = Math.min(settings.refitInterval(), steps) * (long) settings.queries() / steps;
        return step < settings.refitInterval() ? startOfChoice(size, queriesBefore, queries) : 0;
    }

    /**
     * The place in ordered candidates from which the next query is chosen.
     *
     * @param queriesBefore that were chosen before it
     * @param queries to be made before anything is learned from them
     */
    private int startOfChoice(int size, int queriesBefore, long queries) {
        return settings.exploration() == Exploration.SPREAD_START && learnedFrom == 0
                ? (int) ((queriesBefore + random.nextDouble()) / Math.max(1, queries) * size / 10)
                : 0;
    }

    /** Proposes the best predictions; gives the candidates that they are from. */
    private Map<String, Architecture> propose() {
        progress.report(0.1, "Scoring the candidates");
        Map<String, Architecture> drawn = pool.toRank(measured, progress);
        List<Scored> ordered = unknown(scorer.bestFirst(drawn, progress.part(0.1, 0.9)));
        int count = Math.min(settings.queries(), ordered.size());
        IntUnaryOperator start = chosen -> startOfChoice(ordered.size(), chosen, count);
        Choice choice = new Choice(
                ordered,
                Acquisition.of(settings, scorer, ordered, List.of(), random, progress),
                candidate -> true,
                start);
        while (history.size() < count) {
            progress.checkCanceled();
            history.add(query(0, choice.next().orElseThrow(), Double.NaN));
        }
        if (count < settings.queries()) {
            warnings.add("Only " + count + " of " + settings.queries()
                    + " architectures are proposed: there are no other candidates.");
        }
        return drawn;
    }

    /** Those that were not tried, in their order. */
    private List<Scored> unknown(List<Scored> ordered) {
        return ordered.stream().filter(candidate -> !isTried(candidate)).toList();
    }

    private boolean isTried(Scored candidate) {
        String form = candidate.form();
        return measured.isPresent() && measured.get().has(form)
                || passedOver.containsKey(form)
                || failed.containsKey(form);
    }

    private int measuredHere() {
        return history.size() - failed.size();
    }

    /** Fine-tunes on everything that is known, unless nothing has come to it since the last time, or it says nothing about an order. */
    private void refit() {
        if (measured.isEmpty()
                || measured.get().size() == learnedFrom
                || !measured.get().hasOrder()) {
            return;
        }
        progress.checkCanceled();
        scorer.refit(measured.get().task(), progress);
        addWarnings();
        learnedFrom = measured.get().size();
        pending.clear();
    }

    /** Of the scorer in its present state. */
    private void addWarnings() {
        scorer.warnings().stream()
                .filter(warning -> !warnings.contains(warning))
                .forEach(warnings::add);
    }

    private InvalidInputException nothingMeasured(Evaluator source) {
        if (!failed.isEmpty()) {
            return new InvalidInputException(
                    "None of the " + failed.size() + " architectures that were evaluated has a score. "
                            + String.join(" ", warnings),
                    "Mend the cause, and search again.");
        }
        return new InvalidInputException(
                "None of the " + passedOver.size() + " architectures that the search proposed is in "
                        + source.description() + " of \"" + source.metric().name() + "\".",
                "Check that the table is of the space that is searched, or search the table's rows instead of the whole space.");
    }

    private void warnOfGaps() {
        if (history.size() < settings.queries()) {
            warnings.add("Only " + history.size() + " of " + settings.queries()
                    + " queries were made: there is no other candidate whose score can be had.");
        }
        if (!passedOver.isEmpty()) {
            warnings.add(passedOver.size()
                    + " proposed architectures were passed over because the table of known scores does not hold"
                    + " them, such as " + passedOver.values().iterator().next().text() + ".");
        }
    }

    private void warnIfNothingWasLearned() {
        int known = measured.map(Measured::size).orElse(0);
        if (learnedFrom == 0 && known > 0) {
            warnings.add("The predictor was not fine-tuned: "
                    + (known == 1 ? "only one score is known." : "all " + known + " scores that are known are equal."));
        }
    }

    /** The best score that is known, or NaN, as tables have it. */
    private double best() {
        return measured.map(known -> known.best().orElse(Double.NaN)).orElse(Double.NaN);
    }

    private String bestSoFarText() {
        return history.isEmpty() ? "" : String.format(Locale.ROOT, ": best of %d queries %.6g", history.size(), best());
    }
}
