package org.fewshotnas.knime.training;

import org.knime.node.parameters.widget.choices.Label;

/** What a training step does. The constants' names stand in saved workflows. */
enum OptimizerChoice {
    @Label(value = "By the target", description = "SGD for classes, AdamW for numbers and fields.")
    AUTOMATIC,
    @Label(
            value = "SGD",
            description =
                    "Stochastic gradient descent with Nesterov's momentum 0.9 and weight decay 0.0005, as NAS-Bench-201 has it.")
    SGD,
    @Label(value = "AdamW", description = "Cares less about the scale of the numbers. Weight decay 0.0005.")
    ADAM_W
}
