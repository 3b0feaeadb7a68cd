package org.fewshotnas.network.torchscript;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.graph.Window;

/** The layers of a network as statements of TorchScript; the output of node n is the variable {@code xn}. */
final class LayerCode {
    private LayerCode() {}

    /** How examples go through a network. */
    enum Pass {
        /** Normalised by what the network has learned. */
        INFERENCE,
        /** Normalised by the batch. */
        TRAINING,
        /** Not normalised, with tensors that are variables named as the attributes are. */
        BARE
    }

    /** All layers but the input, one statement each. */
    static List<String> statements(NetworkGraph network, Pass pass) {
        return IntStream.range(1, network.nodes().size())
                .mapToObj(n -> statement(network, n, pass))
                .toList();
    }

    /** The statement of one layer. */
    static String statement(NetworkGraph network, int node, Pass pass) {
        return "x" + node + " = " + expression(network, network.nodes().get(node), pass);
    }

    /** What brings the input, {@code x}, into the order in memory in which layers compute fastest. */
    static String input(NetworkGraph network) {
        return "x0 = "
                + (network.input().dimensions() == 2 ? "torch.contiguous(x, memory_format=2)" : "torch.contiguous(x)");
    }

    /** The variable of the output. */
    static String output(NetworkGraph network) {
        return "x" + (network.nodes().size() - 1);
    }

    /** The attribute that holds a tensor of the network. */
    static String attribute(String parameter) {
        return parameter.replace('.', '_');
    }

    private static String expression(NetworkGraph network, NetworkGraph.Node node, Pass pass) {
        List<String> inputs = node.inputs().stream().map(input -> "x" + input).toList();
        TensorShape read = network.nodes().get(node.inputs().get(0)).shape();
        int dimensions = read.dimensions();
        String x = inputs.get(0);
        String self = (pass == Pass.BARE ? "" : "self.") + node.name() + "_";
        Layer layer = node.layer();
        if (layer instanceof Layer.Convolution convolution) {
            return leavesOut(convolution.window())
                    ? convolution(
                            taken(x, read, convolution.window().stride()), self, dense(convolution), dimensions, pass)
                    : convolution(x, self, convolution, dimensions, pass);
        } else if (layer instanceof Layer.Linear linear) {
            return call("linear", x, self + "weight") + bias(linear.bias(), self) + ")";
        } else if (layer instanceof Layer.BatchNorm) {
            return pass == Pass.BARE
                    ? x
                    : call("batch_norm", x, self + "weight", self + "bias", self + "running_mean", self + "running_var")
                            + flag(pass == Pass.TRAINING) + ", " + number(Layer.BatchNorm.MOMENTUM) + ", "
                            + number(Layer.BatchNorm.EPSILON) + ", False)";
        } else if (layer instanceof Layer.ChannelNorm) {
            return pass == Pass.BARE ? x : channelNorm(x, self, node.shape());
        } else if (layer instanceof Layer.Pad pad) {
            String ends = IntStream.range(0, dimensions)
                    .mapToObj(i -> pad.before() + ", " + pad.after())
                    .collect(Collectors.joining(", ", "[", "]"));
            return "torch.constant_pad_nd(" + x + ", " + ends + ", 0)";
        } else if (layer instanceof Layer.CappedRelu) {
            return "torch.clamp(" + x + ", 0, " + number(Layer.CappedRelu.MOST) + ")";
        } else if (layer instanceof Layer.Relu) {
            return "torch.relu(" + x + ")";
        } else if (layer instanceof Layer.AveragePool pool) {
            return call("avg_pool" + dimensions + "d", x) + sizes(pool.window(), dimensions) + ", "
                    + flag(pool.window().ceiling()) + ", False)";
        } else if (layer instanceof Layer.MaxPool pool) {
            return call("max_pool" + dimensions + "d", x) + sizes(pool.window(), dimensions) + ", "
                    + list(pool.window().dilation(), dimensions) + ", "
                    + flag(pool.window().ceiling()) + ")";
        } else if (layer instanceof Layer.GlobalAverage) {
            return "torch.mean(" + x + ", " + (dimensions == 1 ? "[2]" : "[2, 3]") + ")";
        } else if (layer instanceof Layer.Sum) {
            return inputs.stream()
                    .reduce((sum, term) -> "torch.add(" + sum + ", " + term + ")")
                    .orElseThrow();
        } else if (layer instanceof Layer.Concatenation) {
            return "torch.cat([" + String.join(", ", inputs) + "], 1)";
        } else if (layer instanceof Layer.FirstChannels first) {
            return "torch.slice(" + x + ", 1, 0, " + first.channels() + ", 1)";
        } else if (layer instanceof Layer.Zeros) {
            return "torch.new_zeros(" + x + ", [torch.size(" + x + ", 0), "
                    + node.shape().toString().replace(" x ", ", ") + "])";
        } else if (layer instanceof Layer.Standardisation) {
            return "torch.div(torch.sub(" + x + ", " + self + "shift), " + self + "scale)";
        } else if (layer instanceof Layer.Rescaling) {
            return "torch.add(torch.mul(" + x + ", " + self + "scale), " + self + "shift)";
        } else if (layer instanceof Layer.Softmax) {
            return "torch.softmax(" + x + ", 1)";
        }
        throw new IllegalArgumentException("No statement for " + layer);
    }

    private static String convolution(String x, String self, Layer.Convolution convolution, int dimensions, Pass pass) {
        if (pass != Pass.INFERENCE && dimensions == 1) {
            return imageConvolution(x, self, convolution);
        }
        Window window = convolution.window();
        return call("conv" + dimensions + "d", x, self + "weight", bias(convolution.bias(), self))
                + list(window.stride(), dimensions) + ", " + list(window.padding(), dimensions) + ", "
                + list(window.dilation(), dimensions) + ", " + convolution.groups() + ")";
    }

    /** Whether a convolution leaves entries out that lie between those it takes. */
    private static boolean leavesOut(Window window) {
        return window.kernel() == 1 && window.stride() > 1;
    }

    /** The same over the entries that it takes alone. */
    private static Layer.Convolution dense(Layer.Convolution convolution) {
        return new Layer.Convolution(
                convolution.channels(), Window.same(1, 1), convolution.groups(), convolution.bias());
    }

    /**
     * Each stride-th entry along every extent. Libtorch's own 1x1 convolution with a stride (2.7.1, with oneDNN on a processor) writes beyond
     * its memory where few channels go in.
     */
    private static String taken(String x, TensorShape shape, int stride) {
        String taken = x;
        for (int i = 0; i < shape.dimensions(); i++) {
            taken = "torch.slice(" + taken + ", " + (i + 2) + ", 0, "
                    + shape.extents().get(i) + ", " + stride + ")";
        }
        return taken;
    }

    private static String channelNorm(String x, String self, TensorShape shape) {
        boolean image = shape.dimensions() == 2;
        String last = "torch.permute(" + x + ", " + (image ? "[0, 2, 3, 1]" : "[0, 2, 1]") + ")";
        String normalised = "torch.layer_norm(" + last + ", [" + shape.channels() + "], " + self + "weight, " + self
                + "bias, " + number(Layer.ChannelNorm.EPSILON) + ")";
        return "torch.permute(" + normalised + ", " + (image ? "[0, 3, 1, 2]" : "[0, 2, 1]") + ")";
    }

    /**
     * A convolution of a series as one of images of height 1 with the channels last. The gradient of libtorch's own one (2.7.1, with
     * oneDNN on a processor) is wrong where the channels that go in fill no whole vector register: with fewer than 16, or 8 without AVX-512.
     */
    private static String imageConvolution(String x, String self, Layer.Convolution convolution) {
        Window window = convolution.window();
        return "torch.squeeze(" + call("conv2d", asImage(x), asImage(self + "weight"), bias(convolution.bias(), self))
                + "[1, " + window.stride() + "], [0, " + window.padding() + "], [1, " + window.dilation() + "], "
                + convolution.groups() + "), 2)";
    }

    private static String asImage(String series) {
        return "torch.contiguous(torch.unsqueeze(" + series + ", 2), memory_format=2)";
    }

    private static String call(String function, String... arguments) {
        return "torch." + function + "(" + String.join(", ", arguments) + ", ";
    }

    private static String bias(boolean there, String self) {
        return there ? self + "bias" : "None";
    }

    private static String sizes(Window window, int dimensions) {
        return list(window.kernel(), dimensions) + ", " + list(window.stride(), dimensions) + ", "
                + list(window.padding(), dimensions);
    }

    private static String list(int number, int dimensions) {
        return Collections.nCopies(dimensions, Integer.toString(number)).stream()
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String flag(boolean value) {
        return value ? "True" : "False";
    }

    /** A number with a decimal point and without an exponent. */
    static String number(double value) {
        String plain = new BigDecimal(Double.toString(value)).toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }
}
