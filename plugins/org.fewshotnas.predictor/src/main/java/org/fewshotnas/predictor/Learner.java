package org.fewshotnas.predictor;

/** How a predictor is made from the tasks that it learns from. */
public enum Learner {
    /**
     * One network learns all tasks at once, each with a last layer of its own; a new task's last layer is fitted in closed form, around those
     * of the known tasks that it resembles ({@link MultiTask}, {@link RidgeHead}).
     */
    MULTI_TASK("Multi-task"),
    /** The inner loop moves all but the last layer (Oh et al., 2021); the learner of MP-NAS. */
    BOIL("BOIL"),
    /** The inner loop moves every parameter (Finn et al., 2017). */
    MAML("MAML"),
    /** The inner loop moves the last layer only (Raghu et al., 2020). */
    ANIL("ANIL"),
    /** Naive transfer: supervised training on the tasks' scores, then fine-tuning. A baseline. */
    PRE_TRAINING("Pre-training"),
    /** Random initialisation: what fine-tuning alone is worth. A baseline. */
    NONE("No meta-learning");

    private final String label;

    Learner(String label) {
        this.label = label;
    }

    /** The name for users. */
    public String label() {
        return label;
    }
}
