package org.fewshotnas.sample;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.List;
import org.fewshotnas.space.cell.Cell;

/** Builds the network of a cell with DJL: input (batch, 3, image, image), output (batch, classes). */
public final class CellNetwork {
    private CellNetwork() {}

    /** The network, not yet initialised. */
    public static Block of(Cell cell, MacroArchitecture macro) {
        SequentialBlock network = new SequentialBlock();
        network.add(convolution(macro.channels(), 3, 1, 1))
                .add(BatchNorm.builder().build());
        for (int stack = 0; stack < MacroArchitecture.STACKS; stack++) {
            if (stack > 0) {
                network.add(reduction(macro.channels(stack)));
            }
            for (int i = 0; i < macro.cellsPerStack(); i++) {
                network.add(new CellBlock(cell, macro.channels(stack)));
            }
        }
        return network.add(BatchNorm.builder().build())
                .add(Activation::relu)
                .add(Pool.globalAvgPool2dBlock())
                .add(Linear.builder().setUnits(macro.classes()).build());
    }

    /** The layers of one cell operation. */
    static Block operation(OperationKind kind, int channels) {
        Shape window = new Shape(3, 3);
        Shape one = new Shape(1, 1);
        return switch (kind.type()) {
            case CONVOLUTION -> normalised(channels, kind.kernel(), kind.dilation(), 1);
            case LINEAR ->
                Conv2d.builder()
                        .setFilters(channels)
                        .setKernelShape(one)
                        .optBias(true)
                        .build();
            case AVERAGE_POOLING -> Pool.avgPool2dBlock(window, one, one, false, true);
            case MAXIMUM_POOLING -> Pool.maxPool2dBlock(window, one, one);
            case IDENTITY -> Blocks.identityBlock();
            case ZERO -> LambdaBlock.singleton(NDArray::zerosLike);
        };
    }

    private static Block reduction(int channels) {
        SequentialBlock main =
                new SequentialBlock().add(normalised(channels, 3, 1, 2)).add(normalised(channels, 3, 1, 1));
        SequentialBlock shortcut = new SequentialBlock()
                .add(Pool.avgPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(convolution(channels, 1, 1, 1));
        return new ParallelBlock(
                outputs -> new NDList(
                        outputs.get(0).singletonOrThrow().add(outputs.get(1).singletonOrThrow())),
                List.of(main, shortcut));
    }

    private static Block normalised(int channels, int kernel, int dilation, int stride) {
        return new SequentialBlock()
                .add(Activation::relu)
                .add(convolution(channels, kernel, dilation, stride))
                .add(BatchNorm.builder().build());
    }

    private static Block convolution(int channels, int kernel, int dilation, int stride) {
        long padding = (long) dilation * (kernel - 1) / 2;
        return Conv2d.builder()
                .setFilters(channels)
                .setKernelShape(new Shape(kernel, kernel))
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(padding, padding))
                .optDilation(new Shape(dilation, dilation))
                .optBias(false)
                .build();
    }
}
