package org.fewshotnas.predictor.finetuning;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.fewshotnas.predictor.Adaptation;
import org.fewshotnas.predictor.Calibrator;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.predictor.ScoreScale;
import org.fewshotnas.predictor.Target;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.predictor.gcn.Scoring;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.file.Provenance;
import org.fewshotnas.tensor.file.Weights;

/** One fine-tuning on some scores: from their labels by a {@link Fit} to a predictor in their unit. */
final class FineTuningRun {
    private final long startTime = System.nanoTime();
    private final NDManager manager;
    private final Predictor given;
    private final Predictor first;
    private final Task scored;
    private final Task support;
    private final FineTuneSettings settings;
    private final Progress progress;
    private final List<String> warnings = new ArrayList<>();

    /**
     * @param given the predictor as the user has it
     * @param first the same for this target: where fine-tuning starts
     * @param scored at least one score
     */
    FineTuningRun(
            NDManager manager,
            Predictor given,
            Predictor first,
            Task scored,
            FineTuneSettings settings,
            Progress progress) {
        this.manager = manager;
        this.given = given;
        this.first = first;
        this.scored = scored;
        this.settings = settings;
        this.progress = progress;
        support = scored.distinct();
    }

    /** Fine-tunes. */
    FineTuneResult run() {
        warnOfForgetting();
        if (support.standardErrors().isPresent() && !learner().weighsScores()) {
            warnings.add("The standard errors of the scores were not used: the learner "
                    + learner().label() + " takes all scores as equally certain.");
        }
        double[] before = first.outputs(manager, support.graphs(), Progress.NONE);
        return SupportLabels.of(support.scores(), metric().direction())
                .map(labels -> fitted(labels, before))
                .orElseGet(() -> levelOnly(Arrays.stream(before).average().orElseThrow()));
    }

    private Metric metric() {
        return support.metric();
    }

    private LearningMethod learner() {
        return first.spec().learner();
    }

    private void warnOfForgetting() {
        PredictorSpec spec = given.spec();
        boolean same = spec.targetMetric()
                .map(before -> before.name().equals(metric().name()))
                .orElse(false);
        if (same && !learner().takesSteps()) {
            warnings.add("The predictor had been fine-tuned on " + spec.shots() + " scores of \""
                    + metric().name() + "\" before. The learner " + learner().label()
                    + " forgets these: to use them too, fine-tune on all scores together.");
        }
    }

    /** Where there is no order to learn. */
    private FineTuneResult levelOnly(double before) {
        warnings.add(
                support.size() == 1
                        ? "One score gives no order to learn from: the predictor ranks as before, and predictions are centred on it."
                        : "All " + support.size()
                                + " scores are the same and give no order to learn from: the predictor ranks as"
                                + " before, and predictions are centred on them.");
        ZeroShot.otherTarget(given, metric()).ifPresent(warnings::add);
        int sign = metric().direction().sign();
        double mean = Arrays.stream(support.scores()).average().orElseThrow();
        Fit.Network network = new Fit.Network(first.weights(), first.spec().graphTerm());
        Fit fit = new Fit(network, settings.rate(), 0, Optional.empty(), List.of());
        return result(fit, new ScoreScale(mean - sign * before, sign), Optional.empty());
    }

    /** Steps go on from the outputs to begin with, and what takes none fits labels around zero. */
    private FineTuneResult fitted(SupportLabels labels, double[] outputs) {
        double[] before = learner().takesSteps() ? outputs : new double[outputs.length];
        double level = Arrays.stream(before).average().orElseThrow();
        double[] values = labels.around(level);
        Fit fit = new Fitter(manager, first, support, settings, progress).to(values, before);
        warnings.addAll(fit.warnings());
        Optional<Calibrator.Result> calibrated = fit.validation()
                .flatMap(CrossValidation::errors)
                .flatMap(errors -> Calibrator.calibrate(
                        embeddings(fit.network().weights()),
                        values,
                        support.scores(),
                        errors,
                        LabelNoise.weights(support, values)));
        return result(fit, labels.scale(level), calibrated);
    }

    private double[][] embeddings(Weights weights) {
        NDList network =
                Parameters.toTensors(manager, DataType.FLOAT32, first.spec().shape(), weights);
        return Scoring.embeddings(manager, first.spec().shape(), network, support.graphs(), Progress.NONE);
    }

    private FineTuneResult result(Fit fit, ScoreScale scale, Optional<Calibrator.Result> calibrated) {
        Adaptation adaptation = new Adaptation(
                fit.steps(),
                fit.validation().map(CrossValidation::spearman).orElse(OptionalDouble.empty()),
                fit.validation().map(known -> known.standardError(progress)).orElse(OptionalDouble.empty()));
        Target target = new Target(
                scored.metric(),
                scored.size(),
                scale,
                adaptation,
                calibrated.map(Calibrator.Result::calibration),
                fit.network().graphTerm());
        Provenance.Step step = new Provenance.Step(
                "fine-tuning",
                Provenance.Input.of(List.of(scored.metric())),
                FineTuneReport.of(fit, adaptation, settings, support),
                settings.seed(),
                Provenance.currentVersions(),
                (System.nanoTime() - startTime) / 1e9);
        PredictorSpec spec = given.spec().fineTuned(target, step);
        return new FineTuneResult(
                new Predictor(spec, weights(spec, fit.network().weights(), calibrated)),
                adaptation,
                fit.validation().map(CrossValidation::spearmanBySteps).orElse(Map.of()),
                warnings);
    }

    /** What the learner has beside the network stays with a fine-tuned predictor: it can be fine-tuned for another task. */
    private Weights weights(PredictorSpec spec, Weights tuned, Optional<Calibrator.Result> calibrated) {
        Weights.Builder weights = new Weights.Builder();
        spec.tensors().forEach((name, extents) -> {
            if (name.equals(PredictorSpec.FACTOR)) {
                weights.put(name, extents, calibrated.orElseThrow().factor());
            } else {
                weights.copy(tuned, first.weights(), name);
            }
        });
        return weights.build();
    }
}
