package org.fewshotnas.knime.nodes.learner;

import org.knime.node.parameters.widget.choices.Label;

/** First or second order. */
enum Order {
    @Label(
            value = "First",
            description =
                    "The outer gradient is taken at the end of the inner steps. Quicker, takes less memory, and is often as good.")
    FIRST,
    @Label(value = "Second", description = "The outer gradient goes through the inner steps, as the papers define it.")
    SECOND
}
