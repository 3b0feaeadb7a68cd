package org.fewshotnas.knime.nodes.learner;

import java.util.Arrays;
import org.fewshotnas.predictor.Learner;
import org.knime.node.parameters.widget.choices.Label;

/** The learners, as the dialog names them. */
enum LearnerChoice {
    @Label(
            value = "Ridge head",
            description =
                    "The last layer is fitted to the few scores in closed form, by ridge regression around a learned prior, and the network "
                            + "learns the features that make this work (after Bertinetto et al., 2019, and Harrison et al., 2018). Takes no "
                            + "steps and no rate in fine-tuning. A width of 48 or more that divides by three is shared by three networks, "
                            + "whose mean predicts.")
    RIDGE(Learner.RIDGE),
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
            value = "Pre-training",
            description = "A baseline: ordinary training on the tasks' scores, without an inner loop (naive transfer).")
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
