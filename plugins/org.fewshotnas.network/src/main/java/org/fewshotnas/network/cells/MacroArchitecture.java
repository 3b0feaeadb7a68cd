package org.fewshotnas.network.cells;

/**
 * The network around a cell: a stem, stacks of cells, and a head.
 *
 * @param skeleton whose network it is
 * @param channels of the first stack
 * @param stacks how many
 * @param cellsPerStack in the first stack
 * @param stride by which extents shrink where the skeleton says so: 2 as published, 1 to keep the resolution
 * @param head what comes out
 */
public record MacroArchitecture(Skeleton skeleton, int channels, int stacks, int cellsPerStack, int stride, Head head) {
    /** How stacks are joined. */
    public enum Skeleton {
        /**
         * NAS-Bench-201 (Dong and Yang 2020, section 2.1) and MP-NAS (appendix A): a stem of a 3x3 convolution and batch normalisation,
         * residual blocks between stacks, each of which has twice the channels of the one before, and normalisation and ReLU before the
         * head.
         */
        RESIDUAL,
        /**
         * NAS-Bench-101 (Ying et al. 2019, section 2.2): a stem of a 3x3 convolution, batch normalisation and ReLU, maximum pooling
         * between stacks, whose first cells double the channels, and nothing before the head.
         */
        POOLING,
        /**
         * TransNAS-Bench-101's cell level (Duan et al. 2021, section 3.1; its macro code 41414): a stem of two 3x3 convolutions, both of
         * which shrink the extents, and stacks of which each other one, from the first, shrinks them and doubles the channels by the
         * operations of its first cell that read the input.
         */
        STRIDED,
        /**
         * NAS-Bench-ASR (Mehrotra et al. 2021, section 3): every stack begins with a convolution of eight steps, which shrinks the extents
         * from the third on, and a layer normalisation, and has a cell more and a third of the first one's channels more than the one
         * before. The published network ends in a recurrent layer that says something of each step; here is the same head as elsewhere.
         */
        SPEECH
    }

    /** @throws IllegalArgumentException if a number is out of range */
    public MacroArchitecture {
        if (channels < 1 || stacks < 1 || stacks > 8 || cellsPerStack < 1 || stride < 1 || stride > 2) {
            throw new IllegalArgumentException("No macro architecture: " + channels + " channels, " + stacks
                    + " stacks, " + cellsPerStack + " cells a stack, stride " + stride);
        }
        if (head instanceof Head.Field && stride > 1 && (stacks > 1 || skeleton == Skeleton.STRIDED)) {
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

    /** The published network of TransNAS-Bench-101's cells. */
    public static MacroArchitecture transNasBench101(Head head) {
        return new MacroArchitecture(Skeleton.STRIDED, 128, 5, 2, 2, head);
    }

    /** The published network of NAS-Bench-ASR but for its recurrent layer. */
    public static MacroArchitecture nasBenchAsr(Head head) {
        return new MacroArchitecture(Skeleton.SPEECH, 600, 4, 3, 2, head);
    }

    /** Three residual stacks, which keep the resolution where the head is a field. */
    public static MacroArchitecture residual(int channels, int cellsPerStack, Head head) {
        int stride = head instanceof Head.Field ? 1 : 2;
        return new MacroArchitecture(Skeleton.RESIDUAL, channels, 3, cellsPerStack, stride, head);
    }

    /**
     * Channels of a stack's cells, the first being stack 0.
     *
     * @throws ArithmeticException if they cannot be counted
     */
    public int channels(int stack) {
        return switch (skeleton) {
            case RESIDUAL, POOLING -> Math.multiplyExact(channels, 1 << stack);
            case STRIDED -> Math.multiplyExact(channels, 1 << stack / 2);
            case SPEECH -> Math.multiplyExact(channels, 3 + stack) / 3;
        };
    }

    /** By which a stack shrinks the extents. */
    int stride(int stack) {
        boolean shrinks =
                switch (skeleton) {
                    case RESIDUAL, POOLING -> stack > 0;
                    case STRIDED -> stack % 2 == 0;
                    case SPEECH -> stack > 1;
                };
        return shrinks ? stride : 1;
    }

    /** By which extents shrink in all, from the input to the head. */
    public int reduction() {
        int reduction = skeleton == Skeleton.STRIDED ? stride * stride : 1;
        for (int stack = 0; stack < stacks; stack++) {
            reduction *= stride(stack);
        }
        return reduction;
    }

    /** How many cells a stack has. */
    public int cells(int stack) {
        return skeleton == Skeleton.SPEECH ? cellsPerStack + stack : cellsPerStack;
    }
}
