package org.fewshotnas.predictor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.file.Provenance;

/**
 * What a predictor is, without its weights: all that a node needs to know about its input before it runs.
 *
 * @param shape the network's size, and the operations that it knows
 * @param origin what it was meta-learned or pre-trained on, and how
 * @param target what it was fine-tuned on; empty where it has not met its target yet
 * @param provenance how the predictor came to be
 */
public record PredictorSpec(GcnShape shape, Origin origin, Optional<Target> target, Provenance provenance) {
    /** The posterior of the last layer of a predictor with a calibration, (width + 1, width + 1): see {@link Calibrator#factor}. */
    public static final String FACTOR = "uncertainty.factor";

    /**
     * @throws InvalidInputException if the learner cannot have learned these tasks
     */
    public PredictorSpec {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(provenance, "provenance");
        origin.learner().tensors(shape, origin.tasks());
    }

    /** The spec of a predictor that has not met its target yet. */
    public static PredictorSpec learned(
            GcnShape shape, List<Metric> tasks, LearningMethod learner, Provenance provenance) {
        return learned(shape, new Origin(learner, tasks), provenance);
    }

    /** The same, of a predictor that may have learned with other search spaces. */
    public static PredictorSpec learned(GcnShape shape, Origin origin, Provenance provenance) {
        return new PredictorSpec(shape, origin, Optional.empty(), provenance);
    }

    /** This spec after fine-tuning; the step is added to the provenance. */
    public PredictorSpec fineTuned(Target newTarget, Provenance.Step step) {
        return new PredictorSpec(shape, origin, Optional.of(newTarget), provenance.plus(step));
    }

    /** This spec of a predictor that ranks for something other than what it was fine-tuned on; the step is added to the provenance. */
    public PredictorSpec withoutTarget(Provenance.Step step) {
        return new PredictorSpec(shape, origin, Optional.empty(), provenance.plus(step));
    }

    /** How it learned. */
    public LearningMethod learner() {
        return origin.learner();
    }

    /** The metrics that were learned. */
    public List<Metric> tasks() {
        return origin.tasks();
    }

    /** The metric that predictions are in, if the predictor has been fine-tuned. */
    public Optional<Metric> targetMetric() {
        return target.map(Target::metric);
    }

    /** How many scores of the target it has seen. */
    public int shots() {
        return target.map(Target::shots).orElse(0);
    }

    /** How sure it is; empty where it cannot say. */
    public Optional<Calibration> calibration() {
        return target.flatMap(Target::calibration);
    }

    /** The size of what goes by the features of the cell as written; empty where the network alone predicts. */
    public Optional<GraphTermShape> graphTerm() {
        return target.flatMap(Target::graphTerm);
    }

    /** Whether outputs say how well architectures do, and not what they cost: for the target, or without one for most of the tasks. */
    public boolean predictsQuality() {
        return targetMetric().map(metric -> !metric.isCost()).orElse(costs() * 2 < tasks().size());
    }

    /** Whether outputs say what architectures cost, the larger the less: as {@link #predictsQuality}. A predictor can say neither. */
    public boolean predictsCost() {
        return targetMetric().map(Metric::isCost).orElse(costs() * 2 > tasks().size());
    }

    private long costs() {
        return tasks().stream().filter(Metric::isCost).count();
    }

    /** Names and shapes of the predictor's weights, in their order: the network's, then what the learner and the calibration add to them. */
    public Map<String, List<Integer>> tensors() {
        Map<String, List<Integer>> tensors = new LinkedHashMap<>(shape.tensors());
        tensors.putAll(learner().tensors(shape, tasks()));
        if (calibration().isPresent()) {
            tensors.put(FACTOR, List.of(shape.width() + 1, shape.width() + 1));
        }
        graphTerm().ifPresent(term -> tensors.putAll(term.tensors()));
        return tensors;
    }

    /** The score that an output of the predictor stands for. */
    public double toScore(double output) {
        return target.map(known -> known.toScore(output)).orElse(output);
    }

    /** Whether larger or smaller predictions are better: the target's direction, and larger ones before fine-tuning. */
    public Direction direction() {
        return targetMetric().map(Metric::direction).orElse(Direction.MAXIMIZE);
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

    static Metric withoutFolder(Metric metric) {
        return metric.withSources(metric.sources().stream()
                .map(source -> new Metric.Source(Provenance.Input.fileName(source.name()), source.sha256()))
                .toList());
    }

    static InvalidInputException invalid(String what) {
        return new InvalidInputException(
                "This is not the description of a predictor: " + what + ".",
                "Take a predictor that the Meta-Learner or Predictor Fine-Tune made with this release.");
    }
}
