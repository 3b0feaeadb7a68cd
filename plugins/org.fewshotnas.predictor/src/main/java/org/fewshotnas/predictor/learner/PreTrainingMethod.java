package org.fewshotnas.predictor.learner;

import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.metalearning.Objective;
import org.fewshotnas.predictor.metalearning.SupervisedObjective;

/**
 * Supervised training on the tasks' scores, then fine-tuning. A baseline. Learned from a single task, it is the naive transfer of MP-NAS,
 * which its tables average over all source tasks.
 */
public final class PreTrainingMethod extends EpisodicMethod {
    @Override
    public String name() {
        return "PRE_TRAINING";
    }

    @Override
    public String label() {
        return "Pre-training";
    }

    @Override
    public String description() {
        return "A baseline: ordinary training on the tasks' scores, without an inner loop. With a single task column, this is the naive "
                + "transfer of the MP-NAS paper, whose tables give the mean over all columns taken one by one.";
    }

    @Override
    Objective objective(MetaLearningSettings settings) {
        return new SupervisedObjective(settings.shape());
    }
}
