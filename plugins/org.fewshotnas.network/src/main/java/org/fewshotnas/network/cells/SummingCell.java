package org.fewshotnas.network.cells;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.fewshotnas.network.cells.MacroArchitecture.Skeleton;
import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.Window;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;

/**
 * A cell in which every node applies its operation to the sum of what leads to it, as in NAS-Bench-201, TransNAS-Bench-101 and
 * NAS-Bench-ASR. In the skeleton of speech its operations are NAS-Bench-ASR's, and its output is normalised; in others, as MP-NAS has it,
 * every convolution is. In the strided skeleton the operations that read the input alone reduce it.
 *
 * @param live the nodes that are built
 */
record SummingCell(Cell cell, BitSet live, Skeleton skeleton) implements CellLayers {
    @Override
    public int add(NetworkGraph.Builder network, String name, int channels, int stride, int input) {
        OperationLayers operations = skeleton == Skeleton.SPEECH ? OperationLayers.SPEECH : OperationLayers.RELU_FIRST;
        int output = new Building(network, name, channels, stride, input, operations).build();
        return skeleton == Skeleton.SPEECH ? network.add(name + "_norm", new Layer.ChannelNorm(), output) : output;
    }

    /** One building of the cell. */
    private final class Building {
        private static final int NONE = -1;

        private final NetworkGraph.Builder network;
        private final String name;
        private final int channels;
        private final int stride;
        private final int input;
        private final OperationLayers operations;
        private final int[] outputs;

        Building(
                NetworkGraph.Builder network,
                String name,
                int channels,
                int stride,
                int input,
                OperationLayers operations) {
            this.network = network;
            this.name = name;
            this.channels = channels;
            this.stride = stride;
            this.input = input;
            this.operations = operations;
            outputs = new int[cell.nodeCount() - 1];
        }

        int build() {
            boolean reduces = skeleton == Skeleton.STRIDED
                    && (stride > 1 || network.shape(input).channels() != channels);
            outputs[0] = NONE;
            int last = cell.nodeCount() - 1;
            for (int node = 1; node < last; node++) {
                String place = name + "_node" + node;
                if (!live.get(node)) {
                    continue;
                } else if (reduces && readsInputAlone(node)) {
                    outputs[node] = operations.reduce(network, place, cell.operation(node), channels, stride, input);
                } else {
                    outputs[node] = operations.add(network, place, cell.operation(node), sum(place, node));
                }
            }
            return sum(name + "_output", last);
        }

        private boolean readsInputAlone(int node) {
            return cell.hasEdge(0, node) && IntStream.range(1, node).noneMatch(from -> cell.hasEdge(from, node));
        }

        /** The input with the channels and extents of the cell. */
        private int entry() {
            return stride == 1 && network.shape(input).channels() == channels
                    ? input
                    : operations.convolution(network, name + "_entry", Window.strided(1, stride, 1), channels, input);
        }

        private int sum(String place, int node) {
            List<Integer> terms = new ArrayList<>();
            for (int from = 0; from < node; from++) {
                if (cell.hasEdge(from, node) && live.get(from)) {
                    outputs[from] = outputs[from] == NONE ? entry() : outputs[from];
                    terms.add(outputs[from]);
                }
            }
            if (terms.isEmpty()) {
                return operations.reduce(network, place, Operation.ZEROIZE, channels, stride, input);
            }
            return terms.size() == 1 ? terms.get(0) : network.add(place + "_sum", new Layer.Sum(), terms);
        }
    }
}
