package org.fewshotnas.search;

import java.util.List;
import java.util.Optional;
import org.fewshotnas.predictor.Predictions;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.finetuning.FineTuneResult;
import org.fewshotnas.predictor.finetuning.FineTuneSettings;
import org.fewshotnas.predictor.finetuning.FineTuning;
import org.fewshotnas.predictor.finetuning.ZeroShot;
import org.fewshotnas.predictor.linear.Posterior;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;

/** A predictor that is fine-tuned from its first state each time. */
final class PredictorScorer implements Scorer {
    private final Predictor first;
    private final Predictor current;
    private final FineTuneSettings settings;
    private final Device device;
    private final List<String> warnings;

    PredictorScorer(Predictor predictor, FineTuneSettings settings, Device device) {
        this(predictor, predictor, settings, device, List.of());
    }

    private PredictorScorer(
            Predictor first, Predictor current, FineTuneSettings settings, Device device, List<String> warnings) {
        this.first = first;
        this.current = current;
        this.settings = settings;
        this.device = device;
        this.warnings = warnings;
    }

    @Override
    public double[] score(List<UnifiedGraph> graphs, Progress progress) {
        return current.predict(graphs, device, progress);
    }

    @Override
    public Scorer forTarget(Metric target) {
        Predictor ranking = ZeroShot.forTarget(current, target);
        List<String> caveats =
                ZeroShot.otherTarget(current, target).map(List::of).orElse(warnings);
        return new PredictorScorer(first, ranking, settings, device, caveats);
    }

    @Override
    public boolean predictsScores() {
        return current.spec().targetMetric().isPresent();
    }

    @Override
    public Direction direction() {
        return current.spec().direction();
    }

    @Override
    public Scorer refit(Task measured, Progress progress) {
        FineTuneResult tuned = FineTuning.fineTune(first, measured, settings, device, progress);
        return new PredictorScorer(first, tuned.predictor(), settings, device, tuned.warnings());
    }

    @Override
    public Optional<Posterior> posterior(List<UnifiedGraph> graphs, Progress progress) {
        return current.knowsUncertainty() ? Optional.of(current.posterior(graphs, device, progress)) : Optional.empty();
    }

    @Override
    public Optional<double[]> interval(UnifiedGraph graph, double probability, Progress progress) {
        if (!current.knowsUncertainty()) {
            return Optional.empty();
        }
        Predictions predictions = current.predictions(List.of(graph), device, progress);
        return Optional.of(
                new double[] {predictions.lower(probability)[0], predictions.upper(probability)[0]});
    }

    @Override
    public Optional<Predictor> predictor() {
        return Optional.of(current);
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public String state() {
        int shots = current.spec().shots();
        return shots == 0 ? "zero-shot" : shots + (shots == 1 ? " shot" : " shots");
    }
}
