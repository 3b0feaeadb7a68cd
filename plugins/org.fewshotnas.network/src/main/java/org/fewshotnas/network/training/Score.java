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
            int[][] confusion = confusion(outputs, classes);
            return switch (this) {
                case ACCURACY -> right(confusion) / (double) classes.size();
                case BALANCED_ACCURACY -> meanOfClasses(confusion, false);
                case MACRO_F1 -> meanOfClasses(confusion, true);
                case RELATIVE_L2, MEAN_ABSOLUTE_ERROR -> throw new IllegalArgumentException(this + " of classes");
            };
        }
        Targets.Numbers numbers = (Targets.Numbers) targets;
        return switch (this) {
            case RELATIVE_L2 -> relativeL2(outputs, numbers);
            case MEAN_ABSOLUTE_ERROR -> absoluteError(outputs, numbers.values());
            case ACCURACY, BALANCED_ACCURACY, MACRO_F1 -> throw new IllegalArgumentException(this + " of numbers");
        };
    }

    /** The number of the largest of an example's outputs, the first of equal ones. */
    static int largest(float[] outputs, int example, int classes) {
        int best = 0;
        for (int i = 1; i < classes; i++) {
            best = outputs[example * classes + i] > outputs[example * classes + best] ? i : best;
        }
        return best;
    }

    /** Rows are true classes, columns what is said. */
    private static int[][] confusion(float[] outputs, Targets.Classes targets) {
        int classes = targets.names().size();
        int[][] confusion = new int[classes][classes];
        for (int i = 0; i < targets.size(); i++) {
            confusion[targets.classes()[i]][largest(outputs, i, classes)]++;
        }
        return confusion;
    }

    private static int right(int[][] confusion) {
        int right = 0;
        for (int i = 0; i < confusion.length; i++) {
            right += confusion[i][i];
        }
        return right;
    }

    /** The mean recall, or F1, of the classes that have examples. */
    private static double meanOfClasses(int[][] confusion, boolean f1) {
        double sum = 0;
        int present = 0;
        for (int i = 0; i < confusion.length; i++) {
            int examples = 0;
            int said = 0;
            for (int j = 0; j < confusion.length; j++) {
                examples += confusion[i][j];
                said += confusion[j][i];
            }
            if (examples > 0) {
                present++;
                sum += f1 ? 2.0 * confusion[i][i] / (examples + said) : (double) confusion[i][i] / examples;
            }
        }
        return sum / present;
    }

    private static double relativeL2(float[] outputs, Targets.Numbers targets) {
        int size = (int) targets.shape().size();
        double sum = 0;
        for (int start = 0; start < outputs.length; start += size) {
            double error = 0;
            double norm = 0;
            for (int i = start; i < start + size; i++) {
                double difference = outputs[i] - targets.values()[i];
                error += difference * difference;
                norm += (double) targets.values()[i] * targets.values()[i];
            }
            sum += Math.sqrt(error) / Math.max(Math.sqrt(norm), 1e-12);
        }
        return sum / targets.size();
    }

    private static double absoluteError(float[] outputs, float[] targets) {
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            sum += Math.abs(outputs[i] - targets[i]);
        }
        return sum / outputs.length;
    }
}
