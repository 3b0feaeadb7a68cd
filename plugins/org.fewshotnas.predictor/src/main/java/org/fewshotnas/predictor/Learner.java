package org.fewshotnas.predictor;

import org.fewshotnas.predictor.finetuning.ClosedForm;
import org.fewshotnas.predictor.metalearning.MultiTask;

/** How a predictor is made from the tasks that it learns from. */
public enum Learner {
    /**
     * One network learns all tasks at once, each with a last layer of its own; a new task's last layer is fitted in closed form, around those
     * of the known tasks that it resembles, beside a forest that knows the new task alone ({@link MultiTask}, {@link ClosedForm}).
     */
    MULTI_TASK("Multi-task", false),
    /** The inner loop moves all but the last layer (Oh et al., 2021); the learner of MP-NAS. */
    BOIL("BOIL", true),
    /** The inner loop moves every parameter (Finn et al., 2017). */
    MAML("MAML", true),
    /** The inner loop moves the last layer only (Raghu et al., 2020). */
    ANIL("ANIL", true),
    /** The inner loop moves every parameter at a rate of its own, which is learned too (Li et al., 2017). */
    META_SGD("Meta-SGD", true),
    /** The weights follow where the inner loop leads, which moves every parameter (Nichol et al., 2018). */
    REPTILE("Reptile", true),
    /**
     * Supervised training on the tasks' scores, then fine-tuning. A baseline. Learned from a single task, it is the naive transfer of
     * MP-NAS, which its tables average over all source tasks.
     */
    PRE_TRAINING("Pre-training", false),
    /** Random initialisation: what fine-tuning alone is worth. A baseline. */
    NONE("No meta-learning", false);

    private final String label;
    private final boolean innerLoop;

    Learner(String label, boolean innerLoop) {
        this.label = label;
        this.innerLoop = innerLoop;
    }

    /** The name for users. */
    public String label() {
        return label;
    }

    /** Whether it adapts to every task that it draws, in an inner loop. */
    public boolean hasInnerLoop() {
        return innerLoop;
    }
}
