package org.fewshotnas.network.cells;

import java.util.BitSet;
import org.fewshotnas.network.cells.MacroArchitecture.Skeleton;
import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.graph.Window;
import org.fewshotnas.space.cell.Architecture;

/** Builds the network of a cell: input (channels, extents), output as its head says. */
public final class CellNetwork {
    private final NetworkGraph.Builder network;
    private final MacroArchitecture macro;
    private final CellLayers cell;

    private CellNetwork(NetworkGraph.Builder network, MacroArchitecture macro, CellLayers cell) {
        this.network = network;
        this.macro = macro;
        this.cell = cell;
    }

    /**
     * The network to train: without what the output does not depend on.
     *
     * @param architecture a cell, whose space says what its edges mean
     * @param input a series or an image
     */
    public static NetworkGraph of(Architecture architecture, MacroArchitecture macro, TensorShape input) {
        return build(architecture, LiveNodes.of(architecture.cell()), macro, input);
    }

    /** The network with every operation of the cell, whether or not anything depends on it, as the benchmarks count. */
    public static NetworkGraph complete(Architecture architecture, MacroArchitecture macro, TensorShape input) {
        return build(architecture, LiveNodes.all(architecture.cell()), macro, input);
    }

    /**
     * One cell by itself, which keeps the channels and extents of what it reads: without what its output does not depend on.
     *
     * @param skeleton whose operations it has
     * @param input of at least as many channels as nodes lead to the output, where the space concatenates them
     */
    public static NetworkGraph cellAlone(Architecture architecture, Skeleton skeleton, TensorShape input) {
        NetworkGraph.Builder network = NetworkGraph.builder(input);
        layers(architecture, LiveNodes.of(architecture.cell()), skeleton)
                .add(network, "cell", input.channels(), 1, NetworkGraph.INPUT);
        return network.build();
    }

    private static CellLayers layers(Architecture architecture, BitSet live, Skeleton skeleton) {
        return architecture.space().concatenatesAtOutput()
                ? new ConcatenatingCell(architecture.cell(), live)
                : new SummingCell(architecture.cell(), live, skeleton);
    }

    private static NetworkGraph build(
            Architecture architecture, BitSet live, MacroArchitecture macro, TensorShape input) {
        CellLayers layers = layers(architecture, live, macro.skeleton());
        NetworkGraph.Builder network = NetworkGraph.builder(input);
        new CellNetwork(network, macro, layers).addAll();
        return network.build();
    }

    private void addAll() {
        int last = stem(NetworkGraph.INPUT);
        for (int stack = 0; stack < macro.stacks(); stack++) {
            String name = "stack" + (stack + 1);
            last = beginning(name, stack, last);
            for (int i = 1; i <= macro.cells(stack); i++) {
                boolean reduces = macro.skeleton() == Skeleton.STRIDED && i == 1;
                int stride = reduces ? macro.stride(stack) : 1;
                last = cell.add(network, name + "_cell" + i, macro.channels(stack), stride, last);
            }
        }
        boolean residual = macro.skeleton() == Skeleton.RESIDUAL;
        Ending.add(network, macro.head(), residual ? Ending.normalised(network, "last", last) : last);
    }

    private int stem(int input) {
        return switch (macro.skeleton()) {
            case RESIDUAL -> stem(Window.same(3, 1), macro.channels(0), input);
            case POOLING ->
                network.add("stem_relu", new Layer.Relu(), stem(Window.same(3, 1), macro.channels(0), input));
            case STRIDED -> {
                Window shrinking = Window.strided(3, macro.stride(), 1);
                int half = Math.max(1, macro.channels(0) / 2);
                int first = stem(shrinking, Math.max(1, half / 2), input);
                yield OperationLayers.RELU_FIRST.convolution(network, "stem_second", shrinking, half, first);
            }
            case SPEECH -> input;
        };
    }

    private int stem(Window window, int channels, int input) {
        int convolved = network.add("stem_conv", new Layer.Convolution(channels, window, 1, false), input);
        return network.add("stem_norm", new Layer.BatchNorm(), convolved);
    }

    /** What leads from one stack to the next. */
    private int beginning(String name, int stack, int input) {
        return switch (macro.skeleton()) {
            case RESIDUAL -> stack == 0 ? input : residualBlock(name + "_reduction", macro.channels(stack), input);
            case POOLING -> stack == 0 ? input : pooling(name, input);
            case STRIDED -> input;
            case SPEECH -> {
                Window window = new Window(8, macro.stride(stack), 1, 0, false);
                int convolved = OperationLayers.speechConvolution(
                        network, name + "_first", window, 1, macro.channels(stack), input);
                yield network.add(name + "_first_norm", new Layer.ChannelNorm(), convolved);
            }
        };
    }

    /** Two 3x3 convolutions beside an average pooling and a 1x1 convolution. */
    private int residualBlock(String name, int channels, int input) {
        Window first = Window.strided(3, macro.stride(), 1);
        OperationLayers order = OperationLayers.RELU_FIRST;
        int main = order.convolution(network, name + "_a", first, channels, input);
        main = order.convolution(network, name + "_b", Window.same(3, 1), channels, main);
        int shortcut = macro.stride() == 1
                ? input
                : network.add(name + "_average", new Layer.AveragePool(Window.tiles(macro.stride())), input);
        shortcut = network.add(name + "_shortcut", convolution(channels, 1), shortcut);
        return network.add(name + "_sum", new Layer.Sum(), main, shortcut);
    }

    private int pooling(String name, int input) {
        return macro.stride() == 1
                ? input
                : network.add(name + "_maximum", new Layer.MaxPool(Window.tiles(macro.stride())), input);
    }

    private static Layer convolution(int channels, int kernel) {
        return new Layer.Convolution(channels, Window.same(kernel, 1), 1, false);
    }
}
