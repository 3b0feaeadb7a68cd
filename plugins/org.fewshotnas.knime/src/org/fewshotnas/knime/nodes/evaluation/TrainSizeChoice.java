package org.fewshotnas.knime.nodes.evaluation;

import org.knime.node.parameters.widget.choices.Label;

/** How the number of cells is given. */
enum TrainSizeChoice {
    @Label(value = "Percent", description = "A percentage of the architectures of every search space.")
    PERCENT,
    @Label(value = "Architectures", description = "A number of architectures of every search space.")
    CELLS
}
