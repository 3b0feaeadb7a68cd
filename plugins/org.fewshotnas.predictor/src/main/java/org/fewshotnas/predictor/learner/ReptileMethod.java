package org.fewshotnas.predictor.learner;

import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.metalearning.Objective;
import org.fewshotnas.predictor.metalearning.ReptileObjective;

/** The weights follow where the inner loop leads, which moves every parameter (Nichol et al., 2018). */
public final class ReptileMethod extends EpisodicMethod {
    @Override
    public String name() {
        return "REPTILE";
    }

    @Override
    public String label() {
        return "Reptile";
    }

    @Override
    public String description() {
        return "The weights follow where the inner loop leads, step by step (Nichol et al., 2018). The quickest of the "
                + "meta-learners for the same number of steps, because it needs no gradient through the inner loop, and "
                + "the simplest.";
    }

    @Override
    public boolean hasInnerLoop() {
        return true;
    }

    @Override
    Objective objective(MetaLearningSettings settings) {
        return new ReptileObjective(settings);
    }
}
