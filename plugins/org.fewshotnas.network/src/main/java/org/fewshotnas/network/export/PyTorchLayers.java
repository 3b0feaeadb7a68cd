package org.fewshotnas.network.export;

import java.util.List;
import java.util.stream.Collectors;
import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.NetworkGraph.Node;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.graph.Window;

/** The layers of a network in Python: modules for those that keep tensors, expressions for what each computes of variables. */
final class PyTorchLayers {
    private final NetworkGraph network;

    PyTorchLayers(NetworkGraph network) {
        this.network = network;
    }

    /** What makes the module of a layer that keeps tensors. */
    String module(Node node) {
        int channels = read(node).channels();
        int dimensions = node.shape().dimensions();
        Layer layer = node.layer();
        if (layer instanceof Layer.Convolution convolution) {
            Window window = convolution.window();
            return "nn.Conv" + dimensions + "d(" + channels + ", " + convolution.channels() + ", " + window.kernel()
                    + more("stride", window.stride(), 1) + more("padding", window.padding(), 0)
                    + more("dilation", window.dilation(), 1) + more("groups", convolution.groups(), 1)
                    + (convolution.bias() ? ")" : ", bias=False)");
        } else if (layer instanceof Layer.Linear linear) {
            return "nn.Linear(" + channels + ", " + linear.features() + (linear.bias() ? ")" : ", bias=False)");
        } else if (layer instanceof Layer.BatchNorm) {
            return "nn.BatchNorm" + dimensions + "d(" + channels + ")";
        } else if (layer instanceof Layer.ChannelNorm) {
            return "ChannelNorm(" + channels + ", eps=" + Layer.ChannelNorm.EPSILON + ")";
        } else if (layer instanceof Layer.Standardisation || layer instanceof Layer.Rescaling) {
            List<Integer> shape = node.tensors().get(0).shape();
            return layer.getClass().getSimpleName()
                    + shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
        }
        throw new IllegalArgumentException("No module for " + layer);
    }

    /** What a layer computes. */
    String expression(Node node) {
        List<String> inputs = node.inputs().stream()
                .map(input -> network.nodes().get(input).name())
                .toList();
        String x = inputs.get(0);
        Layer layer = node.layer();
        if (!node.tensors().isEmpty()) {
            return "self." + node.name() + "(" + x + ")";
        } else if (layer instanceof Layer.Pad pad) {
            return "functional.pad(" + x + ", (" + pad.before() + ", " + pad.after() + ")"
                    + (node.shape().dimensions() == 2 ? " * 2)" : ")");
        } else if (layer instanceof Layer.CappedRelu) {
            return x + ".clamp(0, " + Layer.CappedRelu.MOST + ")";
        } else if (layer instanceof Layer.Relu) {
            return "functional.relu(" + x + ")";
        } else if (layer instanceof Layer.AveragePool pool) {
            return pool("avg_pool", node, pool.window(), x) + ", count_include_pad=False)";
        } else if (layer instanceof Layer.MaxPool pool) {
            return pool("max_pool", node, pool.window(), x)
                    + more("dilation", pool.window().dilation(), 1) + ")";
        } else if (layer instanceof Layer.GlobalAverage) {
            return x + (read(node).dimensions() == 1 ? ".mean(2)" : ".mean((2, 3))");
        } else if (layer instanceof Layer.Sum) {
            return String.join(" + ", inputs);
        } else if (layer instanceof Layer.Concatenation) {
            return "torch.cat((" + String.join(", ", inputs) + "), 1)";
        } else if (layer instanceof Layer.FirstChannels first) {
            return x + "[:, :" + first.channels() + "]";
        } else if (layer instanceof Layer.Zeros) {
            return x + ".new_zeros((len(" + x + "), " + node.shape().toString().replace(" x ", ", ") + "))";
        } else if (layer instanceof Layer.Softmax) {
            return "functional.softmax(" + x + ", 1)";
        }
        throw new IllegalArgumentException("No expression for " + layer);
    }

    private static String pool(String function, Node node, Window window, String x) {
        return "functional." + function + node.shape().dimensions() + "d(" + x + ", " + window.kernel() + ", "
                + window.stride() + more("padding", window.padding(), 0) + (window.ceiling() ? ", ceil_mode=True" : "");
    }

    /** An argument, where it is not what is meant without. */
    private static String more(String name, int value, int usual) {
        return value == usual ? "" : ", " + name + "=" + value;
    }

    private TensorShape read(Node node) {
        return network.nodes().get(node.inputs().get(0)).shape();
    }
}
