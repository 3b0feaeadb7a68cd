package org.fewshotnas.knime.dataset;

import org.knime.node.parameters.widget.choices.Label;

/** What a target column says of an example. The constants' names stand in saved workflows. */
public enum TargetChoice {
    /** By the column's type. */
    @Label(
            value = "By type",
            description =
                    "Text, whole numbers and truth values are classes; other numbers and lists of numbers are quantities.")
    AUTOMATIC,
    /** What it is. */
    @Label(value = "Classes", description = "Each different value is a class.")
    CLASSES,
    /** How much it has of something. */
    @Label(value = "Numbers", description = "Quantities to be predicted, also where they are whole numbers.")
    NUMBERS
}
