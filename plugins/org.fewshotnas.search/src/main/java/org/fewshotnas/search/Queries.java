package org.fewshotnas.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.fewshotnas.search.CandidateScorer.Scored;
import org.fewshotnas.search.SearchResult.Query;
import org.fewshotnas.search.evaluate.Evaluation;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Metric;

/** The queries of a search in their order, and what became of each. */
final class Queries {
    private final CandidateScorer scorer;
    /** There with a metric: nothing can be measured without. */
    private final Optional<Measured> measured;

    private final List<Query> history = new ArrayList<>();
    /** What was passed over, by form, because the evaluator does not cover it. */
    private final Map<String, Architecture> passedOver = new LinkedHashMap<>();
    /** Why what was evaluated without a score has none, by form. */
    private final Map<String, String> failed = new LinkedHashMap<>();
    /** Measured since the scorer learned. */
    private final List<Architecture> pending = new ArrayList<>();

    /**
     * @param scorer whose state stands with each query
     * @param measured takes the scores
     */
    Queries(CandidateScorer scorer, Optional<Measured> measured) {
        this.scorer = scorer;
        this.measured = measured;
    }

    List<Query> history() {
        return history;
    }

    int size() {
        return history.size();
    }

    int passedOver() {
        return passedOver.size();
    }

    List<Architecture> pending() {
        return pending;
    }

    /** The scorer has learned from all that is measured. */
    void learned() {
        pending.clear();
    }

    /** Those that were not tried, in their order. */
    List<Scored> untried(List<Scored> ordered) {
        return ordered.stream().filter(candidate -> !isTried(candidate)).toList();
    }

    /** Whether a candidate can be the next; one that the evaluator does not cover is passed over from now on. */
    boolean canBeEvaluated(Predicate<Architecture> covered, Scored candidate) {
        if (isTried(candidate)) {
            return false;
        }
        if (covered.test(candidate.architecture())) {
            return true;
        }
        passedOver.put(candidate.form(), candidate.architecture());
        return false;
    }

    private boolean isTried(Scored candidate) {
        String form = candidate.form();
        return measured.isPresent() && measured.get().has(form)
                || passedOver.containsKey(form)
                || failed.containsKey(form);
    }

    /** Takes what became of these, one evaluation each. */
    void take(List<Scored> chosen, List<Evaluation> evaluations, int step) {
        for (int i = 0; i < chosen.size(); i++) {
            Scored candidate = chosen.get(i);
            Evaluation evaluation = evaluations.get(i);
            if (evaluation.equals(Evaluation.UNREACHED)) {
                continue;
            }
            if (evaluation.score().isPresent()) {
                double score = evaluation.score().getAsDouble();
                measured.orElseThrow()
                        .put(candidate.form(), candidate.architecture(), score, evaluation.standardError());
                pending.add(candidate.architecture());
            } else {
                failed.put(
                        candidate.form(),
                        "The architecture " + candidate.architecture().text() + " has no score: " + evaluation.reason()
                                + ".");
            }
            add(candidate, step, evaluation.score().orElse(Double.NaN));
        }
    }

    /** A proposal, which nobody evaluates. */
    void propose(Scored candidate) {
        add(candidate, 0, Double.NaN);
    }

    private void add(Scored candidate, int step, double score) {
        Optional<Metric> metric = measured.map(Measured::metric);
        double[] interval = scorer.interval(candidate, metric);
        history.add(new Query(
                history.size() + 1,
                step + 1,
                candidate.architecture(),
                scorer.predicted(candidate, metric),
                interval[0],
                interval[1],
                score,
                best(),
                scorer.state()));
    }

    /** The best score that is known, or NaN, as tables have it. */
    double best() {
        return measured.map(known -> known.best().orElse(Double.NaN)).orElse(Double.NaN);
    }

    /**
     * What the user should know of queries that were not made, or without a score.
     *
     * @param wanted queries
     * @param end why there are no more, where it is not that no candidate is left
     * @param source where scores were looked for
     * @throws InvalidInputException if none has a score
     */
    List<String> gaps(int wanted, Optional<String> end, String source) {
        if (history.size() == failed.size()) {
            throw nothingMeasured(end, source);
        }
        List<String> gaps = new ArrayList<>(failed.values());
        if (history.size() < wanted) {
            gaps.add("Only " + history.size() + " of " + wanted + " architectures were evaluated: "
                    + end.orElse("there is no other candidate whose score can be had") + ".");
        }
        if (!passedOver.isEmpty()) {
            gaps.add(passedOver.size()
                    + " proposed architectures were passed over because the table of known scores does not hold"
                    + " them, such as " + passedOver.values().iterator().next().text() + ".");
        }
        return gaps;
    }

    private InvalidInputException nothingMeasured(Optional<String> end, String source) {
        if (!failed.isEmpty()) {
            return new InvalidInputException(
                    "None of the " + failed.size() + " architectures that were evaluated has a score. "
                            + String.join(" ", failed.values()),
                    "Mend the cause, and search again.");
        }
        if (end.isPresent()) {
            return new InvalidInputException(
                    "Not one architecture has a score: " + end.get() + ".",
                    "Allow more time, or let an evaluation take less: fewer or smaller examples, fewer epochs.");
        }
        String metric =
                measured.map(known -> " of \"" + known.metric().name() + "\"").orElse("");
        return new InvalidInputException(
                "None of the " + passedOver.size() + " architectures that the search proposed is in " + source + metric
                        + ".",
                "Check that the table is of the space that is searched, or search the table's rows instead of the whole space.");
    }
}
