package org.fewshotnas.knime.nodes.evaluation;

import org.knime.node.parameters.widget.choices.Label;

/** Where the hyper-parameters come from. */
enum PresetChoice {
    @Label(
            value = "For two cores",
            description = "Each learner's settings that two processor cores work through in a few minutes or less.")
    TWO_CORES,
    @Label(
            value = "As in the paper",
            description =
                    "The settings of the MP-NAS paper for each learner. Takes hours for each target on two cores.")
    PAPER
}
