package org.fewshotnas.knime.nodes.evaluation;

import org.knime.node.parameters.widget.choices.Label;

/** Which tasks are known and which are new. */
enum ProtocolChoice {
    @Label(
            value = "Leave one task out",
            description =
                    "Each target column plays the new task once; all other task columns are known: how well would this work on a new data "
                            + "set or device?")
    LEAVE_ONE_OUT,
    @Label(
            value = "Across search spaces",
            description =
                    "All tasks of the source search spaces are known; each task of the others plays the new one: how well for a kind of "
                            + "architecture that no known score is of?")
    ACROSS_SPACES,
    @Label(
            value = "Synthetic tasks",
            description =
                    "Made-up tasks, a target column plus noise: how alike must known tasks be to the new one, how many does it take, and "
                            + "how much do unrelated ones harm?")
    SYNTHETIC
}
