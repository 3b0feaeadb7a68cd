package org.fewshotnas.knime.nodes.learner;

import org.knime.node.parameters.widget.choices.Label;

/** Where the hyper-parameters come from. */
enum Preset {
    @Label(
            value = "For two cores",
            description =
                    "A network and a number of steps that two processor cores work through in a few minutes, and that predict well.")
    TWO_CORES,
    @Label(
            value = "As in the paper",
            description =
                    "The settings of the MP-NAS paper (4 layers of 600, dropout 0.2, 6 inner steps at 0.035, outer rate 0.00008, batches of "
                            + "64, 400 epochs). Takes hours on two cores.")
    PAPER,
    @Label(value = "Custom", description = "Every hyper-parameter as set below.")
    CUSTOM
}
