package org.fewshotnas.network.cells;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.Window;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;

/**
 * A cell of NAS-Bench-101 (Ying et al. 2019, section 2.1; the channels as in the published code): the output concatenates the vertices
 * that lead to it, which share its channels; other vertices have as many channels as the largest that they lead to. What leads from the
 * input is projected by a 1x1 convolution, to the output too, where the projection is added; a vertex takes the first channels of a
 * larger one.
 */
record ConcatenatingCell(Cell cell, BitSet live) implements CellLayers {
    private static final OperationLayers OPERATIONS = OperationLayers.RELU_LAST;

    @Override
    public int add(NetworkGraph.Builder network, String name, int channels, int stride, int input) {
        int last = cell.nodeCount() - 1;
        int[] widths = channels(cell, channels);
        int[] outputs = new int[last];
        List<Integer> concatenated = new ArrayList<>();
        for (int vertex = 1; vertex < last; vertex++) {
            String place = name + "_node" + vertex;
            if (live.get(vertex)) {
                int read = sum(network, place, vertex, widths[vertex], outputs, stride, input);
                outputs[vertex] = OPERATIONS.add(network, place, cell.operation(vertex), read);
            }
            if (cell.hasEdge(vertex, last)) {
                concatenated.add(
                        live.get(vertex)
                                ? outputs[vertex]
                                : OPERATIONS.reduce(network, place, Operation.ZEROIZE, widths[vertex], stride, input));
            }
        }
        return output(network, name + "_output", channels, stride, input, concatenated);
    }

    private int sum(
            NetworkGraph.Builder network, String place, int vertex, int width, int[] outputs, int stride, int input) {
        List<Integer> terms = new ArrayList<>();
        for (int from = 1; from < vertex; from++) {
            if (cell.hasEdge(from, vertex) && live.get(from)) {
                terms.add(
                        network.shape(outputs[from]).channels() == width
                                ? outputs[from]
                                : network.add(place + "_first" + from, new Layer.FirstChannels(width), outputs[from]));
            }
        }
        if (cell.hasEdge(0, vertex)) {
            terms.add(projection(network, place, width, stride, input));
        }
        return terms.size() == 1 ? terms.get(0) : network.add(place + "_sum", new Layer.Sum(), terms);
    }

    private int output(
            NetworkGraph.Builder network,
            String place,
            int channels,
            int stride,
            int input,
            List<Integer> concatenated) {
        boolean fromInput = cell.hasEdge(0, cell.nodeCount() - 1);
        if (concatenated.isEmpty()) {
            return projection(network, place, channels, stride, input);
        }
        int joined = concatenated.size() == 1
                ? concatenated.get(0)
                : network.add(place + "_concatenation", new Layer.Concatenation(), concatenated);
        return fromInput
                ? network.add(
                        place + "_sum", new Layer.Sum(), joined, projection(network, place, channels, stride, input))
                : joined;
    }

    private static int projection(NetworkGraph.Builder network, String place, int channels, int stride, int input) {
        return OPERATIONS.convolution(network, place + "_projection", Window.strided(1, stride, 1), channels, input);
    }

    /**
     * Of every vertex the channels: an equal share of the output's, the first vertices one more where it does not divide.
     *
     * @throws InvalidInputException if there are fewer channels than vertices to share them
     */
    static int[] channels(Cell cell, int outputChannels) {
        int last = cell.nodeCount() - 1;
        int[] channels = new int[last];
        int parts = 0;
        for (int vertex = 1; vertex < last; vertex++) {
            parts += cell.hasEdge(vertex, last) ? 1 : 0;
        }
        if (parts > outputChannels) {
            throw new InvalidInputException(
                    "The cell joins " + parts + " vertices at its output, which share its " + outputChannels
                            + (outputChannels == 1 ? " channel" : " channels") + ": choose at least " + parts
                            + " channels for the first stack.",
                    "Choose more channels.");
        }
        int rest = parts == 0 ? 0 : outputChannels % parts;
        for (int vertex = 1; vertex < last; vertex++) {
            if (cell.hasEdge(vertex, last)) {
                channels[vertex] = outputChannels / parts + (rest-- > 0 ? 1 : 0);
            }
        }
        for (int vertex = last - 1; vertex > 0; vertex--) {
            if (!cell.hasEdge(vertex, last)) {
                for (int to = vertex + 1; to < last; to++) {
                    channels[vertex] =
                            cell.hasEdge(vertex, to) ? Math.max(channels[vertex], channels[to]) : channels[vertex];
                }
            }
        }
        return channels;
    }
}
