package org.fewshotnas.predictor;

import java.util.List;
import java.util.Objects;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * How to meta-learn.
 *
 * @param learner the method
 * @param shape the network
 * @param inner how it adapts to a task, for learners with an inner loop; the size of a batch for all
 * @param outer how the weights move
 * @param seed of everything random
 * @param referenceSpaces names of the search spaces that cells without scores are drawn from, for learners that draw such
 */
public record MetaLearningSettings(
        LearningMethod learner, GcnShape shape, Inner inner, Outer outer, long seed, List<String> referenceSpaces) {
    public MetaLearningSettings {
        Objects.requireNonNull(learner, "learner");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(inner, "inner");
        Objects.requireNonNull(outer, "outer");
        referenceSpaces = List.copyOf(referenceSpaces);
    }

    /** With the {@linkplain ReferenceSpaces#PUBLISHED published} search spaces. */
    public MetaLearningSettings(LearningMethod learner, GcnShape shape, Inner inner, Outer outer, long seed) {
        this(learner, shape, inner, outer, seed, ReferenceSpaces.PUBLISHED);
    }

    /**
     * The inner loop: SGD on the support set of a task. Learners without one learn from the support and the query set together.
     *
     * @param steps of SGD
     * @param rate of SGD; where rates are learned, they start from it
     * @param secondOrder whether the outer gradient goes through the inner steps; otherwise it is taken at their end (first order)
     * @param supportSize architectures of a task that the inner loop learns from
     * @param querySize other architectures of the task that judge it
     */
    public record Inner(int steps, double rate, boolean secondOrder, int supportSize, int querySize) {
        /**
         * @throws InvalidInputException if a number is out of its range
         */
        public Inner {
            check(steps >= 1 && steps <= 1000, "inner steps", steps, "1 to 1000");
            check(rate > 0 && rate <= 100, "inner rate", rate, "above 0, at most 100");
            check(supportSize >= 2 && supportSize <= 4096, "support size", supportSize, "2 to 4096");
            check(querySize >= 2 && querySize <= 4096, "query size", querySize, "2 to 4096");
        }

        /** The architectures of an episode. */
        public int size() {
            return supportSize + querySize;
        }

        /** The same loop, with an outer gradient of the order asked for. */
        public Inner withSecondOrder(boolean newSecondOrder) {
            return new Inner(steps, rate, newSecondOrder, supportSize, querySize);
        }
    }

    /**
     * The outer loop: AdamW.
     *
     * @param steps of AdamW
     * @param rate the highest, which falls to zero along a cosine
     * @param weightDecay of AdamW
     * @param tasksPerStep tasks drawn for a step; all where there are not more
     */
    public record Outer(int steps, double rate, double weightDecay, int tasksPerStep) {
        /**
         * @throws InvalidInputException if a number is out of its range
         */
        public Outer {
            check(steps >= 1 && steps <= 10_000_000, "steps", steps, "1 to 10 million");
            check(rate > 0 && rate <= 1, "outer rate", rate, "above 0, at most 1");
            check(weightDecay >= 0 && weightDecay <= 1, "weight decay", weightDecay, "0 to 1");
            check(tasksPerStep >= 1, "tasks per step", tasksPerStep, "1 or more");
        }
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
        return LearningMethods.byDefault().defaults();
    }

    /**
     * The settings of the MP-NAS paper (table 9), whose learner is BOIL. Its 400 epochs over 2,048 architectures in batches of 64 are 12,800 outer steps, which
     * take hours on two cores.
     */
    public static MetaLearningSettings paper(LearningMethod learner) {
        return new MetaLearningSettings(
                learner, GcnShape.paper(), new Inner(6, 0.035, true, 64, 64), new Outer(12_800, 8e-5, 1e-2, 6), 1);
    }

    /** These settings for another network. */
    public MetaLearningSettings withShape(GcnShape newShape) {
        return new MetaLearningSettings(learner, newShape, inner, outer, seed, referenceSpaces);
    }

    /** These settings with another inner loop. */
    public MetaLearningSettings withInner(Inner newInner) {
        return new MetaLearningSettings(learner, shape, newInner, outer, seed, referenceSpaces);
    }

    /** These settings with another seed. */
    public MetaLearningSettings withSeed(long newSeed) {
        return new MetaLearningSettings(learner, shape, inner, outer, newSeed, referenceSpaces);
    }

    /** These settings with another number of outer steps. */
    public MetaLearningSettings withSteps(int newSteps) {
        Outer newOuter = new Outer(newSteps, outer.rate, outer.weightDecay, outer.tasksPerStep);
        return new MetaLearningSettings(learner, shape, inner, newOuter, seed, referenceSpaces);
    }

    /** These settings with cells without scores of other search spaces, such as those of a predictor's {@link Origin}. */
    public MetaLearningSettings withReferenceSpaces(List<String> newSpaces) {
        return new MetaLearningSettings(learner, shape, inner, outer, seed, newSpaces);
    }
}
