package org.fewshotnas.knime.common;

import org.knime.node.parameters.widget.choices.Label;

/** Where it is said whether larger or smaller scores are better. */
public enum DirectionChoice {
    @Label(
            value = "As the column says",
            description =
                    "By the column's properties, or else by words of its name, such as accuracy or latency. Where neither says it, the node "
                            + "waits until it is chosen here.")
    COLUMN,
    @Label(value = "Higher is better", description = "As for an accuracy.")
    MAXIMIZE,
    @Label(value = "Lower is better", description = "As for a latency, an error or a loss.")
    MINIMIZE
}
