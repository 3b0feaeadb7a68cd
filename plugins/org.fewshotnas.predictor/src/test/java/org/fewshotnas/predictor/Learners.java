package org.fewshotnas.predictor;

import java.util.List;

/** The learners that are shipped. */
public final class Learners {
    public static final LearningMethod MULTI_TASK = LearningMethods.ofName("MULTI_TASK");
    public static final LearningMethod BOIL = LearningMethods.ofName("BOIL");
    public static final LearningMethod MAML = LearningMethods.ofName("MAML");
    public static final LearningMethod ANIL = LearningMethods.ofName("ANIL");
    public static final LearningMethod META_SGD = LearningMethods.ofName("META_SGD");
    public static final LearningMethod REPTILE = LearningMethods.ofName("REPTILE");
    public static final LearningMethod PRE_TRAINING = LearningMethods.ofName("PRE_TRAINING");
    public static final LearningMethod NONE = LearningMethods.ofName("NONE");

    private Learners() {}

    /** All of them. */
    public static List<LearningMethod> all() {
        return List.of(MULTI_TASK, BOIL, MAML, ANIL, META_SGD, REPTILE, PRE_TRAINING, NONE);
    }
}
