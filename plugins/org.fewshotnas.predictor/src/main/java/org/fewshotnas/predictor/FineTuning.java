package org.fewshotnas.predictor;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.space.InvalidInputException;
import org.fewshotnas.space.Metric;
import org.fewshotnas.space.Progress;

/**
 * Adapts a predictor to a new task from a few scores (MP-NAS, section 3.2, "Meta-testing with fine-tuning"): SGD at a lowered rate on the
 * parameters that the learner's inner loop moves, for the number of steps that gives the best cross-validated Spearman correlation on the
 * support set; {@link Learner#META_SGD} multiplies the rate by the factors that it has learned, and {@link Learner#MULTI_TASK} fits its last
 * layer in closed form instead.
 *
 * <p>Labels are made from the support set alone: scores are oriented so that larger is better, and a label is three parts the normal score
 * of the rank and one part the standardised score. Meta-learning knows ranks among thousands, so its labels are normal scores; among a few, the
 * distances say something too. The spec's {@link ScoreScale} leads back by least squares. For SGD the mean label is placed where the
 * predictor's own mean over the support set lies, so that no step is spent on a shift, which changes no rank.
 */
public final class FineTuning {
    /** How often the rate is divided by four where fine-tuning diverges, before giving up. */
    private static final int RATE_CUTS = 3;

    /** What a rank counts in a label, beside the score itself. */
    private static final double RANK_PARTS = 3;

    private FineTuning() {}

    /**
     * What a predictor says of a task of which no score is known, but what is measured: a latency or an accuracy, say. A {@link
     * Learner#MULTI_TASK} predictor goes by the known tasks that such a task should resemble, and by the cells' size; any other one, and one
     * that was fine-tuned before, stays as it is (but see {@link ZeroShot#forTarget}).
     *
     * @return a predictor whose outputs rank, the larger the better for the target, and have no unit
     */
    public static Predictor zeroShot(Predictor predictor, Metric target) {
        return predictor.spec().ranksByTarget() ? ZeroShot.byKnownTasks(predictor, target) : predictor;
    }

    /**
     * Fine-tunes.
     *
     * @param predictor as meta-learned; one that was fine-tuned before goes on from there, but for {@link Learner#MULTI_TASK}, whose closed
     *     form starts anew: give it all scores together
     * @param scored the scores, several of one architecture counting as their mean: none gives that of {@link #zeroShot} with a warning; one, or
     *     all the same, give no order to learn, only a level
     * @throws InvalidInputException if fine-tuning diverges at every number of steps, or the device is not there
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    public static FineTuneResult fineTune(
            Predictor predictor, Task scored, FineTuneSettings settings, Device device, Progress progress) {
        long start = System.nanoTime();
        Task support = scored.distinct();
        boolean closedForm = predictor.spec().learner() == Learner.MULTI_TASK;
        boolean tunedBefore = predictor.spec().targetMetric().isPresent();
        if (support.size() == 0) {
            return new FineTuneResult(
                    zeroShot(predictor, support.metric()),
                    0,
                    Double.NaN,
                    Double.NaN,
                    Map.of(),
                    List.of("There is no score of \"" + support.metric().name() + "\" to fine-tune on"
                            + (tunedBefore
                                    ? ": the predictor stays as it was."
                                    : " (zero-shot). Predictions rank architectures; they have no unit.")));
        }
        List<String> warnings = new ArrayList<>();
        if (closedForm
                && tunedBefore
                && predictor.spec().target().name().equals(support.metric().name())) {
            warnings.add(
                    "The predictor had been fine-tuned on " + predictor.spec().shots() + " scores of \""
                            + support.metric().name() + "\" before. The learner " + Learner.MULTI_TASK.label()
                            + " forgets these: to use them too, fine-tune on all scores together.");
        }
        int sign = support.metric().direction().sign();
        double[] oriented =
                Arrays.stream(support.scores()).map(score -> sign * score).toArray();
        double[] standardized = labels(oriented);
        try (NDManager manager = Torch.newManager(device, progress)) {
            Predictor first = zeroShot(predictor, support.metric());
            NDList parameters =
                    Parameters.toTensors(manager, DataType.FLOAT32, first.spec().shape(), first.weights());
            NDList rateFactors =
                    Parameters.rateFactors(manager, DataType.FLOAT32, predictor.spec(), predictor.weights());
            double before = mean(Scoring.outputs(manager, parameters, support.graphs(), Progress.NONE));
            double level = mean(oriented);
            if (standardized == null) {
                warnings.add(
                        support.size() == 1
                                ? "One score gives no order to learn from: the predictor ranks as before, and predictions are centred on it."
                                : "All " + support.size()
                                        + " scores are the same and give no order to learn from: the predictor ranks as"
                                        + " before, and predictions are centred on them.");
                return result(
                        predictor,
                        first.weights(),
                        null,
                        scored,
                        new ScoreScale(sign * (level - before), sign),
                        0,
                        new CrossValidation(),
                        settings,
                        settings.rate(),
                        warnings,
                        start,
                        progress);
            }
            double shift = closedForm ? 0 : before;
            double[] labels = Arrays.stream(standardized).map(z -> z + shift).toArray();
            CrossValidation validation = new CrossValidation();
            Adapted adapted = null;
            double rate = settings.rate();
            for (int attempt = 0; adapted == null; attempt++) {
                if (attempt > RATE_CUTS) {
                    throw new InvalidInputException(
                            "Fine-tuning diverged at a rate of " + settings.rate() + ", and at " + rate
                                    + " still: its steps raise the error on the very scores that it learns from.",
                            "Lower the fine-tuning rate much further, or meta-learn with a lower inner rate.");
                }
                if (attempt > 0) {
                    rate /= 4;
                }
                Tuner tuner = closedForm
                        ? Tuner.ridge(manager, parameters, HeadPrior.of(predictor, support.metric()))
                        : Tuner.sgd(
                                manager,
                                parameters,
                                InnerLoop.of(predictor.spec().learner(), rate, false, rateFactors));
                validation = new CrossValidation();
                adapted = adapt(
                        manager,
                        parameters,
                        tuner,
                        support,
                        labels,
                        closedForm ? List.of(0) : settings.steps(),
                        validation,
                        settings.seed(),
                        predictor.spec().shape(),
                        progress);
                if (adapted != null && attempt > 0) {
                    warnings.add("Fine-tuning diverged at a rate of " + settings.rate() + "; it was lowered to " + rate
                            + ".");
                }
            }
            if (support.size() == 2) {
                warnings.add("Two scores are too few for cross-validation"
                        + (closedForm ? "." : ": the smallest number of steps was taken."));
            }
            // The line of least squares from labels, which have mean 0 and deviation 1 before the shift, to scores.
            double slope = 0;
            for (int i = 0; i < oriented.length; i++) {
                slope += (oriented[i] - level) * standardized[i] / oriented.length;
            }
            ScoreScale scale = new ScoreScale(sign * (level - slope * shift), sign * slope);
            return result(
                    predictor,
                    withTheRest(adapted.weights, predictor.weights()),
                    calibrate(manager, adapted, predictor.spec().shape(), support, labels, validation),
                    scored,
                    scale,
                    adapted.steps,
                    validation,
                    settings,
                    rate,
                    warnings,
                    start,
                    progress);
        }
    }

    private record Adapted(Weights weights, int steps) {}

    /** How sure the adapted network is; null where cross-validation has nothing to say about it. */
    private static Calibrator.Result calibrate(
            NDManager manager,
            Adapted adapted,
            GcnShape shape,
            Task support,
            double[] labels,
            CrossValidation validation) {
        double[] errors = validation.errors(adapted.steps);
        if (errors == null) {
            return null;
        }
        NDList parameters = Parameters.toTensors(manager, DataType.FLOAT32, shape, adapted.weights);
        double[][] embeddings = Scoring.embeddings(manager, parameters, support.graphs(), Progress.NONE);
        return Calibrator.calibrate(embeddings, labels, support.scores(), errors);
    }

    /** The tasks' last layers and learned rates stay with a fine-tuned predictor: it can be fine-tuned for another task. */
    private static Weights withTheRest(Weights tuned, Weights all) {
        Weights.Builder weights = new Weights.Builder();
        all.names().forEach(name -> weights.copy(tuned.names().contains(name) ? tuned : all, name));
        return weights.build();
    }

    /** Chooses the number of steps and takes them; null if the error on the support set itself grows, or is no finite number. */
    private static Adapted adapt(
            NDManager manager,
            NDList parameters,
            Tuner tuner,
            Task support,
            double[] labels,
            List<Integer> choices,
            CrossValidation validation,
            long seed,
            GcnShape shape,
            Progress progress) {
        if (support.size() > 2) {
            validation.run(manager, tuner, support, labels, choices, seed, progress.part(0, 0.9));
        }
        int steps = validation.best(choices);
        double before = squaredError(Scoring.outputs(manager, parameters, support.graphs(), Progress.NONE), labels);
        Weights[] tuned = new Weights[1];
        tuner.tune(
                support.graphs(),
                labels,
                List.of(steps),
                (n, list) -> {
                    double after =
                            squaredError(Scoring.outputs(manager, list, support.graphs(), Progress.NONE), labels);
                    if (n == 0 || after <= before * (1 + 1e-6)) {
                        tuned[0] = Parameters.toWeights(shape, list);
                    }
                },
                progress);
        return tuned[0] == null || !tuned[0].finite() ? null : new Adapted(tuned[0], steps);
    }

    private static double squaredError(double[] outputs, double[] labels) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            sum += (outputs[i] - labels[i]) * (outputs[i] - labels[i]);
        }
        return sum;
    }

    /** Null if all scores are the same. */
    private static double[] labels(double[] scores) {
        double[] values = StandardizedTask.standardize(scores);
        if (values == null) {
            return null;
        }
        double[] ranks = StandardizedTask.standardize(StandardizedTask.normalScores(scores));
        for (int i = 0; i < values.length; i++) {
            values[i] += RANK_PARTS * ranks[i];
        }
        return StandardizedTask.standardize(values);
    }

    private static FineTuneResult result(
            Predictor predictor,
            Weights weights,
            Calibrator.Result calibrated,
            Task scored,
            ScoreScale scale,
            int steps,
            CrossValidation validation,
            FineTuneSettings settings,
            double rate,
            List<String> warnings,
            long start,
            Progress progress) {
        double standardError = validation.standardError(steps, progress);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("rate", Double.toString(rate));
        parameters.put("steps to choose from", settings.steps().toString());
        parameters.put("steps", Integer.toString(steps));
        parameters.put("cross-validated Spearman", Double.toString(validation.spearman(steps)));
        parameters.put("standard error", Double.toString(standardError));
        Provenance.Step step = new Provenance.Step(
                "fine-tuning",
                Provenance.Input.of(List.of(scored.metric())),
                parameters,
                settings.seed(),
                Provenance.currentVersions(),
                (System.nanoTime() - start) / 1e9);
        Calibration calibration = calibrated == null ? null : calibrated.calibration();
        PredictorSpec spec = predictor.spec().fineTuned(scored.metric(), scored.size(), scale, step, calibration);
        Weights.Builder all = new Weights.Builder();
        spec.tensors().forEach((name, extents) -> {
            if (name.equals(PredictorSpec.FACTOR)) {
                all.put(name, extents, calibrated.factor());
            } else {
                all.copy(weights, name);
            }
        });
        List<String> told = new ArrayList<>(warnings);
        told.addAll(validation.warnings());
        return new FineTuneResult(
                new Predictor(spec, all.build()),
                steps,
                validation.spearman(steps),
                standardError,
                validation.spearmanBySteps(),
                told);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }
}
