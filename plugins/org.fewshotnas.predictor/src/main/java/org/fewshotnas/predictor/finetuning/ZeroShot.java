package org.fewshotnas.predictor.finetuning;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.file.Provenance;
import org.fewshotnas.tensor.file.Weights;

/**
 * A predictor for a target of which it has seen no score: where search, fine-tuning and sampling start from. What it says ranks, and has no
 * unit.
 */
public final class ZeroShot {
    private ZeroShot() {}

    /**
     * This predictor for that target, the larger its outputs the better for it: one that was fine-tuned on the same
     * ({@link Metric#measuresTheSame}, in the same direction) stays as it is; one whose learner knows a
     * last layer for it takes that ({@link LearningMethod#zeroShotHead}), whatever it was fine-tuned on; and any other one ranks as before, but the
     * other way round if it ranks by cost and the target is none, or it ranks by quality and the target is a cost, or both are the same
     * measure in opposite directions.
     *
     * @return the predictor itself, or one without a target
     */
    public static Predictor forTarget(Predictor predictor, Metric target) {
        PredictorSpec spec = predictor.spec();
        if (staysAsItIs(spec, target)) {
            return predictor;
        }
        int sign = isOpposite(spec, target) ? -1 : 1;
        return spec.learner()
                .zeroShotHead(predictor, target)
                .map(head -> withHead(predictor, target, head))
                .orElseGet(() -> spec.target().isEmpty() && sign == 1
                        ? predictor
                        : withHead(predictor, target, head(predictor.weights(), sign)));
    }

    /** Where a predictor was fine-tuned on something other than the target: a sentence that says so, and what it ranks by. */
    public static Optional<String> otherTarget(Predictor predictor, Metric target) {
        PredictorSpec spec = predictor.spec();
        return spec.targetMetric()
                .filter(before -> !staysAsItIs(spec, target))
                .map(before -> "The predictor was fine-tuned on " + text(before) + ", not on " + text(target)
                        + ": until it has learned from scores of the latter, it only ranks, "
                        + (spec.learner().zeroShotHead(predictor, target).isPresent()
                                ? "by the tasks that it was meta-learned on."
                                : "by what it has learned from the former."));
    }

    private static String text(Metric metric) {
        return "\"" + metric.name() + "\" (to " + metric.direction().name().toLowerCase(Locale.ROOT) + ")";
    }

    private static boolean staysAsItIs(PredictorSpec spec, Metric target) {
        return spec.targetMetric()
                .map(before -> before.measuresTheSame(target) && before.direction() == target.direction())
                .orElse(false);
    }

    /** Whether what is best by the outputs should be worst by the target. */
    private static boolean isOpposite(PredictorSpec spec, Metric target) {
        return spec.targetMetric()
                .map(before -> before.measuresTheSame(target)
                        ? before.direction() != target.direction()
                        : before.isCost() != target.isCost())
                .orElseGet(() -> target.isCost() ? spec.predictsQuality() : spec.predictsCost());
    }

    /** The last layer (w, c), times a sign. */
    private static double[] head(Weights weights, int sign) {
        float[] w = weights.values(GcnShape.HEAD_WEIGHT);
        double[] head = new double[w.length + 1];
        for (int i = 0; i < w.length; i++) {
            head[i] = sign * w[i];
        }
        head[w.length] = sign * weights.values(GcnShape.HEAD_BIAS)[0];
        return head;
    }

    /** The predictor without a target, and with this last layer (w, c). */
    private static Predictor withHead(Predictor predictor, Metric target, double[] head) {
        Provenance.Step step = new Provenance.Step(
                "zero-shot", List.of(), Map.of("target", target.name()), 0, Provenance.currentVersions(), 0);
        PredictorSpec spec = predictor.spec().withoutTarget(step);
        Weights all = Parameters.withHead(predictor.weights(), head);
        Weights.Builder weights = new Weights.Builder();
        spec.tensors().keySet().forEach(name -> weights.copy(all, name));
        return new Predictor(spec, weights.build());
    }
}
