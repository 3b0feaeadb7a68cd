package org.fewshotnas.predictor.finetuning;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.Tuner;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/** Makes fits to one support set. */
final class Fitter {
    /** How often the rate is divided by four where fine-tuning diverges, before giving up. */
    private static final int RATE_CUTS = 3;
    /** So many scores can be cross-validated. */
    private static final int FEWEST_TO_VALIDATE = 3;

    private final NDManager manager;
    private final Predictor start;
    private final Task support;
    private final FineTuneSettings settings;
    private final Progress progress;

    /**
     * @param start the predictor for the target
     * @param support every architecture once
     */
    Fitter(NDManager manager, Predictor start, Task support, FineTuneSettings settings, Progress progress) {
        this.manager = manager;
        this.start = start;
        this.support = support;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * At the rate of the settings, or a lower one where that diverges.
     *
     * @param before the outputs to begin with
     * @throws InvalidInputException if it diverges at all of them
     */
    Fit to(double[] labels, double[] before) {
        LearningMethod learner = start.spec().learner();
        double[] weights = LabelNoise.weights(support, labels);
        double error = squaredError(before, labels, weights);
        double rate = settings.rate();
        for (int cuts = 0; cuts <= (learner.takesSteps() ? RATE_CUTS : 0); cuts++, rate /= 4) {
            Tuner tuner = learner.tuner(manager, start, support, rate, settings.seed());
            List<Integer> choices = learner.takesSteps() ? settings.steps() : List.of(0);
            Optional<CrossValidation> validation = validation(tuner, labels, weights, before, choices);
            int steps = validation.map(CrossValidation::steps).orElse(choices.get(0));
            Optional<Fit.Network> network = tuned(tuner, labels, weights, steps, error);
            if (network.isPresent()) {
                return new Fit(network.get(), rate, steps, validation, warnings(rate, validation));
            }
        }
        throw new InvalidInputException(
                "Fine-tuning diverged at a rate of " + settings.rate() + ", and at " + rate * 4
                        + " still: its steps raise the error on the very scores that it learns from.",
                "Lower the fine-tuning rate much further, or meta-learn with a lower inner rate.");
    }

    private Optional<CrossValidation> validation(
            Tuner tuner, double[] labels, double[] weights, double[] before, List<Integer> choices) {
        return labels.length < FEWEST_TO_VALIDATE
                ? Optional.empty()
                : Optional.of(new CrossValidation(
                        tuner, labels, weights, before, choices, settings.seed(), progress.part(0, 0.9)));
    }

    /** After so many steps on all labels; empty if the squared error grows, or a weight is no finite number. */
    private Optional<Fit.Network> tuned(Tuner tuner, double[] labels, double[] weights, int steps, double before) {
        List<Fit.Network> found = new ArrayList<>();
        int[] all = IntStream.range(0, labels.length).toArray();
        tuner.tune(
                all,
                labels,
                List.of(steps),
                (n, tuned) -> {
                    if (n == 0 || squaredError(tuned.outputs(), labels, weights) <= before * (1 + 1e-6)) {
                        found.add(new Fit.Network(tuned.weights(), tuned.graphTerm()));
                    }
                },
                progress);
        return found.stream().filter(network -> network.weights().finite()).findFirst();
    }

    private static double squaredError(double[] outputs, double[] labels, double[] weights) {
        return IntStream.range(0, labels.length)
                .mapToDouble(i -> weights[i] * (outputs[i] - labels[i]) * (outputs[i] - labels[i]))
                .sum();
    }

    private List<String> warnings(double rate, Optional<CrossValidation> validation) {
        List<String> warnings = new ArrayList<>();
        if (rate != settings.rate()) {
            warnings.add("Fine-tuning diverged at a rate of " + settings.rate() + "; it was lowered to " + rate + ".");
        }
        if (validation.isEmpty()) {
            warnings.add("Two scores are too few for cross-validation"
                    + (start.spec().learner().takesSteps() ? ": the smallest number of steps was taken." : "."));
        }
        validation.ifPresent(known -> warnings.addAll(known.warnings()));
        return warnings;
    }
}
