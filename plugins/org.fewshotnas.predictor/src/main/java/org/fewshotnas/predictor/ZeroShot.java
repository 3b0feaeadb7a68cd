package org.fewshotnas.predictor;

import java.util.List;
import java.util.Map;
import org.fewshotnas.space.Metric;

/** Predictors for a target of which they have seen no score: what they say ranks, and has no unit. */
public final class ZeroShot {
    private ZeroShot() {}

    /**
     * What a predictor says of a target, whatever it was fine-tuned on before. One that was not fine-tuned is that of
     * {@link FineTuning#zeroShot}. One that was fine-tuned on the same ({@link Metric#measuresTheSame}) in the same direction stays as it is.
     * One that was fine-tuned on something else forgets that: a {@link Learner#MULTI_TASK} predictor goes by the tasks that it knows, and any
     * other one ranks as before, but the other way round if one of the two is a cost and the other is not, or both are the same measure in
     * opposite directions.
     *
     * @return the predictor itself, or one without a target whose outputs rank, the larger the better for this one
     */
    public static Predictor forTarget(Predictor predictor, Metric target) {
        Metric before = predictor.spec().target();
        if (before == null) {
            return FineTuning.zeroShot(predictor, target);
        }
        boolean same = before.measuresTheSame(target);
        boolean opposite = same ? before.direction() != target.direction() : before.isCost() != target.isCost();
        if (same && !opposite) {
            return predictor;
        }
        return predictor.spec().learner() == Learner.MULTI_TASK
                ? byKnownTasks(predictor, target)
                : withHead(predictor, target, head(predictor.weights(), opposite ? -1 : 1));
    }

    /** A {@link Learner#MULTI_TASK} predictor with the mean last layer of its {@link HeadPrior} for a target. */
    static Predictor byKnownTasks(Predictor predictor, Metric target) {
        double[] mean = HeadPrior.of(predictor, target).mean();
        float[] head = new float[mean.length];
        for (int i = 0; i < head.length; i++) {
            head[i] = (float) mean[i];
        }
        return withHead(predictor, target, head);
    }

    /** The last layer (w, c), times a sign. */
    private static float[] head(Weights weights, int sign) {
        float[] w = weights.values(GcnShape.HEAD_WEIGHT);
        float[] head = new float[w.length + 1];
        for (int i = 0; i < w.length; i++) {
            head[i] = sign * w[i];
        }
        head[w.length] = sign * weights.values(GcnShape.HEAD_BIAS)[0];
        return head;
    }

    /** The predictor without a target, and with this last layer (w, c). */
    private static Predictor withHead(Predictor predictor, Metric target, float[] head) {
        Provenance.Step step = new Provenance.Step(
                "zero-shot", List.of(), Map.of("target", target.name()), 0, Provenance.currentVersions(), 0);
        PredictorSpec old = predictor.spec();
        PredictorSpec spec = PredictorSpec.learned(
                old.shape(), old.tasks(), old.learner(), old.provenance().plus(step));
        float[] w = new float[head.length - 1];
        System.arraycopy(head, 0, w, 0, w.length);
        Weights.Builder weights = new Weights.Builder();
        spec.tensors().forEach((name, extents) -> {
            switch (name) {
                case GcnShape.HEAD_WEIGHT -> weights.put(name, extents, w);
                case GcnShape.HEAD_BIAS -> weights.put(name, extents, new float[] {head[w.length]});
                default -> weights.copy(predictor.weights(), name);
            }
        });
        return new Predictor(spec, weights.build());
    }
}
