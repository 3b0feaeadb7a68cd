package org.fewshotnas.predictor.learner;

import org.fewshotnas.predictor.metalearning.InnerLoop;

/** The inner loop moves all but the last layer (Oh et al., 2021); the learner of MP-NAS. */
public final class BoilMethod extends InnerLoopMethod {
    @Override
    public String name() {
        return "BOIL";
    }

    @Override
    public String label() {
        return "BOIL";
    }

    @Override
    public String description() {
        return "The inner loop moves every layer but the last (body only update in inner loop; Oh et al., 2021). The learner of the "
                + "MP-NAS paper.";
    }

    @Override
    InnerLoop.Moved moved() {
        return InnerLoop.Moved.BODY;
    }
}
