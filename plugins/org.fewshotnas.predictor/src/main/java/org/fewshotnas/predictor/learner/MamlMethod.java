package org.fewshotnas.predictor.learner;

import org.fewshotnas.predictor.metalearning.InnerLoop;

/** The inner loop moves every parameter (Finn et al., 2017). */
public final class MamlMethod extends InnerLoopMethod {
    @Override
    public String name() {
        return "MAML";
    }

    @Override
    public String label() {
        return "MAML";
    }

    @Override
    public String description() {
        return "The inner loop moves every layer (model-agnostic meta-learning; Finn et al., 2017).";
    }

    @Override
    InnerLoop.Moved moved() {
        return InnerLoop.Moved.ALL;
    }
}
