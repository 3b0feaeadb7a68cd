package org.fewshotnas.network.cells;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.Window;
import org.fewshotnas.space.cell.Cell;

/**
 * A cell in which every node applies its operation to the sum of what leads to it, as in NAS-Bench-201 and TransNAS-Bench-101. Cells of
 * NAS-Bench-ASR are built so too, as MP-NAS does, with batch normalisation in every convolution where the benchmark normalises the cell's
 * output alone.
 */
record SummingCell(Cell cell, BitSet live) implements CellLayers {
    private static final OperationLayers OPERATIONS = OperationLayers.RELU_FIRST;

    @Override
    public int add(NetworkGraph.Builder network, String name, int channels, int input) {
        int entry = network.shape(input).channels() == channels
                ? input
                : OPERATIONS.convolution(network, name + "_entry", Window.same(1, 1), channels, input);
        int last = cell.nodeCount() - 1;
        int[] outputs = new int[last];
        outputs[0] = entry;
        for (int node = 1; node < last; node++) {
            if (live.get(node)) {
                String place = name + "_node" + node;
                int read = sum(network, place, node, outputs, entry);
                outputs[node] = OPERATIONS.add(network, place, cell.operation(node), read);
            }
        }
        return sum(network, name + "_output", last, outputs, entry);
    }

    private int sum(NetworkGraph.Builder network, String place, int node, int[] outputs, int entry) {
        List<Integer> terms = new ArrayList<>();
        for (int from = 0; from < node; from++) {
            if (cell.hasEdge(from, node) && live.get(from)) {
                terms.add(outputs[from]);
            }
        }
        if (terms.isEmpty()) {
            return network.add(
                    place + "_zeros", new Layer.Zeros(network.shape(entry).channels()), entry);
        }
        return terms.size() == 1 ? terms.get(0) : network.add(place + "_sum", new Layer.Sum(), terms);
    }
}
