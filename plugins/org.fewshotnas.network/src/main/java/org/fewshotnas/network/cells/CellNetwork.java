package org.fewshotnas.network.cells;

import java.util.BitSet;
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

    private static NetworkGraph build(
            Architecture architecture, BitSet live, MacroArchitecture macro, TensorShape input) {
        CellLayers layers = architecture.space().concatenatesAtOutput()
                ? new ConcatenatingCell(architecture.cell(), live)
                : new SummingCell(architecture.cell(), live);
        NetworkGraph.Builder network = NetworkGraph.builder(input);
        new CellNetwork(network, macro, layers).addAll();
        return network.build();
    }

    private void addAll() {
        boolean residual = macro.skeleton() == MacroArchitecture.Skeleton.RESIDUAL;
        int last = network.add("stem_conv", convolution(macro.channels(0), 3), NetworkGraph.INPUT);
        last = network.add("stem_norm", new Layer.BatchNorm(), last);
        last = residual ? last : network.add("stem_relu", new Layer.Relu(), last);
        for (int stack = 0; stack < macro.stacks(); stack++) {
            String name = "stack" + (stack + 1);
            if (stack > 0) {
                last = residual ? residualBlock(name + "_reduction", macro.channels(stack), last) : pooling(name, last);
            }
            for (int i = 1; i <= macro.cellsPerStack(); i++) {
                last = cell.add(network, name + "_cell" + i, macro.channels(stack), last);
            }
        }
        head(residual ? normalised("last", last) : last);
    }

    private void head(int features) {
        int outputs = macro.head().outputs();
        if (macro.head() instanceof Head.Field) {
            network.add("head", new Layer.Convolution(outputs, Window.same(1, 1), 1, true), features);
        } else {
            int mean = network.add("mean", new Layer.GlobalAverage(), features);
            network.add("head", new Layer.Linear(outputs, true), mean);
        }
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

    private int normalised(String name, int input) {
        return network.add(name + "_relu", new Layer.Relu(), network.add(name + "_norm", new Layer.BatchNorm(), input));
    }

    private static Layer convolution(int channels, int kernel) {
        return new Layer.Convolution(channels, Window.same(kernel, 1), 1, false);
    }
}
