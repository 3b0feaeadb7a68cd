package org.fewshotnas.predictor;

/** How a predictor is made from the tasks that it learns from. */
public enum Learner {
    /**
     * The last layer is fitted to the support set in closed form, around a learned prior, and the network learns the embeddings that make
     * this work (after Bertinetto et al., 2019, and Harrison et al., 2018). A width of 48 or more that divides by three is shared by
     * three networks, whose mean predicts.
     */
    RIDGE("Ridge head"),
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
