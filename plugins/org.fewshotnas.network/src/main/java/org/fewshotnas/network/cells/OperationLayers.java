package org.fewshotnas.network.cells;

import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.Window;
import org.fewshotnas.space.cell.Operation;

/**
 * The layers of one operation. All keep the extents; all but convolutions keep the channels. A linear operation is a linear layer with bias
 * over the channels, the same at every place.
 */
enum OperationLayers {
    /** NAS-Bench-201's and TransNAS-Bench-101's: ReLU, convolution, batch normalisation. */
    RELU_FIRST,
    /** NAS-Bench-101's: convolution, batch normalisation, ReLU. */
    RELU_LAST;

    /**
     * Adds an operation.
     *
     * @param input the number of the node that it reads
     * @return the number of its last node, which is the input where it changes nothing
     */
    int add(NetworkGraph.Builder network, String name, Operation operation, int input) {
        int channels = network.shape(input).channels();
        Window window = Window.same(operation.kernel(), operation.dilation());
        return switch (operation.type()) {
            case CONVOLUTION -> convolution(network, name, window, channels, input);
            case LINEAR -> network.add(name + "_linear", new Layer.Convolution(channels, window, 1, true), input);
            case AVERAGE_POOLING -> network.add(name + "_average", new Layer.AveragePool(window), input);
            case MAXIMUM_POOLING -> network.add(name + "_maximum", new Layer.MaxPool(window), input);
            case IDENTITY -> input;
            case ZERO -> network.add(name + "_zeros", new Layer.Zeros(channels), input);
            case INPUT, OUTPUT, GLOBAL ->
                throw new IllegalArgumentException(operation.label() + " is no cell operation");
        };
    }

    /** Adds a convolution without bias, batch normalisation and ReLU in this order. */
    int convolution(NetworkGraph.Builder network, String name, Window window, int channels, int input) {
        Layer convolution = new Layer.Convolution(channels, window, 1, false);
        int read = this == RELU_FIRST ? network.add(name + "_relu", new Layer.Relu(), input) : input;
        int convolved = network.add(name + "_conv", convolution, read);
        int normalised = network.add(name + "_norm", new Layer.BatchNorm(), convolved);
        return this == RELU_LAST ? network.add(name + "_relu", new Layer.Relu(), normalised) : normalised;
    }
}
