package org.fewshotnas.knime.training;

import org.fewshotnas.network.cells.MacroArchitecture.Skeleton;
import org.knime.node.parameters.widget.choices.Label;

/** The network around a cell. */
enum SkeletonChoice {
    @Label(
            value = "Residual",
            description =
                    "As in NAS-Bench-201 and MP-NAS: a stem, then three stacks of cells; a block of convolutions between them halves height "
                            + "and width and doubles the channels.")
    RESIDUAL(Skeleton.RESIDUAL, 3),
    @Label(
            value = "Pooling",
            description =
                    "As in NAS-Bench-101: a stem, then three stacks of cells; pooling between them halves height and width, and the channels double.")
    POOLING(Skeleton.POOLING, 3),
    @Label(
            value = "Strided cells",
            description =
                    "As in TransNAS-Bench-101: a stem that quarters height and width, then five stacks; the first cell of every other one "
                            + "halves them again. Made for large images.")
    STRIDED(Skeleton.STRIDED, 5),
    @Label(
            value = "Speech",
            description =
                    "As in NAS-Bench-ASR, without its recurrent layer: four stacks, each of which begins with a convolution of eight steps "
                            + "and has one cell and a third of the channels more than the one before. Made for series.")
    SPEECH(Skeleton.SPEECH, 4);

    final Skeleton skeleton;
    final int publishedStacks;

    SkeletonChoice(Skeleton skeleton, int publishedStacks) {
        this.skeleton = skeleton;
        this.publishedStacks = publishedStacks;
    }
}
