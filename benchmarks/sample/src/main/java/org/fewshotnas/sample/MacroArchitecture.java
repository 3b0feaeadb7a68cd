package org.fewshotnas.sample;

/**
 * The network around a cell, as NAS-Bench-201 (Dong and Yang, 2020, section 2.1) and MP-NAS (appendix A) have it: a stem of a 3x3
 * convolution and batch normalisation; three stacks of cells, each with twice the channels of the one before and joined to it by a
 * residual block that halves the image; then batch normalisation, ReLU, global average pooling and a linear classifier.
 *
 * @param channels of the stem and the first stack
 * @param cellsPerStack 5 in the published benchmark
 * @param classes that the classifier tells apart
 */
public record MacroArchitecture(int channels, int cellsPerStack, int classes) {
    /** How many stacks there are. */
    public static final int STACKS = 3;

    /** Channels of the image. */
    public static final int IMAGE_CHANNELS = 3;

    /** The published network for CIFAR-10. */
    public static MacroArchitecture nasBench201() {
        return new MacroArchitecture(16, 5, 10);
    }

    /** The sample's network: one cell a stack, so that 1,500 networks are measured in minutes. */
    public static MacroArchitecture sample() {
        return new MacroArchitecture(16, 1, 10);
    }

    /** Channels of a stack's cells. */
    public int channels(int stack) {
        return channels << stack;
    }
}
