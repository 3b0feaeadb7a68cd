package org.fewshotnas.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import org.fewshotnas.search.CandidateScorer.Scored;
import org.fewshotnas.search.evaluate.Evaluator;
import org.fewshotnas.search.evaluate.KnownScores;
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
    private final CandidateScorer scorer;
    private final Pool pool;
    /** There with a metric: nothing can be measured without. */
    private final Optional<Measured> measured;

    private final Queries queries;
    private final List<String> warnings = new ArrayList<>();
    private int learnedFrom;

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
        Optional<Metric> metric = evaluator.map(Evaluator::metric).or(() -> known.map(KnownScores::metric));
        measured = metric.map(Measured::new);
        this.scorer = new CandidateScorer(metric.map(scorer::forTarget).orElse(scorer));
        queries = new Queries(this.scorer, measured);
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
        SearchResult result = new Ranking(scorer, measured, queries.history())
                .result(others, queries.passedOver(), warnings, progress.part(0.9, 1));
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
            if (source.end().isPresent() || !found && pool.isWhole()) {
                break;
            }
            if ((step + 1) % settings.refitInterval() == 0 && step + 1 < steps) {
                refit();
            }
        }
        warnings.addAll(queries.gaps(source, settings.queries()));
    }

    /**
     * Evaluates until so many queries are made in all, or no candidate is left.
     *
     * @return whether they were made
     */
    private boolean step(Evaluator source, int step, int until, Progress share) {
        List<Scored> ordered = scorer.bestFirst(pool.draw(measured, share), share);
        Optional<Acquisition> acquisition =
                Acquisition.of(settings, scorer, queries.untried(ordered), queries.pending(), random, share);
        int before = queries.size();
        Choice choice = new Choice(
                ordered,
                acquisition,
                candidate -> queries.canBeEvaluated(source, candidate),
                chosen -> startOfStep(ordered.size(), before + chosen, step));
        List<Scored> chosen = new ArrayList<>();
        Optional<Scored> next = Optional.empty();
        while (before + chosen.size() < until && (next = choice.next()).isPresent()) {
            chosen.add(next.get());
        }
        queries.evaluate(source, chosen, step, share);
        return before + chosen.size() >= until;
    }

    /** The place in a step's ordered candidates from which the next query is chosen. */
    private int startOfStep(int size, int queriesBefore, int step) {
        int steps = Math.min(settings.steps(), settings.queries());
        long count = Math.min(settings.refitInterval(), steps) * (long) settings.queries() / steps;
        return step < settings.refitInterval() ? startOfChoice(size, queriesBefore, count) : 0;
    }

    /**
     * The place in ordered candidates from which the next query is chosen.
     *
     * @param queriesBefore that were chosen before it
     * @param count of queries to be made before anything is learned from them
     */
    private int startOfChoice(int size, int queriesBefore, long count) {
        return settings.exploration() == Exploration.SPREAD_START && learnedFrom == 0
                ? (int) ((queriesBefore + random.nextDouble()) / Math.max(1, count) * size / 10)
                : 0;
    }

    /** Proposes the best predictions; gives the candidates that they are from. */
    private Map<String, Architecture> propose() {
        progress.report(0.1, "Scoring the candidates");
        Map<String, Architecture> drawn = pool.toRank(measured, progress);
        List<Scored> ordered = queries.untried(scorer.bestFirst(drawn, progress.part(0.1, 0.9)));
        int count = Math.min(settings.queries(), ordered.size());
        IntUnaryOperator start = chosen -> startOfChoice(ordered.size(), chosen, count);
        Choice choice = new Choice(
                ordered,
                Acquisition.of(settings, scorer, ordered, List.of(), random, progress),
                candidate -> true,
                start);
        while (queries.size() < count) {
            progress.checkCanceled();
            queries.propose(choice.next().orElseThrow());
        }
        if (count < settings.queries()) {
            warnings.add("Only " + count + " of " + settings.queries()
                    + " architectures are proposed: there are no other candidates.");
        }
        return drawn;
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
        queries.learned();
    }

    /** Of the scorer in its present state. */
    private void addWarnings() {
        scorer.warnings().stream()
                .filter(warning -> !warnings.contains(warning))
                .forEach(warnings::add);
    }

    private void warnIfNothingWasLearned() {
        int known = measured.map(Measured::size).orElse(0);
        if (learnedFrom == 0 && known > 0) {
            warnings.add("The predictor was not fine-tuned: "
                    + (known == 1 ? "only one score is known." : "all " + known + " scores that are known are equal."));
        }
    }

    private String bestSoFarText() {
        return queries.size() == 0
                ? ""
                : String.format(Locale.ROOT, ": best of %d queries %.6g", queries.size(), queries.best());
    }
}
