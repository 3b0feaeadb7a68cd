package org.fewshotnas.network.training;

import org.fewshotnas.network.data.Targets;
import org.fewshotnas.space.metric.Direction;

/** What a network is judged by. */
public enum Score {
    /** The share of examples whose class is right. */
    ACCURACY(Direction.MAXIMIZE),
    /** The mean over classes of the share of their examples that are right. */
    BALANCED_ACCURACY(Direction.MAXIMIZE),
    /** The mean over classes of the harmonic mean of precision and recall; 0 for a class that is never right. */
    MACRO_F1(Direction.MAXIMIZE),
    /** The mean over examples of the norm of the error over the norm of the target. */
    RELATIVE_L2(Direction.MINIMIZE),
    /** The mean of absolute errors. */
    MEAN_ABSOLUTE_ERROR(Direction.MINIMIZE);

    private final Direction direction;

    Score(Direction direction) {
        this.direction = direction;
    }

    /** Whether more is better. */
    public Direction direction() {
        return direction;
    }

    /** Whether it is of classes. */
    public boolean ofClasses() {
        return direction == Direction.MAXIMIZE;
    }

    /** Whether a score is better than another. */
    public boolean isBetter(double score, double other) {
        return direction == Direction.MAXIMIZE ? score > other : score < other;
    }

    /**
     * The score of outputs.
     *
     * @param outputs one example after another: a number for each class, or as many as a target has
     */
    public double of(float[] outputs, Targets targets) {
        if (targets instanceof Targets.Classes classes) {
            Confusion confusion = Confusion.of(outputs, classes);
            return switch (this) {
                case ACCURACY -> confusion.accuracy();
                case BALANCED_ACCURACY -> confusion.balancedAccuracy();
                case MACRO_F1 -> confusion.macroF1();
                case RELATIVE_L2, MEAN_ABSOLUTE_ERROR -> throw new IllegalArgumentException(this + " of classes");
            };
        }
        NumberErrors errors = NumberErrors.of(outputs, (Targets.Numbers) targets);
        return switch (this) {
            case RELATIVE_L2 -> errors.relativeL2();
            case MEAN_ABSOLUTE_ERROR -> errors.meanAbsoluteError();
            case ACCURACY, BALANCED_ACCURACY, MACRO_F1 -> throw new IllegalArgumentException(this + " of numbers");
        };
    }

    /** The number of the largest of an example's outputs, the first of equal ones. */
    public static int largest(float[] outputs, int example, int classes) {
        int best = 0;
        for (int i = 1; i < classes; i++) {
            best = outputs[example * classes + i] > outputs[example * classes + best] ? i : best;
        }
        return best;
    }
}
