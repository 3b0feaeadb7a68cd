package org.fewshotnas.knime.training;

import java.util.Collections;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.training.Augmentation;
import org.knime.node.parameters.widget.choices.Label;

/** How examples are changed while a network learns from them. The constants' names stand in saved workflows. */
public enum AugmentationChoice {
    @Label(value = "Off", description = "Every example stays as it is.")
    OFF,
    @Label(
            value = "Crop",
            description =
                    "Each time that an example is seen, it is moved at random by up to an eighth of its shorter side; zeros come in.")
    CROP,
    @Label(
            value = "Crop and flip",
            description =
                    "As crop, and every other picture is mirrored left to right. Wrong where left and right matter, as with digits.")
    CROP_AND_FLIP;

    /** The same for examples of a shape. */
    public Augmentation of(TensorShape shape) {
        return switch (this) {
            case OFF -> Augmentation.NONE;
            case CROP -> new Augmentation(shift(shape), false);
            case CROP_AND_FLIP -> new Augmentation(shift(shape), true);
        };
    }

    /** 4 of 32 pixels, as is usual for CIFAR. */
    private static int shift(TensorShape shape) {
        return shape.dimensions() == 0 ? 0 : Math.max(1, Collections.min(shape.extents()) / 8);
    }
}
