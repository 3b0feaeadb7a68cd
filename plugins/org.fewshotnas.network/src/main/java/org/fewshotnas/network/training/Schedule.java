package org.fewshotnas.network.training;

import java.util.List;

/** How the learning rate falls during a training: a factor of progress, which goes from 0 to 1. */
public sealed interface Schedule {
    /** The factor of the learning rate. */
    double factor(double progress);

    /** Half a cosine from 1 to 0. */
    record Cosine() implements Schedule {
        @Override
        public double factor(double progress) {
            return (1 + Math.cos(Math.PI * progress)) / 2;
        }
    }

    /**
     * Falls in steps.
     *
     * @param ratio of a rate to the one before
     * @param milestones the progress at each step
     */
    record Steps(double ratio, List<Double> milestones) implements Schedule {
        /** Copies the list. */
        public Steps {
            milestones = List.copyOf(milestones);
        }

        @Override
        public double factor(double progress) {
            long passed = milestones.stream()
                    .filter(milestone -> progress >= milestone)
                    .count();
            return Math.pow(ratio, passed);
        }
    }

    /** Stays as it is. */
    record Constant() implements Schedule {
        @Override
        public double factor(double progress) {
            return 1;
        }
    }
}
