package org.fewshotnas.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.SearchSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkCostTest {
    /** Parameters and FLOPs in millions as published with NAS-Bench-201 for CIFAR-10, CIFAR-100 and ImageNet16-120. */
    @ParameterizedTest
    @CsvSource({
        "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|, 10, 32, 0.129306, 15.64737",
        "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|, 100, 32, 0.135156, 15.65322",
        "|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|none~0|nor_conv_3x3~1|avg_pool_3x3~2|, 10, 32, 0.802426, 113.95137",
        "|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|none~0|nor_conv_3x3~1|avg_pool_3x3~2|, 120, 16, 0.809576, 28.49548",
    })
    void countsAreThePublishedOnes(String architecture, int classes, int image, double parameters, double flops) {
        Cell cell = SearchSpaces.ofName("NAS-Bench-201").parse(architecture);
        NetworkCost cost = NetworkCost.of(cell, new MacroArchitecture(16, 5, classes), image);
        assertEquals(parameters, cost.parameters() / 1e6, 1e-9);
        assertEquals(flops, cost.flops() / 1e6, 1e-9);
    }

    static java.util.List<Operation> operations() {
        return Operation.CELL_OPERATIONS;
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theNetworkHasAsManyParametersAsAreCountedAndKeepsShapes(Operation operation) {
        Cell cell = Cell.of(
                java.util.List.of(Operation.INPUT, operation, Operation.OUTPUT), new int[][] {{0, 1}, {0, 2}, {1, 2}});
        MacroArchitecture macro = new MacroArchitecture(4, 2, 7);
        try (NDManager manager = NDManager.newBaseManager()) {
            Block network = CellNetwork.of(cell, macro);
            network.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 8, 8));
            long trained = 0;
            for (Parameter parameter : network.getParameters().values()) {
                boolean running = parameter.getName().startsWith("running");
                trained += running ? 0 : parameter.getArray().size();
            }
            assertEquals(NetworkCost.of(cell, macro, 8).parameters(), trained);
            NDList scores = network.forward(
                    new ParameterStore(manager, false), new NDList(manager.ones(new Shape(5, 3, 16, 16))), false);
            assertEquals(new Shape(5, 7), scores.singletonOrThrow().getShape());
        }
    }

    @Test
    void aCellAddsWhatItsEdgesCarry() {
        // Tensor 3 of this cell is x + x + (x + x) = 4 x, because all of its edges are skips.
        SearchSpace space = SearchSpaces.ofName("NAS-Bench-201");
        Cell cell = space.parse(
                "|skip_connect~0|+|skip_connect~0|skip_connect~1|+|skip_connect~0|skip_connect~1|skip_connect~2|");
        try (NDManager manager = NDManager.newBaseManager()) {
            CellBlock block = new CellBlock(cell, 1);
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 2, 2));
            NDList output = block.forward(
                    new ParameterStore(manager, false),
                    new NDList(manager.create(new float[] {1, 2, 3, 4}, new Shape(1, 1, 2, 2))),
                    false);
            assertArrayEquals(
                    new float[] {4, 8, 12, 16}, output.singletonOrThrow().toFloatArray());
        }
    }
}
