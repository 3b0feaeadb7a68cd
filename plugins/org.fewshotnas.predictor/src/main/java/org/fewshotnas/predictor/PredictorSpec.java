package org.fewshotnas.predictor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.structure.Structure;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.file.Json;
import org.fewshotnas.tensor.file.Provenance;

/**
 * What a predictor is, without its weights: all that a node needs to know about its input before it runs.
 *
 * @param shape the network's size, and the operations that it knows
 * @param tasks the metrics that were meta-learned or pre-trained on
 * @param learner how
 * @param target the metric that the predictor was fine-tuned on, or null
 * @param shots how many scores of the target it has seen
 * @param scale from the network's output to the target's unit; {@link ScoreScale#NONE} without a target
 * @param provenance how the predictor came to be
 * @param calibration how sure it is, or null where it cannot say: without a target, and with too few scores of it
 * @param graphTerm the size of what goes by the features of the cell as written, or null where the network alone predicts
 */
public record PredictorSpec(
        GcnShape shape,
        List<Metric> tasks,
        Learner learner,
        Metric target,
        int shots,
        ScoreScale scale,
        Provenance provenance,
        Calibration calibration,
        GraphTermShape graphTerm) {
    /** The posterior of the last layer of a predictor with a calibration, (width + 1, width + 1): see {@link Calibrator#factor}. */
    public static final String FACTOR = "uncertainty.factor";

    /** A {@link Learner#MULTI_TASK} predictor's last layers of n tasks, those of the {@link Structure} last: (width, n) and (n). */
    public static final String TASK_WEIGHTS = "tasks.weight";

    public static final String TASK_BIASES = "tasks.bias";
    /** The correlations of those layers' outputs over the architectures learned from, (n, n). */
    public static final String TASK_CORRELATIONS = "tasks.correlation";
    /** Before the name of each of the network's weights: its rate in the inner loop of {@link Learner#META_SGD}, as a factor. */
    public static final String RATE_PREFIX = "rate.";

    /**
     * @throws InvalidInputException if a {@link Learner#MULTI_TASK} predictor knows no task, the number
     *     of shots does not fit the target, or the scale is not of finite numbers or turns the target's direction round
     */
    public PredictorSpec {
        tasks = tasks.stream().map(PredictorSpec::withoutFolder).toList();
        target = target == null ? null : withoutFolder(target);
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(learner, "learner");
        Objects.requireNonNull(scale, "scale");
        Objects.requireNonNull(provenance, "provenance");
        if (learner == Learner.MULTI_TASK && tasks.isEmpty()) {
            throw invalid("it has learned all tasks at once and names none");
        }
        if (target == null ? shots != 0 : shots < 1) {
            throw invalid("it has " + shots + " shots " + (target == null ? "and no target" : "of its target"));
        }
        if (target == null && !scale.equals(ScoreScale.NONE)) {
            throw invalid("it has a score scale and no target");
        }
        if (!Double.isFinite(scale.offset()) || !Double.isFinite(scale.factor()) || scale.factor() == 0) {
            throw invalid("its score scale is " + scale.offset() + " + " + scale.factor() + " · output");
        }
        if (target != null && scale.factor() > 0 != (target.direction() == Direction.MAXIMIZE)) {
            throw invalid("its score scale turns the direction of \"" + Json.shorten(target.name()) + "\" round");
        }
        if (calibration != null
                && (target == null || calibration.rises() != (target.direction() == Direction.MAXIMIZE))) {
            throw invalid("its calibration does not fit its target");
        }
        if (graphTerm != null && target == null) {
            throw invalid("it goes by features of cells and has no target");
        }
    }

    /** Whether a learned rate belongs to every weight. */
    public boolean hasRates() {
        return learner == Learner.META_SGD;
    }

    /** Whether outputs say how well architectures do, and not what they cost: for the target, or without one for most of the tasks. */
    public boolean predictsQuality() {
        return target != null ? !target.isCost() : costs() * 2 < tasks.size();
    }

    /** Whether outputs say what architectures cost, the larger the less: as {@link #predictsQuality}. A predictor can say neither. */
    public boolean predictsCost() {
        return target != null ? target.isCost() : costs() * 2 > tasks.size();
    }

    private long costs() {
        return tasks.stream().filter(Metric::isCost).count();
    }

    /** A spec without a calibration. */
    public PredictorSpec(
            GcnShape shape,
            List<Metric> tasks,
            Learner learner,
            Metric target,
            int shots,
            ScoreScale scale,
            Provenance provenance) {
        this(shape, tasks, learner, target, shots, scale, provenance, null, null);
    }

    /** Names and shapes of the predictor's weights, in their order: the network's, then what the learner and the calibration add to them. */
    public Map<String, List<Integer>> tensors() {
        Map<String, List<Integer>> tensors = new LinkedHashMap<>(shape.tensors());
        if (learner == Learner.MULTI_TASK && !tasks.isEmpty()) {
            int heads = tasks.size() + Structure.COUNT;
            tensors.put(TASK_WEIGHTS, List.of(shape.width(), heads));
            tensors.put(TASK_BIASES, List.of(heads));
            tensors.put(TASK_CORRELATIONS, List.of(heads, heads));
        }
        if (hasRates()) {
            shape.tensors().forEach((name, extents) -> tensors.put(RATE_PREFIX + name, extents));
        }
        if (calibration != null) {
            tensors.put(FACTOR, List.of(shape.width() + 1, shape.width() + 1));
        }
        if (graphTerm != null) {
            tensors.putAll(graphTerm.tensors());
        }
        return tensors;
    }

    /** The spec of a predictor that has not met its target yet. */
    public static PredictorSpec learned(GcnShape shape, List<Metric> tasks, Learner learner, Provenance provenance) {
        return new PredictorSpec(shape, tasks, learner, null, 0, ScoreScale.NONE, provenance);
    }

    /** This spec after fine-tuning on so many scores of a target; the step is added to the provenance. */
    public PredictorSpec fineTuned(Metric newTarget, int newShots, ScoreScale newScale, Provenance.Step step) {
        return fineTuned(newTarget, newShots, newScale, step, null);
    }

    /** As the other method, with a calibration, or null. */
    public PredictorSpec fineTuned(
            Metric newTarget, int newShots, ScoreScale newScale, Provenance.Step step, Calibration newCalibration) {
        return new PredictorSpec(
                shape, tasks, learner, newTarget, newShots, newScale, provenance.plus(step), newCalibration, null);
    }

    /** This spec of a predictor that goes by features of the cell as written too; of one that does not if null. */
    public PredictorSpec withGraphTerm(GraphTermShape newGraphTerm) {
        return new PredictorSpec(shape, tasks, learner, target, shots, scale, provenance, calibration, newGraphTerm);
    }

    /** The score that an output of the network stands for. */
    public double toScore(double output) {
        return calibration == null ? scale.toScore(output) : calibration.toScore(output);
    }

    /** The metric that predictions are in, if the predictor has been fine-tuned. */
    public Optional<Metric> targetMetric() {
        return Optional.ofNullable(target);
    }

    /** Whether larger or smaller predictions are better: the target's direction, and larger ones before fine-tuning. */
    public Direction direction() {
        return target == null ? Direction.MAXIMIZE : target.direction();
    }

    /** This spec as texts by name, which are the metadata of a predictor's file; {@link #fromProperties} reads them again. */
    public Map<String, String> toProperties() {
        return PredictorSpecJson.write(this);
    }

    /**
     * The spec of these properties.
     *
     * @throws InvalidInputException if they are not what {@link #toProperties} of this or an older release gives
     */
    public static PredictorSpec fromProperties(Map<String, String> properties) {
        return PredictorSpecJson.read(properties);
    }

    private static Metric withoutFolder(Metric metric) {
        return metric.withSources(metric.sources().stream()
                .map(source -> new Metric.Source(Provenance.Input.fileName(source.name()), source.sha256()))
                .toList());
    }

    private static InvalidInputException invalid(String what) {
        return new InvalidInputException(
                "This is not the description of a predictor: " + what + ".",
                "Take a predictor that the Meta-Learner or Predictor Fine-Tune made with this release.");
    }
}
