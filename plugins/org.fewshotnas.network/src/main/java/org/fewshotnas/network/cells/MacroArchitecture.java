package org.fewshotnas.network.cells;

/**
 * The network around a cell: a stem, stacks of cells, each with twice the channels of the one before, and a head.
 *
 * @param skeleton whose network it is
 * @param channels of the first stack
 * @param stacks 3 in the published networks
 * @param cellsPerStack 5 in NAS-Bench-201 and MP-NAS, 3 in NAS-Bench-101
 * @param stride by which each further stack's extents shrink: 2 as published, 1 to keep the resolution
 * @param head what comes out
 */
public record MacroArchitecture(Skeleton skeleton, int channels, int stacks, int cellsPerStack, int stride, Head head) {
    /** How stacks are joined. */
    public enum Skeleton {
        /**
         * NAS-Bench-201 (Dong and Yang 2020, section 2.1) and MP-NAS (appendix A): a stem of a 3x3 convolution and batch normalisation,
         * residual blocks between stacks, and normalisation and ReLU before the head.
         */
        RESIDUAL,
        /**
         * NAS-Bench-101 (Ying et al. 2019, section 2.2): a stem of a 3x3 convolution, batch normalisation and ReLU, maximum pooling
         * between stacks, whose first cells double the channels, and nothing before the head.
         */
        POOLING
    }

    /** @throws IllegalArgumentException if a number is out of range */
    public MacroArchitecture {
        if (channels < 1 || stacks < 1 || stacks > 8 || cellsPerStack < 1 || stride < 1 || stride > 2) {
            throw new IllegalArgumentException("No macro architecture: " + channels + " channels, " + stacks
                    + " stacks, " + cellsPerStack + " cells a stack, stride " + stride);
        }
        if (head instanceof Head.Field && stride > 1 && stacks > 1) {
            throw new IllegalArgumentException("A field keeps its resolution: stride 1");
        }
    }

    /** The published network of NAS-Bench-201, and of MP-NAS for found cells, for images of a number of classes. */
    public static MacroArchitecture nasBench201(int classes) {
        return residual(16, 5, new Head.Classes(classes));
    }

    /** The published network of NAS-Bench-101. */
    public static MacroArchitecture nasBench101(int classes) {
        return new MacroArchitecture(Skeleton.POOLING, 128, 3, 3, 2, new Head.Classes(classes));
    }

    /** Three residual stacks, which keep the resolution where the head is a field. */
    public static MacroArchitecture residual(int channels, int cellsPerStack, Head head) {
        int stride = head instanceof Head.Field ? 1 : 2;
        return new MacroArchitecture(Skeleton.RESIDUAL, channels, 3, cellsPerStack, stride, head);
    }

    /** Channels of a stack's cells, the first being stack 0. */
    public int channels(int stack) {
        return Math.multiplyExact(channels, 1 << stack);
    }
}
