package org.fewshotnas.predictor;

import java.util.Objects;
import org.fewshotnas.space.InvalidInputException;

/**
 * How to meta-learn.
 *
 * @param learner the method
 * @param secondOrder whether the outer gradient goes through the inner steps; otherwise it is taken at their end (first order)
 * @param shape the network
 * @param innerSteps SGD steps of the inner loop
 * @param innerRate rate of the inner loop
 * @param outerRate highest rate of the outer AdamW, which falls to zero along a cosine
 * @param weightDecay of the outer AdamW
 * @param supportSize architectures of a task that an inner loop learns from
 * @param querySize other architectures of the task that judge it
 * @param steps outer steps
 * @param tasksPerStep tasks drawn for an outer step; all where there are not more
 * @param seed of everything random
 */
public record MetaLearningSettings(
        Learner learner,
        boolean secondOrder,
        GcnShape shape,
        int innerSteps,
        double innerRate,
        double outerRate,
        double weightDecay,
        int supportSize,
        int querySize,
        int steps,
        int tasksPerStep,
        long seed) {
    /**
     * @throws InvalidInputException if a number is out of its range
     */
    public MetaLearningSettings {
        Objects.requireNonNull(learner, "learner");
        Objects.requireNonNull(shape, "shape");
        check(innerSteps >= 1 && innerSteps <= 1000, "inner steps", innerSteps, "1 to 1000");
        check(innerRate > 0 && innerRate <= 100, "inner rate", innerRate, "above 0, at most 100");
        check(outerRate > 0 && outerRate <= 1, "outer rate", outerRate, "above 0, at most 1");
        check(weightDecay >= 0 && weightDecay <= 1, "weight decay", weightDecay, "0 to 1");
        check(supportSize >= 2 && supportSize <= 4096, "support size", supportSize, "2 to 4096");
        check(querySize >= 2 && querySize <= 4096, "query size", querySize, "2 to 4096");
        check(steps >= 1 && steps <= 10_000_000, "steps", steps, "1 to 10 million");
        check(tasksPerStep >= 1, "tasks per step", tasksPerStep, "1 or more");
    }

    private static void check(boolean fits, String name, Number value, String range) {
        if (!fits) {
            throw new InvalidInputException(
                    "The setting \"" + name + "\" is " + value + "; expected is " + range + ".",
                    "Set " + name + " to " + range + ".");
        }
    }

    /** Settings of the default learner that two processor cores work through in a minute or two. */
    public static MetaLearningSettings defaults() {
        return defaults(Learner.MULTI_TASK);
    }

    /** Settings of a learner that two processor cores work through in a few minutes. */
    public static MetaLearningSettings defaults(Learner learner) {
        return learner == Learner.MULTI_TASK
                ? new MetaLearningSettings(learner, true, GcnShape.defaults(), 3, 0.01, 3e-3, 1e-2, 64, 64, 2500, 3, 1)
                : new MetaLearningSettings(
                        learner, true, new GcnShape(4, 96, 0), 3, 0.035, 3e-3, 1e-2, 16, 48, 600, 3, 1);
    }

    /**
     * The settings of the MP-NAS paper (table 9). Its 400 epochs over 2,048 architectures in batches of 64 are 12,800 outer steps, which
     * take hours on two cores.
     */
    public static MetaLearningSettings paper() {
        return new MetaLearningSettings(
                Learner.BOIL, true, GcnShape.paper(), 6, 0.035, 8e-5, 1e-2, 64, 64, 12_800, 6, 1);
    }

    public MetaLearningSettings withLearner(Learner newLearner) {
        return new MetaLearningSettings(
                newLearner,
                secondOrder,
                shape,
                innerSteps,
                innerRate,
                outerRate,
                weightDecay,
                supportSize,
                querySize,
                steps,
                tasksPerStep,
                seed);
    }

    public MetaLearningSettings withShape(GcnShape newShape) {
        return new MetaLearningSettings(
                learner,
                secondOrder,
                newShape,
                innerSteps,
                innerRate,
                outerRate,
                weightDecay,
                supportSize,
                querySize,
                steps,
                tasksPerStep,
                seed);
    }

    public MetaLearningSettings withSeed(long newSeed) {
        return new MetaLearningSettings(
                learner,
                secondOrder,
                shape,
                innerSteps,
                innerRate,
                outerRate,
                weightDecay,
                supportSize,
                querySize,
                steps,
                tasksPerStep,
                newSeed);
    }

    public MetaLearningSettings withSteps(int newSteps) {
        return new MetaLearningSettings(
                learner,
                secondOrder,
                shape,
                innerSteps,
                innerRate,
                outerRate,
                weightDecay,
                supportSize,
                querySize,
                newSteps,
                tasksPerStep,
                seed);
    }
}
