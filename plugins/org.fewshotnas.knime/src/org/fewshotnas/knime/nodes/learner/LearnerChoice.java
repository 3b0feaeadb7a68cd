package org.fewshotnas.knime.nodes.learner;

import java.util.Arrays;
import org.fewshotnas.predictor.Learner;
import org.knime.node.parameters.widget.choices.Label;

/** The learners, as the dialog names them. */
enum LearnerChoice {
    @Label(
            value = "Multi-task",
            description =
                    "One network learns all tasks at once, and beside them the size, depth and operations of cells from every search space. "
                            + "For a new task, its last layer is fitted to the few scores in closed form (Bayesian regression), around "
                            + "the known tasks, or the size of the cell, that explain them best. Beside it stands a random forest on features of "
                            + "the cell as it is written, which knows no other task: it counts as far as the scores speak for it, more than all "
                            + "else where a task is unlike the known ones. For a cost the numbers of operations count too, also of those that "
                            + "compute nothing, since many a device takes its time for them. The learner that ranks best from few "
                            + "scores, and across search spaces; choose it unless you want to compare. Takes no steps and no rate in "
                            + "fine-tuning, and trains three networks whose predictions are averaged where the width can be divided by 3.")
    MULTI_TASK(Learner.MULTI_TASK),
    @Label(
            value = "BOIL",
            description =
                    "The inner loop moves every layer but the last (body only update in inner loop; Oh et al., 2021). The learner of the "
                            + "MP-NAS paper.")
    BOIL(Learner.BOIL),
    @Label(
            value = "MAML",
            description = "The inner loop moves every layer (model-agnostic meta-learning; Finn et al., 2017).")
    MAML(Learner.MAML),
    @Label(
            value = "ANIL",
            description =
                    "The inner loop moves the last layer only (almost no inner loop; Raghu et al., 2020). The quickest of the three.")
    ANIL(Learner.ANIL),
    @Label(
            value = "Meta-SGD",
            description =
                    "As MAML, and every single weight has an inner rate of its own, which is learned along and used in fine-tuning "
                            + "(Li et al., 2017). Twice as many numbers to learn; worth a try where MAML does well.")
    META_SGD(Learner.META_SGD),
    @Label(
            value = "Reptile",
            description =
                    "The weights follow where the inner loop leads, step by step (Nichol et al., 2018). The quickest of the "
                            + "meta-learners for the same number of steps, because it needs no gradient through the inner loop, and "
                            + "the simplest.")
    REPTILE(Learner.REPTILE),
    @Label(
            value = "Pre-training",
            description =
                    "A baseline: ordinary training on the tasks' scores, without an inner loop. With a single task column, this is the naive "
                            + "transfer of the MP-NAS paper, whose tables give the mean over all columns taken one by one.")
    PRE_TRAINING(Learner.PRE_TRAINING),
    @Label(
            value = "No meta-learning",
            description = "A baseline: a network with random weights, so that all it will know comes from fine-tuning.")
    NONE(Learner.NONE);

    private final Learner learner;

    LearnerChoice(Learner learner) {
        this.learner = learner;
    }

    Learner learner() {
        return learner;
    }

    /** The choice that stands for a learner. */
    static LearnerChoice of(Learner learner) {
        return Arrays.stream(values())
                .filter(choice -> choice.learner == learner)
                .findFirst()
                .orElseThrow();
    }
}
