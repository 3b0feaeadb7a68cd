package org.fewshotnas.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.fewshotnas.search.CandidateScorer.Scored;
import org.fewshotnas.search.evaluate.Budget;
import org.fewshotnas.search.evaluate.Evaluation;
import org.fewshotnas.search.evaluate.Evaluator;
import org.fewshotnas.search.evaluate.KnownScores;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Metric;

/** One search: it chooses, has evaluated, learns, and in the end ranks. */
final class SearchRun {
    private final Candidates candidates;
    private final SearchSettings settings;
    private final RandomGenerator random;
    private final CandidateScorer scorer;
    private final Pool pool;
    /** There with a metric: nothing can be measured without. */
    private final Optional<Measured> measured;

    private final Queries queries;
    private final List<String> warnings = new ArrayList<>();
    private int learnedFrom;
    /** The step that {@link #next} begins with. */
    private int step;
    /** Whether a step has found all candidates tried. */
    private boolean exhausted;

    /**
     * Prepares, and learns from what is known.
     *
     * @param metric of the scores; empty where there will be none
     * @param known scores that were measured before, of this metric
     */
    SearchRun(
            Scorer scorer,
            Candidates candidates,
            Optional<Metric> metric,
            Optional<KnownScores> known,
            SearchSettings settings,
            Progress progress) {
        this.candidates = candidates;
        this.settings = settings;
        random = new SplittableRandom(settings.seed());
        measured = metric.map(Measured::new);
        this.scorer = new CandidateScorer(metric.map(scorer::forTarget).orElse(scorer));
        queries = new Queries(this.scorer, measured);
        progress.report(0, "Preparing the candidates");
        pool = new Pool(candidates, settings, random, progress);
        known.ifPresent(scores -> adopt(scores, progress));
        refit(progress);
        addWarningsOfChoosing();
    }

    /** Has everything evaluated that it chooses, and ranks. */
    SearchResult run(Evaluator source, Progress progress) {
        List<Scored> chosen;
        while (!(chosen = next(source::covers, progress)).isEmpty()) {
            List<Architecture> architectures =
                    chosen.stream().map(Scored::architecture).toList();
            Progress share = progress.part(0.9 * (step - 1) / steps(), 0.9 * step / steps());
            take(chosen, source.scores(architectures, Budget.FULL, share));
            if (source.end().isPresent()) {
                break;
            }
        }
        return finish(source.end(), source.description(), progress);
    }

    /** Proposes the best predictions, which nobody evaluates, and ranks. */
    SearchResult runWithoutScores(Progress progress) {
        return rank(propose(progress), progress);
    }

    /**
     * Learns once more from all scores, and ranks.
     *
     * @param end why the search ends before all its queries are made, where it is not that no candidate is left
     * @param source where scores were looked for
     * @throws org.fewshotnas.space.base.InvalidInputException if there is no score
     */
    SearchResult finish(Optional<String> end, String source, Progress progress) {
        warnings.addAll(queries.gaps(settings.queries(), end, source));
        refit(progress);
        return rank(pool.toRank(measured, progress), progress);
    }

    private SearchResult rank(Map<String, Architecture> others, Progress progress) {
        addWarnings();
        warnIfNothingWasLearned();
        progress.report(0.9, "Ranking the candidates");
        SearchResult result = new Ranking(scorer, measured, queries.history())
                .result(others, queries.passedOver(), warnings, progress.part(0.9, 1));
        progress.report(1, "Done");
        return result;
    }

    /** Takes over what was measured before; of several encodings of one form the mean. */
    private void adopt(KnownScores scores, Progress progress) {
        Measured known = measured.orElseThrow();
        Pool.distinct(scores.distinct().stream().map(candidates::adopt).toList(), progress)
                .forEach((form, architecture) -> {
                    progress.checkCanceled();
                    known.put(form, architecture, scores.meanOfForm(architecture), OptionalDouble.empty());
                });
        if (known.size() < scores.size()) {
            warnings.add("The " + scores.size() + " architectures that were measured before count as " + known.size()
                    + ": those that compute the same function are one architecture, with the mean of their scores.");
        }
    }

    private int steps() {
        return Math.min(settings.steps(), settings.queries());
    }

    /**
     * What to evaluate next, together: the choice of the next step that finds anything. Before every so many steps the scorer learns.
     *
     * @param covered whether an architecture can be evaluated; others are passed over
     * @return empty if all queries are made, or no candidate is left
     */
    List<Scored> next(Predicate<Architecture> covered, Progress progress) {
        while (step < steps() && !exhausted) {
            int current = step++;
            if (current > 0 && current % settings.refitInterval() == 0) {
                refit(progress);
            }
            progress.report(0.9 * current / steps(), "Step " + step + " of " + steps() + bestSoFarText());
            Progress share = progress.part(0.9 * current / steps(), 0.9 * step / steps());
            List<Scored> chosen = choose(covered, current, share);
            if (!chosen.isEmpty()) {
                return chosen;
            }
        }
        return List.of();
    }

    /** Chooses so many that, with what earlier steps could not use, the queries are spread evenly; fewer if no candidate is left. */
    private List<Scored> choose(Predicate<Architecture> covered, int current, Progress share) {
        int until = (int) ((current + 1L) * settings.queries() / steps());
        List<Scored> ordered = order(pool.draw(measured, share), share);
        Optional<Acquisition> acquisition =
                Acquisition.of(settings, scorer, queries.untried(ordered), queries.pending(), random, share);
        int before = queries.size();
        List<Scored> chosen = new ArrayList<>(first(covered, until - before, share));
        Set<String> first = chosen.stream().map(Scored::form).collect(Collectors.toSet());
        Choice choice = new Choice(
                ordered,
                acquisition,
                candidate -> !first.contains(candidate.form()) && queries.canBeEvaluated(covered, candidate),
                others -> startOfStep(ordered.size(), before + first.size() + others, current));
        Optional<Scored> next = Optional.empty();
        while (before + chosen.size() < until && (next = choice.next()).isPresent()) {
            chosen.add(next.get());
        }
        exhausted = before + chosen.size() < until && pool.isWhole();
        return chosen;
    }

    /** Of what is to be chosen first that which can still be, in its order. */
    private List<Scored> first(Predicate<Architecture> covered, int most, Progress progress) {
        if (candidates.first().isEmpty()) {
            return List.of();
        }
        Map<String, Architecture> forms = Pool.distinct(candidates.first(), progress);
        List<String> order = List.copyOf(forms.keySet());
        return scorer.bestFirst(forms, progress).stream()
                .sorted(Comparator.comparingInt(candidate -> order.indexOf(candidate.form())))
                .filter(candidate -> queries.canBeEvaluated(covered, candidate))
                .limit(most)
                .toList();
    }

    /** Candidates in the order in which predictions, or chance, would have them measured. */
    private List<Scored> order(Map<String, Architecture> drawn, Progress progress) {
        List<Scored> ordered = new ArrayList<>(scorer.bestFirst(drawn, progress));
        if (settings.exploration() == Exploration.RANDOM) {
            Collections.shuffle(ordered, new Random(random.nextLong()));
        }
        return ordered;
    }

    /** Takes what became of the last choice. */
    void take(List<Scored> chosen, List<Evaluation> evaluations) {
        queries.take(chosen, evaluations, step - 1);
    }

    /** What is known; there with a metric. */
    Optional<Measured> measured() {
        return measured;
    }

    CandidateScorer scorer() {
        return scorer;
    }

    int queriesMade() {
        return queries.size();
    }

    /** The place in a step's ordered candidates from which the next query is chosen. */
    private int startOfStep(int size, int queriesBefore, int current) {
        long count = Math.min(settings.refitInterval(), steps()) * (long) settings.queries() / steps();
        return current < settings.refitInterval() ? startOfChoice(size, queriesBefore, count) : 0;
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
    private Map<String, Architecture> propose(Progress progress) {
        progress.report(0.1, "Scoring the candidates");
        Map<String, Architecture> drawn = pool.toRank(measured, progress);
        List<Scored> ordered = queries.untried(order(drawn, progress.part(0.1, 0.9)));
        List<Scored> firsts = first(architecture -> true, settings.queries(), progress);
        firsts.forEach(queries::propose);
        Set<String> first = firsts.stream().map(Scored::form).collect(Collectors.toSet());
        long others = ordered.stream()
                .filter(candidate -> !first.contains(candidate.form()))
                .count();
        int count = (int) Math.min(settings.queries(), first.size() + others);
        IntUnaryOperator start = chosen -> startOfChoice(ordered.size(), chosen, count);
        Choice choice = new Choice(
                ordered,
                Acquisition.of(settings, scorer, ordered, List.of(), random, progress),
                candidate -> !first.contains(candidate.form()),
                start);
        while (queries.size() < count) {
            progress.checkCanceled();
            queries.propose(choice.next().orElseThrow());
        }
        if (count < settings.queries()) {
            warnings.add("Only " + count + " of " + settings.queries()
                    + " architectures are proposed: there are no other candidates.");
        }
        Map<String, Architecture> ranked = new LinkedHashMap<>(drawn);
        firsts.forEach(candidate -> ranked.putIfAbsent(candidate.form(), candidate.architecture()));
        return ranked;
    }

    /** Fine-tunes on everything that is known, unless nothing has come to it since the last time, or it says nothing about an order. */
    private void refit(Progress progress) {
        if (measured.isEmpty()
                || measured.get().size() == learnedFrom
                || !measured.get().hasOrder()) {
            return;
        }
        progress.checkCanceled();
        scorer.refit(measured.get().task(), progress);
        addWarningsOfChoosing();
        learnedFrom = measured.get().size();
        queries.learned();
    }

    /** Where chance chooses, the scorer has no say before it ranks. */
    private void addWarningsOfChoosing() {
        if (settings.exploration() != Exploration.RANDOM) {
            addWarnings();
        }
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
