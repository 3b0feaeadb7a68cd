package org.fewshotnas.predictor.finetuning;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Calibrator;
import org.fewshotnas.predictor.GraphTermShape;
import org.fewshotnas.predictor.Learner;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.predictor.ScoreScale;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.predictor.gcn.Scoring;
import org.fewshotnas.predictor.metalearning.InnerLoop;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.file.Provenance;
import org.fewshotnas.tensor.file.Weights;

/** The state of one fine-tuning on some scores. */
final class FineTuningRun {
    /** How often the rate is divided by four where fine-tuning diverges, before giving up. */
    private static final int RATE_CUTS = 3;
    /** So many scores can be cross-validated. */
    private static final int FEWEST_TO_VALIDATE = 3;

    private final long startTime = System.nanoTime();
    private final NDManager manager;
    private final Predictor given;
    private final Predictor first;
    private final Task scored;
    private final Task support;
    private final FineTuneSettings settings;
    private final Progress progress;
    private final NDList parameters;
    private final List<String> warnings = new ArrayList<>();
    /** Of the predictor that comes out, or null. */
    private GraphTermShape graphTerm;

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
        parameters = tensors(first.weights());
        graphTerm = first.spec().graphTerm();
    }

    private NDList tensors(Weights weights) {
        return Parameters.toTensors(manager, DataType.FLOAT32, first.spec().shape(), weights);
    }

    /** Fine-tunes. */
    FineTuneResult run() {
        warnOfForgetting();
        double[] before = first.outputs(manager, support.graphs(), Progress.NONE);
        double level = Arrays.stream(before).average().orElseThrow();
        return SupportLabels.of(support.scores(), metric().direction())
                .map(labels -> closedForm() ? ridge(labels) : sgd(labels, before))
                .orElseGet(() -> levelOnly(level));
    }

    private Metric metric() {
        return support.metric();
    }

    private boolean closedForm() {
        return first.spec().learner() == Learner.MULTI_TASK;
    }

    private void warnOfForgetting() {
        PredictorSpec spec = given.spec();
        if (closedForm()
                && spec.targetMetric().isPresent()
                && spec.target().name().equals(metric().name())) {
            warnings.add("The predictor had been fine-tuned on " + spec.shots() + " scores of \""
                    + metric().name() + "\" before. The learner " + Learner.MULTI_TASK.label()
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
        return result(first.weights(), null, new ScoreScale(mean - sign * before, sign), settings.rate(), 0, null);
    }

    private FineTuneResult ridge(SupportLabels labels) {
        double[][] embeddings =
                Scoring.embeddings(manager, first.spec().shape(), parameters, support.graphs(), progress.part(0, 0.1));
        ClosedForm tuner = new ClosedForm(first, support, embeddings, settings.seed());
        double[] values = labels.around(0);
        CrossValidation validation = validate(tuner, values, new double[values.length], List.of(0));
        if (validation == null) {
            warnings.add("Two scores are too few for cross-validation.");
        }
        Weights weights = tuned(tuner, values, 0, Double.POSITIVE_INFINITY);
        graphTerm = tuner.shape(weights);
        return result(
                weights, calibrate(embeddings, values, validation), labels.scale(0), settings.rate(), 0, validation);
    }

    /**
     * At the rate of the settings, or a lower one where that diverges.
     *
     * @param before the outputs to begin with
     */
    private FineTuneResult sgd(SupportLabels labels, double[] before) {
        double level = Arrays.stream(before).average().orElseThrow();
        double[] values = labels.around(level);
        double error = squaredError(before, values);
        NDList rateFactors = rateFactors();
        double rate = settings.rate();
        for (int cuts = 0; cuts <= RATE_CUTS; cuts++, rate /= 4) {
            InnerLoop loop = InnerLoop.of(first.spec().learner(), rate, false, rateFactors);
            Tuner tuner = Tuner.sgd(manager, first.spec().shape(), parameters, loop, support.graphs());
            CrossValidation validation = validate(tuner, values, before, settings.steps());
            int steps = validation == null ? settings.steps().get(0) : validation.steps();
            Weights weights = tuned(tuner, values, steps, error);
            if (weights != null) {
                if (cuts > 0) {
                    warnings.add("Fine-tuning diverged at a rate of " + settings.rate() + "; it was lowered to " + rate
                            + ".");
                }
                if (validation == null) {
                    warnings.add(
                            "Two scores are too few for cross-validation: the smallest number of steps was taken.");
                }
                double[][] embeddings = Scoring.embeddings(
                        manager, first.spec().shape(), tensors(weights), support.graphs(), Progress.NONE);
                return result(
                        weights,
                        calibrate(embeddings, values, validation),
                        labels.scale(level),
                        rate,
                        steps,
                        validation);
            }
        }
        throw new InvalidInputException(
                "Fine-tuning diverged at a rate of " + settings.rate() + ", and at " + rate * 4
                        + " still: its steps raise the error on the very scores that it learns from.",
                "Lower the fine-tuning rate much further, or meta-learn with a lower inner rate.");
    }

    /** Null where there are too few scores. */
    private CrossValidation validate(Tuner tuner, double[] labels, double[] before, List<Integer> choices) {
        return labels.length < FEWEST_TO_VALIDATE
                ? null
                : new CrossValidation(tuner, labels, before, choices, settings.seed(), progress.part(0, 0.9));
    }

    /** The weights after so many steps on all labels; null if the squared error grows, or a weight is no finite number. */
    private Weights tuned(Tuner tuner, double[] labels, int steps, double before) {
        Weights[] weights = new Weights[1];
        int[] all = IntStream.range(0, labels.length).toArray();
        tuner.tune(
                all,
                labels,
                List.of(steps),
                (n, tuned) -> {
                    if (n == 0 || squaredError(tuned.outputs(), labels) <= before * (1 + 1e-6)) {
                        weights[0] = tuned.weights();
                    }
                },
                progress);
        return weights[0] == null || !weights[0].finite() ? null : weights[0];
    }

    private static double squaredError(double[] outputs, double[] labels) {
        return IntStream.range(0, labels.length)
                .mapToDouble(i -> (outputs[i] - labels[i]) * (outputs[i] - labels[i]))
                .sum();
    }

    /** How sure the adapted network is; null where cross-validation has nothing to say about it. */
    private Calibrator.Result calibrate(double[][] embeddings, double[] labels, CrossValidation validation) {
        double[] errors = validation == null ? null : validation.errors();
        return errors == null ? null : Calibrator.calibrate(embeddings, labels, support.scores(), errors);
    }

    /**
     * @param calibrated or null
     * @param rate that was taken
     * @param validation or null
     */
    private FineTuneResult result(
            Weights tuned,
            Calibrator.Result calibrated,
            ScoreScale scale,
            double rate,
            int steps,
            CrossValidation validation) {
        double spearman = validation == null ? Double.NaN : validation.spearman();
        double standardError = validation == null ? Double.NaN : validation.standardError(progress);
        if (validation != null) {
            warnings.addAll(validation.warnings());
        }
        Map<String, String> said = new LinkedHashMap<>();
        said.put("rate", Double.toString(rate));
        said.put("steps to choose from", settings.steps().toString());
        said.put("steps", Integer.toString(steps));
        said.put("cross-validated Spearman", Double.toString(spearman));
        said.put("standard error", Double.toString(standardError));
        if (validation != null) {
            said.put(
                    "cross-validation",
                    "every score predicted without it"
                            + (validation.nests() ? ", in a number of steps that was chosen without it" : ""));
        }
        Provenance.Step step = new Provenance.Step(
                "fine-tuning",
                Provenance.Input.of(List.of(scored.metric())),
                said,
                settings.seed(),
                Provenance.currentVersions(),
                (System.nanoTime() - startTime) / 1e9);
        PredictorSpec spec = given.spec()
                .fineTuned(
                        scored.metric(),
                        scored.size(),
                        scale,
                        step,
                        calibrated == null ? null : calibrated.calibration())
                .withGraphTerm(graphTerm);
        return new FineTuneResult(
                new Predictor(spec, weights(spec, tuned, calibrated)),
                steps,
                spearman,
                standardError,
                validation == null ? Map.of() : validation.spearmanBySteps(),
                warnings);
    }

    /** The tasks' last layers and learned rates stay with a fine-tuned predictor: it can be fine-tuned for another task. */
    private Weights weights(PredictorSpec spec, Weights tuned, Calibrator.Result calibrated) {
        Weights.Builder weights = new Weights.Builder();
        spec.tensors().forEach((name, extents) -> {
            if (name.equals(PredictorSpec.FACTOR)) {
                weights.put(name, extents, calibrated.factor());
            } else {
                weights.copy(tuned, first.weights(), name);
            }
        });
        return weights.build();
    }

    /** The learned factors of the network's rates, a list like the network's tensors; empty where they were not learned. */
    private NDList rateFactors() {
        PredictorSpec spec = first.spec();
        return spec.hasRates()
                ? Parameters.toTensors(
                        manager, DataType.FLOAT32, spec.shape(), first.weights(), PredictorSpec.RATE_PREFIX)
                : new NDList();
    }
}
