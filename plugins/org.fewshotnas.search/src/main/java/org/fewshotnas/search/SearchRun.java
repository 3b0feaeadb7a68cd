package org.fewshotnas.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.search.CandidateScorer.Scored;
import org.fewshotnas.search.SearchResult.Query;
import org.fewshotnas.search.SearchResult.Ranked;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;

/** The state of one search. */
final class SearchRun {
    /** How many of the best evaluated architectures are mutated. */
    private static final int PARENTS = 5;

    private final Candidates candidates;
    private final Optional<KnownScores> table;
    private final Optional<KnownScores> measured;
    private final SearchSettings settings;
    private final Progress progress;
    private final RandomGenerator random;
    /** Of the scores, or null where none is known. */
    private final Metric metric;

    private final CandidateScorer scorer;
    /** All candidates by form where they fit in one step, otherwise null. */
    private Map<String, Architecture> pool;
    /** By form: what is known, before and by this search. */
    private final Map<String, Evaluated> known = new LinkedHashMap<>();
    /** Forms that were asked for and are not in the table. */
    private final Map<String, Architecture> missing = new LinkedHashMap<>();

    private final List<Query> history = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private int learnedFrom;
    /** Evaluated since the scorer learned. */
    private final List<Architecture> pending = new ArrayList<>();

    private record Evaluated(Architecture architecture, double score) {}

    SearchRun(
            Scorer scorer,
            Candidates candidates,
            Optional<KnownScores> table,
            Optional<KnownScores> measured,
            SearchSettings settings,
            Progress progress) {
        this.candidates = candidates;
        this.table = table;
        this.measured = measured;
        this.settings = settings;
        this.progress = progress;
        random = new SplittableRandom(settings.seed());
        metric = table.or(() -> measured).map(KnownScores::metric).orElse(null);
        this.scorer = new CandidateScorer(metric == null ? scorer : scorer.forTarget(metric));
    }

    SearchResult run() {
        progress.report(0, "Preparing the candidates");
        if (candidates.fitIn(settings.samplesPerStep())) {
            pool = distinct(candidates.all(progress));
        }
        measured.ifPresent(this::adopt);
        refit();
        addWarnings();
        if (table.isPresent()) {
            search(table.get());
            refit();
            return result(everything());
        }
        return result(propose());
    }

    /** Takes over what was measured before; of several encodings of one form the mean. */
    private void adopt(KnownScores scores) {
        distinct(scores.distinct().stream().map(candidates::adopt).toList()).forEach((form, architecture) -> {
            progress.checkCanceled();
            known.put(form, new Evaluated(architecture, scores.meanOfForm(architecture)));
        });
        if (known.size() < scores.size()) {
            warnings.add("The " + scores.size() + " architectures that were measured before count as " + known.size()
                    + ": those that compute the same function are one architecture, with the mean of their scores.");
        }
    }

    private void search(KnownScores scores) {
        int steps = Math.min(settings.steps(), settings.queries());
        for (int step = 0; step < steps; step++) {
            progress.report(0.9 * step / steps, "Step " + (step + 1) + " of " + steps + bestSoFarText());
            // What an earlier step could not use is left to this one.
            int until = (int) ((step + 1L) * settings.queries() / steps);
            Progress part = progress.part(0.9 * step / steps, 0.9 * (step + 1) / steps);
            List<Scored> ordered = scorer.bestFirst(draw(), part);
            Acquisition acquisition = Acquisition.of(settings, scorer, unknown(ordered), pending, random, part);
            boolean found = true;
            while (found && history.size() < until) {
                found = acquisition == null
                        ? evaluateOne(ordered, startOfStep(ordered.size(), step), step, scores) != null
                        : evaluateOne(acquisition, step, scores);
            }
            if (!found && pool != null) {
                break;
            }
            if ((step + 1) % settings.refitInterval() == 0 && step + 1 < steps) {
                refit();
            }
        }
        if (history.isEmpty()) {
            throw new InvalidInputException(
                    "None of the " + missing.size() + " architectures that the search proposed is among the "
                            + scores.size() + " with a known score of \"" + metric.name() + "\".",
                    "Check that the table is of the space that is searched, or search the table's rows instead of the whole space.");
        }
        if (history.size() < settings.queries()) {
            warnings.add("Only " + history.size() + " of " + settings.queries()
                    + " queries were made: no other candidate is in the" + " table of known scores.");
        }
        if (!missing.isEmpty()) {
            warnings.add(missing.size()
                    + " proposed architectures were passed over because the table of known scores does not hold"
                    + " them, such as " + missing.values().iterator().next().text() + ".");
        }
    }

    /** The place in a step's ordered candidates from which the next query is chosen. */
    private int startOfStep(int size, int step) {
        int steps = Math.min(settings.steps(), settings.queries());
        long queries = Math.min(settings.refitInterval(), steps) * (long) settings.queries() / steps;
        return step < settings.refitInterval() ? startOfChoice(size, queries) : 0;
    }

    /**
     * The place in ordered candidates from which the next query is chosen.
     *
     * @param queries to be made before anything is learned from them
     */
    private int startOfChoice(int size, long queries) {
        return settings.exploration() == Exploration.SPREAD_START && learnedFrom == 0
                ? (int) ((history.size() + random.nextDouble()) / Math.max(1, queries) * size / 10)
                : 0;
    }

    private boolean evaluateOne(Acquisition acquisition, int step, KnownScores scores) {
        Scored choice = evaluateOne(acquisition.order(), 0, step, scores);
        if (choice != null) {
            acquisition.imagine(choice);
        }
        return choice != null;
    }

    /** Those that are neither known nor missing, in their order. */
    private List<Scored> unknown(List<Scored> ordered) {
        return ordered.stream()
                .filter(candidate -> !known.containsKey(candidate.form()) && !missing.containsKey(candidate.form()))
                .toList();
    }

    /** Evaluates the first candidate from a place on that is neither known nor missing; null if there is none. */
    private Scored evaluateOne(List<Scored> ordered, int start, int step, KnownScores scores) {
        for (int i = 0; i < ordered.size(); i++) {
            Scored choice = ordered.get((start + i) % ordered.size());
            if (known.containsKey(choice.form()) || missing.containsKey(choice.form())) {
                continue;
            }
            double score = scores.score(choice.architecture());
            if (Double.isNaN(score)) {
                missing.put(choice.form(), choice.architecture());
                continue;
            }
            known.put(choice.form(), new Evaluated(choice.architecture(), score));
            pending.add(choice.architecture());
            history.add(new Query(
                    history.size() + 1,
                    step + 1,
                    choice.architecture(),
                    predicted(choice),
                    score,
                    best(),
                    scorer.state()));
            return choice;
        }
        return null;
    }

    /** Proposes the best predictions; gives the candidates that they are from. */
    private Map<String, Architecture> propose() {
        progress.report(0.1, "Scoring the candidates");
        Map<String, Architecture> drawn = everything();
        List<Scored> ordered = unknown(scorer.bestFirst(drawn, progress.part(0.1, 0.9)));
        Acquisition acquisition = Acquisition.of(settings, scorer, ordered, List.of(), random, progress);
        int count = Math.min(settings.queries(), ordered.size());
        Set<String> taken = new HashSet<>();
        while (history.size() < count) {
            progress.checkCanceled();
            Scored choice = acquisition == null
                    ? firstFree(ordered, startOfChoice(ordered.size(), count), taken)
                    : firstFree(acquisition.order(), 0, taken);
            taken.add(choice.form());
            if (acquisition != null) {
                acquisition.imagine(choice);
            }
            history.add(new Query(
                    history.size() + 1,
                    1,
                    choice.architecture(),
                    predicted(choice),
                    Double.NaN,
                    best(),
                    scorer.state()));
        }
        if (count < settings.queries()) {
            warnings.add("Only " + count + " of " + settings.queries()
                    + " architectures are proposed: there are no other candidates.");
        }
        return drawn;
    }

    /** The first from a place on, and round again, that is not taken. */
    private static Scored firstFree(List<Scored> ordered, int start, Set<String> taken) {
        int i = start;
        while (taken.contains(ordered.get(i).form())) {
            i = (i + 1) % ordered.size();
        }
        return ordered.get(i);
    }

    /** All rows of a table, of which its user wants the ranking; of a space a draw. */
    private Map<String, Architecture> everything() {
        return candidates.isTable() ? distinct(candidates.all(progress)) : draw();
    }

    /** The candidates of a step, one of each canonical form. */
    private Map<String, Architecture> draw() {
        if (pool != null) {
            return pool;
        }
        List<Architecture> parents = known.values().stream()
                .sorted(Comparator.comparingDouble(
                        evaluated -> -metric.direction().sign() * evaluated.score))
                .limit(PARENTS)
                .map(Evaluated::architecture)
                .toList();
        int count = settings.samplesPerStep();
        return distinct(candidates.draw(count, parents, (int) (settings.mutationShare() * count), random, progress));
    }

    private Map<String, Architecture> distinct(List<Architecture> architectures) {
        Map<String, Architecture> first = new LinkedHashMap<>();
        for (int i = 0; i < architectures.size(); i++) {
            if ((i & 0xff) == 0) {
                progress.checkCanceled();
            }
            first.putIfAbsent(architectures.get(i).form(), architectures.get(i));
        }
        return first;
    }

    /** Fine-tunes on everything that is known, unless nothing has come to it since the last time. */
    private void refit() {
        if (known.size() == learnedFrom) {
            return;
        }
        double[] scores = known.values().stream().mapToDouble(Evaluated::score).toArray();
        // Equal scores tell the predictor nothing about an order.
        if (known.values().stream().map(Evaluated::score).distinct().count() < 2) {
            return;
        }
        progress.checkCanceled();
        List<UnifiedGraph> graphs = known.values().stream()
                .map(evaluated -> evaluated.architecture.graph())
                .toList();
        scorer.refit(new Task(metric, graphs, scores), progress);
        addWarnings();
        learnedFrom = known.size();
        pending.clear();
    }

    /** Of the scorer in its present state. */
    private void addWarnings() {
        scorer.warnings().stream()
                .filter(warning -> !warnings.contains(warning))
                .forEach(warnings::add);
    }

    private SearchResult result(Map<String, Architecture> others) {
        progress.report(0.9, "Ranking the candidates");
        if (learnedFrom == 0 && !known.isEmpty()) {
            warnings.add("The predictor was not fine-tuned: "
                    + (known.size() == 1
                            ? "only one score is known."
                            : "all " + known.size() + " scores that are known are equal."));
        }
        Map<String, Architecture> ranked = new LinkedHashMap<>();
        known.forEach((form, evaluated) -> ranked.put(form, evaluated.architecture));
        others.forEach(ranked::putIfAbsent);
        Direction direction = metric == null ? Direction.MAXIMIZE : metric.direction();
        List<Scored> ordered = new ArrayList<>(scorer.bestFirst(ranked, progress.part(0.9, 1)));
        // Sorting is stable: what is not evaluated stays in the order of its predictions.
        ordered.sort(Comparator.comparingDouble(candidate -> known.containsKey(candidate.form())
                ? -direction.sign() * known.get(candidate.form()).score
                : Double.POSITIVE_INFINITY));
        Set<String> proposed = new HashSet<>();
        history.forEach(query -> proposed.add(query.architecture().form()));
        List<Ranked> ranking = new ArrayList<>();
        for (Scored candidate : ordered) {
            Evaluated evaluated = known.get(candidate.form());
            ranking.add(new Ranked(
                    ranking.size() + 1,
                    evaluated == null ? candidate.architecture() : evaluated.architecture,
                    predicted(candidate),
                    evaluated == null ? Double.NaN : evaluated.score,
                    proposed.contains(candidate.form())));
        }
        progress.report(1, "Done");
        return new SearchResult(ranking, history, metric, missing.size(), scorer.state(), warnings);
    }

    /** A prediction, or NaN where there is a metric that it is not in: it only ranks. */
    private double predicted(Scored candidate) {
        return metric == null || scorer.predictsScores() ? candidate.prediction() : Double.NaN;
    }

    /** The best known score, or NaN. */
    private double best() {
        return known.values().stream()
                .map(Evaluated::score)
                .min(Comparator.comparingDouble(score -> -metric.direction().sign() * score))
                .orElse(Double.NaN);
    }

    private String bestSoFarText() {
        return history.isEmpty() ? "" : String.format(Locale.ROOT, ": best of %d queries %.6g", history.size(), best());
    }
}
