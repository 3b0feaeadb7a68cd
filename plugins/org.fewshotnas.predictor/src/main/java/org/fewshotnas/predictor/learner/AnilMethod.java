package org.fewshotnas.predictor.learner;

import org.fewshotnas.predictor.metalearning.InnerLoop;

/** The inner loop moves the last layer only (Raghu et al., 2020). */
public final class AnilMethod extends InnerLoopMethod {
    @Override
    public String name() {
        return "ANIL";
    }

    @Override
    public String label() {
        return "ANIL";
    }

    @Override
    public String description() {
        return "The inner loop moves the last layer only (almost no inner loop; Raghu et al., 2020). The quickest of the three.";
    }

    @Override
    InnerLoop.Moved moved() {
        return InnerLoop.Moved.HEAD;
    }
}
