package org.fewshotnas.search;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.linear.Posterior;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Metric;

/** A search's scorer in its present state, which scores nothing twice. */
final class CandidateScorer {
    /** Scored together, so that cancelling is quick. */
    private static final int BATCH = 1000;

    private static final double PROBABILITY = 0.9;
    private static final double[] UNKNOWN = {Double.NaN, Double.NaN};

    private final Map<String, Scored> scored = new HashMap<>();
    private Scorer scorer;

    /** A candidate with its prediction. */
    record Scored(Architecture architecture, String form, double prediction) {}

    CandidateScorer(Scorer scorer) {
        this.scorer = scorer;
    }

    String state() {
        return scorer.state();
    }

    /** The candidates, the best prediction first. A form that has been scored before keeps its prediction and its architecture. */
    List<Scored> bestFirst(Map<String, Architecture> candidates, Progress progress) {
        List<Map.Entry<String, Architecture>> unscored = candidates.entrySet().stream()
                .filter(entry -> !scored.containsKey(entry.getKey()))
                .toList();
        for (int from = 0; from < unscored.size(); from += BATCH) {
            progress.checkCanceled();
            if (unscored.size() > BATCH) {
                progress.report(
                        from / (double) unscored.size(), "Scoring candidate " + (from + 1) + " of " + unscored.size());
            }
            List<Map.Entry<String, Architecture>> batch =
                    unscored.subList(from, Math.min(unscored.size(), from + BATCH));
            List<UnifiedGraph> graphs =
                    batch.stream().map(entry -> entry.getValue().graph()).toList();
            double[] predictions = scorer.score(graphs, progress.silent());
            for (int i = 0; i < predictions.length; i++) {
                String form = batch.get(i).getKey();
                scored.put(form, new Scored(batch.get(i).getValue(), form, predictions[i]));
            }
        }
        int sign = scorer.direction().sign();
        return candidates.keySet().stream()
                .map(scored::get)
                .sorted(Comparator.comparingDouble(candidate -> -sign * candidate.prediction))
                .toList();
    }

    /** What the scorer believes about architectures; empty if it does not say how sure it is. */
    Optional<Posterior> posterior(List<Architecture> architectures, Progress progress) {
        return scorer.posterior(architectures.stream().map(Architecture::graph).toList(), progress.silent());
    }

    Optional<Predictor> predictor() {
        return scorer.predictor();
    }

    List<String> warnings() {
        return scorer.warnings();
    }

    /** Learns from all measured scores; what was scored before is forgotten. */
    void refit(Task measured, Progress progress) {
        progress.checkCanceled();
        scorer = scorer.refit(measured, progress.silent());
        scored.clear();
    }

    /** A prediction, or NaN, as tables have it, where there is a metric that it is not in: it only ranks. */
    double predicted(Scored candidate, Optional<Metric> metric) {
        return metric.isEmpty() || scorer.predictsScores() ? candidate.prediction() : Double.NaN;
    }

    /** The ends of the interval that is to hold nine in ten scores; NaN where there is none, or the prediction only ranks. */
    double[] interval(Scored candidate, Optional<Metric> metric) {
        return Double.isNaN(predicted(candidate, metric)) || metric.isEmpty()
                ? UNKNOWN
                : scorer.interval(candidate.architecture.graph(), PROBABILITY, Progress.NONE)
                        .orElse(UNKNOWN);
    }
}
