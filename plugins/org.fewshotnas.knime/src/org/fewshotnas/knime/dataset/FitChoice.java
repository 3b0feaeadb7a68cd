package org.fewshotnas.knime.dataset;

import org.fewshotnas.network.pictures.Fit;
import org.knime.node.parameters.widget.choices.Label;

/** How pictures come to one size. The constants' names stand in saved workflows. */
enum FitChoice {
    @Label(value = "Stretch", description = "Each side is stretched or shrunk by itself; proportions change.")
    STRETCH(Fit.STRETCH),
    @Label(value = "Pad", description = "Proportions are kept; what is left free at two sides is black.")
    PAD(Fit.PAD);

    private final Fit fit;

    FitChoice(Fit fit) {
        this.fit = fit;
    }

    Fit fit() {
        return fit;
    }
}
