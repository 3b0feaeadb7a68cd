package org.fewshotnas.predictor.learner;

import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.metalearning.InnerLoop;
import org.fewshotnas.predictor.metalearning.InnerLoopObjective;
import org.fewshotnas.predictor.metalearning.Objective;

/** A learner whose outer loop minimises the loss after its {@link InnerLoop}; such learners differ in what that moves. */
abstract class InnerLoopMethod extends EpisodicMethod {
    @Override
    public boolean hasInnerLoop() {
        return true;
    }

    @Override
    public boolean hasOrder() {
        return true;
    }

    @Override
    Objective objective(MetaLearningSettings settings) {
        return new InnerLoopObjective(settings, moved());
    }
}
