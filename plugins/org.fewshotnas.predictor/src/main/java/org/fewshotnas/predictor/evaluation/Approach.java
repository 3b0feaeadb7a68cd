package org.fewshotnas.predictor.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Metric;

/** A way to predict a new task from known ones and a few scores. */
public interface Approach {
    /** The name for users. */
    String name();

    /** Whether the known tasks matter to it: where not, {@link Scenario#KNOWN_SCORES} would say nothing new. */
    default boolean learns() {
        return true;
    }

    /**
     * Learns from the known tasks.
     *
     * @return what was learned; several predictors are adapted and tested one by one, and their measures averaged
     */
    List<Learned> learn(List<Task> known, long seed, Progress progress);

    /** What was learned: it can be adapted to new tasks again and again. */
    @FunctionalInterface
    interface Learned {
        /**
         * Adapts to a new task.
         *
         * @param support the few scores; may be none
         */
        Adapted adapt(Task support, long seed, Progress progress);

        /** What chooses the cells of a new task to measure; empty where it knows nothing to choose by. */
        default Optional<Chooser> chooser() {
            return Optional.empty();
        }
    }

    /** Chooses the cells of a new task to measure, before any is. */
    @FunctionalInterface
    interface Chooser {
        /**
         * Chooses cells.
         *
         * @param target what is measured on them
         * @param count at most the number of cells
         * @return so many distinct indices in the order of choice: the first ones are a choice of a smaller number
         */
        int[] choose(Metric target, List<UnifiedGraph> cells, int count, Progress progress);
    }

    /** What was adapted. */
    @FunctionalInterface
    interface Adapted {
        /** Predicts the scores of cells. */
        Predicted predict(List<UnifiedGraph> cells, Progress progress);
    }

    /**
     * Predicted scores of cells.
     *
     * @param merits a number for each cell, the larger the better it is thought to be
     * @param lower for each cell the lower end of an interval that is to hold its score with {@link Predicted#PROBABILITY}, in the
     *     target's unit; NaN where it is not said
     * @param upper the upper ends
     */
    record Predicted(double[] merits, double[] lower, double[] upper) {
        static final double PROBABILITY = 0.9;

        /** Without intervals. */
        static Predicted of(double[] merits) {
            double[] unknown = new double[merits.length];
            Arrays.fill(unknown, Double.NaN);
            return new Predicted(merits, unknown, unknown);
        }

        /** The share of these scores that their intervals hold; NaN where there are no intervals. */
        double coverage(double[] scores) {
            int within = 0;
            for (int i = 0; i < scores.length; i++) {
                if (Double.isNaN(lower[i]) || Double.isNaN(upper[i])) {
                    return Double.NaN;
                }
                within += lower[i] <= scores[i] && scores[i] <= upper[i] ? 1 : 0;
            }
            return (double) within / scores.length;
        }
    }
}
