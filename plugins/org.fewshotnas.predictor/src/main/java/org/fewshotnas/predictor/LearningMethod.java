package org.fewshotnas.predictor;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.file.Weights;

/**
 * A learner: how a predictor is made from the tasks that it learns from, and how it comes to a new one, without a score and with some.
 *
 * <p>To add one, implement this with a public constructor without parameters, and name the class in {@code META-INF/services}:
 * {@link LearningMethods} lists it then, and so do the evaluation and the dialogs, and its predictors can be stored, read and fine-tuned.
 * Implementations have no state.
 */
public interface LearningMethod {
    /** What files and settings call it: capital letters and underscores; it never changes. */
    String name();

    /** The name for users. */
    String label();

    /** What it does and when to choose it, for users: whole sentences. */
    String description();

    /** Settings that two processor cores work through in a few minutes. */
    default MetaLearningSettings defaults() {
        return new MetaLearningSettings(
                this,
                new GcnShape(4, 96, 0),
                new MetaLearningSettings.Inner(3, 0.035, true, 16, 48),
                new MetaLearningSettings.Outer(3000, 3e-3, 1e-2, 6),
                1);
    }

    /** Whether the known tasks matter to it: where not, it learns without any, and knows nothing that architectures could be chosen by. */
    default boolean learns() {
        return true;
    }

    /** Whether it adapts to every task that it draws, in an inner loop. */
    default boolean hasInnerLoop() {
        return false;
    }

    /** Whether the outer gradient can go through the inner loop, or be taken at its end: {@link MetaLearningSettings.Inner#secondOrder}. */
    default boolean hasOrder() {
        return false;
    }

    /** Whether it draws cells without scores from {@link MetaLearningSettings#referenceSpaces}. */
    default boolean drawsReferences() {
        return false;
    }

    /**
     * Whether fine-tuning takes gradient steps from where it is: their number is chosen by cross-validation, and their rate is lowered where
     * they diverge. Where not, a fit comes at once, from all scores and nothing that was fitted before.
     */
    default boolean takesSteps() {
        return true;
    }

    /** Whether its tuner weighs scores by their {@linkplain Task#standardErrors standard errors}; where not, all count alike. */
    default boolean weighsScores() {
        return false;
    }

    /**
     * Names and shapes of the tensors that its predictors have beside the network's, in their order.
     *
     * @throws InvalidInputException if no predictor of this learner can know just these tasks
     */
    default Map<String, List<Integer>> tensors(GcnShape shape, List<Metric> tasks) {
        return Map.of();
    }

    /**
     * Learns the weights of a predictor.
     *
     * @param tasks at least one, but for a learner that does not {@linkplain #learns learn}
     * @param settings whose learner is this one
     * @return the network's tensors and those of {@link #tensors}, finite
     * @throws InvalidInputException if a task cannot be learned from, or the training diverges
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    Weights learn(List<Task> tasks, MetaLearningSettings settings, Device device, Progress progress);

    /**
     * The last layer for a target of which no score is known, whatever the predictor was fine-tuned on.
     *
     * @return (w, c) of length W + 1, the larger its outputs the better for the target; empty where the network ranks as it did before
     */
    default Optional<double[]> zeroShotHead(Predictor predictor, Metric target) {
        return Optional.empty();
    }

    /**
     * What adapts a predictor of this learner to scores.
     *
     * @param manager of the tensors, which lives longer than the tuner
     * @param start the predictor for the target, before its scores are known
     * @param support the scores, every architecture once
     * @param rate of gradient steps; of no matter where none are taken
     * @param seed of everything random
     */
    Tuner tuner(NDManager manager, Predictor start, Task support, double rate, long seed);
}
