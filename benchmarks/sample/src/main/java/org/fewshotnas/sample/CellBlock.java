package org.fewshotnas.sample;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.space.cell.Cell;

/** One cell in a network: every node applies its operation to the sum of what leads to it. (batch, C, H, W) to the same shape. */
final class CellBlock extends AbstractBlock {
    private final Cell cell;
    private final List<Block> operations = new ArrayList<>();

    CellBlock(Cell cell, int channels) {
        this.cell = cell;
        for (int node = 1; node < cell.nodeCount() - 1; node++) {
            Block block = CellNetwork.operation(OperationKind.of(cell.operation(node)), channels);
            operations.add(addChildBlock("node" + node, block));
        }
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> options) {
        int n = cell.nodeCount();
        NDArray[] outputs = new NDArray[n];
        outputs[0] = inputs.singletonOrThrow();
        for (int node = 1; node < n; node++) {
            NDArray sum = null;
            for (int from = 0; from < node; from++) {
                if (cell.hasEdge(from, node)) {
                    sum = sum == null ? outputs[from] : sum.add(outputs[from]);
                }
            }
            NDArray input = sum == null ? outputs[0].zerosLike() : sum;
            outputs[node] = node == n - 1
                    ? input
                    : operations
                            .get(node - 1)
                            .forward(parameters, new NDList(input), training)
                            .singletonOrThrow();
        }
        return new NDList(outputs[n - 1]);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        operations.forEach(block -> block.initialize(manager, dataType, inputShapes));
    }
}
