package org.fewshotnas.knime.nodes.evaluation;

import org.knime.node.parameters.widget.choices.Label;

/** Which tasks are known and which are new. */
enum ProtocolChoice {
    @Label(
            value = "Leave one task out",
            description =
                    "Each target column plays the new task once; all other task columns are known. Answers: how well would this work "
                            + "on a new data set or device, for architectures of the kind that I know?")
    LEAVE_ONE_OUT,
    @Label(
            value = "Across search spaces",
            description =
                    "All tasks of the source search spaces are known; each task of the other search spaces plays the new one. Answers: "
                            + "how well would this work for architectures of a kind that no known score is of?")
    ACROSS_SPACES,
    @Label(
            value = "Synthetic tasks",
            description =
                    "Tasks are made up: the scores of a target column plus noise, other noise for each task. One of them plays the new "
                            + "one. Answers: how alike must the known tasks be to the new one, how many of them does it take, and how much "
                            + "do unrelated tasks harm?")
    SYNTHETIC
}
