package org.fewshotnas.search;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.fewshotnas.predictor.StandardErrors;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Metric;

/** What a search knows: the scores that were measured before it and by it, one of each canonical form, in their order. */
final class Measured {
    private final Map<String, Score> byForm = new LinkedHashMap<>();
    private Metric metric;

    /** An architecture, what was measured of it, and how far that may be off. */
    record Score(Architecture architecture, double value, OptionalDouble standardError) {}

    /**
     * @param metric of the scores
     */
    Measured(Metric metric) {
        this.metric = metric;
    }

    Metric metric() {
        return metric;
    }

    /** Says more exactly what the scores to come are; has no effect after the first. */
    void specify(Metric exact) {
        if (byForm.isEmpty()) {
            metric = exact;
        }
    }

    void put(String form, Architecture architecture, double score, OptionalDouble standardError) {
        byForm.put(form, new Score(architecture, score, standardError));
    }

    boolean has(String form) {
        return byForm.containsKey(form);
    }

    Optional<Score> of(String form) {
        return Optional.ofNullable(byForm.get(form));
    }

    int size() {
        return byForm.size();
    }

    /** The architectures, by form. */
    Map<String, Architecture> architectures() {
        Map<String, Architecture> architectures = new LinkedHashMap<>();
        byForm.forEach((form, score) -> architectures.put(form, score.architecture));
        return architectures;
    }

    /** The best score; empty if there is none. */
    OptionalDouble best() {
        return scores().stream()
                .mapToDouble(Score::value)
                .boxed()
                .min(Comparator.comparingDouble(this::cost))
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
    }

    /** So many of the best architectures, the best first. */
    List<Architecture> best(int count) {
        return scores().stream()
                .sorted(Comparator.comparingDouble(score -> cost(score.value)))
                .limit(count)
                .map(Score::architecture)
                .toList();
    }

    /** A score, the smaller the better. */
    double cost(double score) {
        return -metric.direction().sign() * score;
    }

    /** Whether there are two different scores: equal ones say nothing about an order. */
    boolean hasOrder() {
        return scores().stream().map(Score::value).distinct().count() > 1;
    }

    /** Everything, to be learned from. */
    Task task() {
        List<UnifiedGraph> graphs =
                scores().stream().map(score -> score.architecture.graph()).toList();
        return new Task(
                metric,
                graphs,
                scores().stream().mapToDouble(Score::value).toArray(),
                StandardErrors.complete(
                        scores().stream().map(Score::standardError).toList()));
    }

    private Collection<Score> scores() {
        return byForm.values();
    }
}
