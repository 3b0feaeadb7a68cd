package org.fewshotnas.network.cells;

import java.math.BigInteger;
import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.Window;
import org.fewshotnas.space.cell.Operation;

/**
 * The layers of one operation. All but convolutions keep the channels, and all keep the extents, unless they reduce. A linear operation is
 * a linear layer with bias over the channels, the same at every place.
 */
enum OperationLayers {
    /** NAS-Bench-201's and TransNAS-Bench-101's: ReLU, convolution, batch normalisation. */
    RELU_FIRST,
    /** NAS-Bench-101's: convolution, batch normalisation, ReLU. */
    RELU_LAST,
    /**
     * NAS-Bench-ASR's: convolution with bias in {@link #GROUPS} groups, or a linear layer, and a capped ReLU. Nothing is normalised. A
     * window sees at most {@link #CONTEXT} steps that are still to come.
     */
    SPEECH;

    /** As far as they divide the channels: the published widths are multiples of them. */
    private static final int GROUPS = 100;
    /** The steps to come that the published code pads with zeros; what more a window needs it takes of the past. */
    private static final int CONTEXT = 4;

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
            case CONVOLUTION ->
                this == SPEECH
                        ? speechConvolution(network, name, operation.kernel(), operation.dilation(), channels, input)
                        : convolution(network, name, window, channels, input);
            case LINEAR -> {
                int linear = network.add(name + "_linear", new Layer.Convolution(channels, window, 1, true), input);
                yield this == SPEECH ? network.add(name + "_relu", new Layer.CappedRelu(), linear) : linear;
            }
            case AVERAGE_POOLING -> network.add(name + "_average", new Layer.AveragePool(window), input);
            case MAXIMUM_POOLING -> network.add(name + "_maximum", new Layer.MaxPool(window), input);
            case IDENTITY -> input;
            case ZERO -> network.add(name + "_zeros", new Layer.Zeros(channels), input);
            case INPUT, OUTPUT, GLOBAL ->
                throw new IllegalArgumentException(operation.label() + " is no cell operation");
        };
    }

    /**
     * Adds an operation that reduces its input, as TransNAS-Bench-101 has it (Duan et al. 2021, and their code): what it does not change
     * otherwise is split into the even and the odd places, of each of which a 1x1 convolution makes half of the channels. The pooling of
     * mixed-ops extensions follows a 1x1 convolution, as in NAS-Bench-201's code.
     *
     * @param channels that come out
     * @param stride by which extents shrink
     */
    int reduce(NetworkGraph.Builder network, String name, Operation operation, int channels, int stride, int input) {
        if (stride == 1 && network.shape(input).channels() == channels) {
            return add(network, name, operation, input);
        }
        Window window = Window.strided(operation.kernel(), stride, operation.dilation());
        return switch (operation.type()) {
            case CONVOLUTION -> convolution(network, name, window, channels, input);
            case LINEAR -> network.add(name + "_linear", new Layer.Convolution(channels, window, 1, true), input);
            case AVERAGE_POOLING ->
                network.add(name + "_average", new Layer.AveragePool(window), widened(network, name, channels, input));
            case MAXIMUM_POOLING ->
                network.add(name + "_maximum", new Layer.MaxPool(window), widened(network, name, channels, input));
            case IDENTITY -> factorizedReduction(network, name, channels, stride, input);
            case ZERO -> {
                Layer everyOther = new Layer.AveragePool(Window.strided(1, stride, 1));
                int reduced = stride == 1 ? input : network.add(name + "_reduced", everyOther, input);
                yield network.add(name + "_zeros", new Layer.Zeros(channels), reduced);
            }
            case INPUT, OUTPUT, GLOBAL ->
                throw new IllegalArgumentException(operation.label() + " is no cell operation");
        };
    }

    private int widened(NetworkGraph.Builder network, String name, int channels, int input) {
        return network.shape(input).channels() == channels
                ? input
                : convolution(network, name + "_widened", Window.same(1, 1), channels, input);
    }

    private static int factorizedReduction(
            NetworkGraph.Builder network, String name, int channels, int stride, int input) {
        Window every = Window.strided(1, stride, 1);
        int relu = network.add(name + "_relu", new Layer.Relu(), input);
        int half = channels / 2;
        int joined;
        if (half == 0) {
            joined = network.add(name + "_even", new Layer.Convolution(channels, every, 1, false), relu);
        } else {
            int even = network.add(name + "_even", new Layer.Convolution(half, every, 1, false), relu);
            int shifted = network.add(name + "_shifted", new Layer.Pad(-1, 1), relu);
            int odd = network.add(name + "_odd", new Layer.Convolution(channels - half, every, 1, false), shifted);
            joined = network.add(name + "_halves", new Layer.Concatenation(), even, odd);
        }
        return network.add(name + "_norm", new Layer.BatchNorm(), joined);
    }

    /** Adds a convolution without bias, batch normalisation and ReLU in this order. */
    int convolution(NetworkGraph.Builder network, String name, Window window, int channels, int input) {
        Layer convolution = new Layer.Convolution(channels, window, 1, false);
        int read = this == RELU_FIRST ? network.add(name + "_relu", new Layer.Relu(), input) : input;
        int convolved = network.add(name + "_conv", convolution, read);
        int normalised = network.add(name + "_norm", new Layer.BatchNorm(), convolved);
        return this == RELU_LAST ? network.add(name + "_relu", new Layer.Relu(), normalised) : normalised;
    }

    private static int speechConvolution(
            NetworkGraph.Builder network, String name, int kernel, int dilation, int channels, int input) {
        int groups =
                BigInteger.valueOf(GROUPS).gcd(BigInteger.valueOf(channels)).intValue();
        return speechConvolution(network, name, new Window(kernel, 1, dilation, 0, false), groups, channels, input);
    }

    /** Adds zeros around, a convolution with bias and a capped ReLU, as NAS-Bench-ASR's code (Mehrotra et al. 2021) has them. */
    static int speechConvolution(
            NetworkGraph.Builder network, String name, Window window, int groups, int channels, int input) {
        int reach = window.kernel() * window.dilation() - window.stride();
        int context = CONTEXT / window.stride();
        int after = Math.min(context, reach);
        int before = context >= reach ? 0 : (window.kernel() - 1) * window.dilation() - context;
        int padded = network.add(name + "_padded", new Layer.Pad(before, after), input);
        int convolved = network.add(name + "_conv", new Layer.Convolution(channels, window, groups, true), padded);
        return network.add(name + "_relu", new Layer.CappedRelu(), convolved);
    }
}
