package org.fewshotnas.network.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.NetworkGraph.Node;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.graph.Window;

/** The layers of a network as operators of ONNX; what a layer makes has its name. */
final class OnnxLayers {
    private final OnnxModel model;
    private final NetworkGraph network;

    OnnxLayers(OnnxModel model, NetworkGraph network) {
        this.model = model;
        this.network = network;
    }

    void add(Node node) {
        Layer layer = node.layer();
        String name = node.name();
        if (layer instanceof Layer.Convolution convolution) {
            OnnxNode conv = windowed(node, "Conv", convolution.window(), parameters(node, "weight", "bias"));
            model.add(conv.with("dilations", each(node, convolution.window().dilation()))
                    .with("group", convolution.groups()));
        } else if (layer instanceof Layer.Linear) {
            model.add(node(node, "Gemm", "weight", "bias").with("transB", 1));
        } else if (layer instanceof Layer.BatchNorm) {
            model.add(node(node, "BatchNormalization", "weight", "bias", "running_mean", "running_var")
                    .with("epsilon", (float) Layer.BatchNorm.EPSILON));
        } else if (layer instanceof Layer.ChannelNorm) {
            addChannelNorm(node);
        } else if (layer instanceof Layer.Pad pad) {
            addPad(node, pad);
        } else if (layer instanceof Layer.CappedRelu) {
            String most = model.addNumber(name + ".most", Layer.CappedRelu.MOST);
            String least = model.addNumber(name + ".least", 0);
            model.add(new OnnxNode("Clip", List.of(inputs(node).get(0), least, most), name));
        } else if (layer instanceof Layer.Relu) {
            model.add(node(node, "Relu"));
        } else if (layer instanceof Layer.AveragePool pool) {
            model.add(windowed(node, "AveragePool", pool.window(), inputs(node)).with("count_include_pad", 0));
        } else if (layer instanceof Layer.MaxPool pool) {
            model.add(windowed(node, "MaxPool", pool.window(), inputs(node))
                    .with("dilations", each(node, pool.window().dilation())));
        } else if (layer instanceof Layer.GlobalAverage) {
            List<Integer> axes = IntStream.range(0, read(node).dimensions())
                    .mapToObj(i -> i + 2)
                    .toList();
            model.add(node(node, "ReduceMean").with("axes", axes).with("keepdims", 0));
        } else if (layer instanceof Layer.Sum) {
            model.add(node(node, "Sum"));
        } else if (layer instanceof Layer.Concatenation) {
            model.add(node(node, "Concat").with("axis", 1));
        } else if (layer instanceof Layer.FirstChannels first) {
            model.add(slice(inputs(node).get(0), name, first.channels(), 1));
        } else if (layer instanceof Layer.Zeros) {
            addZeros(node);
        } else if (layer instanceof Layer.Standardisation) {
            model.add(new OnnxNode("Sub", List.of(inputs(node).get(0), name + ".shift"), name + ".shifted"));
            model.add(new OnnxNode("Div", List.of(name + ".shifted", name + ".scale"), name));
        } else if (layer instanceof Layer.Rescaling) {
            model.add(new OnnxNode("Mul", List.of(inputs(node).get(0), name + ".scale"), name + ".scaled"));
            model.add(new OnnxNode("Add", List.of(name + ".scaled", name + ".shift"), name));
        } else if (layer instanceof Layer.Softmax) {
            model.add(node(node, "Softmax").with("axis", 1));
        } else {
            throw new IllegalArgumentException("No operator for " + layer);
        }
    }

    /** With the channels last, so that their scales and shifts go with them. */
    private void addChannelNorm(Node node) {
        String name = node.name();
        int dimensions = node.shape().dimensions();
        List<Integer> toLast = dimensions == 2 ? List.of(0, 2, 3, 1) : List.of(0, 2, 1);
        List<Integer> back = dimensions == 2 ? List.of(0, 3, 1, 2) : List.of(0, 2, 1);
        model.add(new OnnxNode("Transpose", inputs(node), name + ".last").with("perm", toLast));
        model.add(mean(name + ".last", dimensions + 1, name + ".mean"));
        model.add(new OnnxNode("Sub", List.of(name + ".last", name + ".mean"), name + ".centred"));
        model.add(new OnnxNode("Mul", List.of(name + ".centred", name + ".centred"), name + ".squares"));
        model.add(mean(name + ".squares", dimensions + 1, name + ".variance"));
        String epsilon = model.addNumber(name + ".epsilon", Layer.ChannelNorm.EPSILON);
        model.add(new OnnxNode("Add", List.of(name + ".variance", epsilon), name + ".bounded"));
        model.add(new OnnxNode("Sqrt", List.of(name + ".bounded"), name + ".deviation"));
        model.add(new OnnxNode("Div", List.of(name + ".centred", name + ".deviation"), name + ".normalised"));
        model.add(new OnnxNode("Mul", List.of(name + ".normalised", name + ".weight"), name + ".scaled"));
        model.add(new OnnxNode("Add", List.of(name + ".scaled", name + ".bias"), name + ".shifted"));
        model.add(new OnnxNode("Transpose", List.of(name + ".shifted"), name).with("perm", back));
    }

    private static OnnxNode mean(String input, int axis, String output) {
        return new OnnxNode("ReduceMean", List.of(input), output)
                .with("axes", List.of(axis))
                .with("keepdims", 1);
    }

    private void addPad(Node node, Layer.Pad pad) {
        List<Integer> pads = new ArrayList<>(List.of(0, 0));
        pads.addAll(each(node, pad.before()));
        pads.addAll(List.of(0, 0));
        pads.addAll(each(node, pad.after()));
        String ends = model.addNumbers(node.name() + ".pads", pads);
        model.add(new OnnxNode("Pad", List.of(inputs(node).get(0), ends), node.name()));
    }

    /** Zeros for as many examples as the batch has. */
    private void addZeros(Node node) {
        String name = node.name();
        model.add(new OnnxNode("Shape", inputs(node), name + ".read"));
        model.add(slice(name + ".read", name + ".batch", 1, 0));
        String extents = model.addNumbers(name + ".extents", node.shape().asList());
        model.add(new OnnxNode("Concat", List.of(name + ".batch", extents), name + ".shape").with("axis", 0));
        model.add(new OnnxNode("ConstantOfShape", List.of(name + ".shape"), name));
    }

    private OnnxNode slice(String input, String output, int count, int axis) {
        return new OnnxNode(
                "Slice",
                List.of(
                        input,
                        model.addNumbers(output + ".starts", List.of(0)),
                        model.addNumbers(output + ".ends", List.of(count)),
                        model.addNumbers(output + ".axes", List.of(axis))),
                output);
    }

    private OnnxNode node(Node node, String operator, String... tensors) {
        return new OnnxNode(operator, parameters(node, tensors), node.name());
    }

    private OnnxNode windowed(Node node, String operator, Window window, List<String> inputs) {
        return new OnnxNode(operator, inputs, node.name())
                .with("kernel_shape", each(node, window.kernel()))
                .with("strides", each(node, window.stride()))
                .with("pads", pads(node, window));
    }

    /** Before each extent, then after each: as much as the last window needs, so that rounding up is no matter of the reader's. */
    private List<Integer> pads(Node node, Window window) {
        List<Integer> pads = new ArrayList<>(each(node, window.padding()));
        for (int i = 0; i < node.shape().dimensions(); i++) {
            int covered = (node.shape().extents().get(i) - 1) * window.stride()
                    + window.dilation() * (window.kernel() - 1)
                    + 1;
            pads.add(Math.max(0, covered - read(node).extents().get(i) - window.padding()));
        }
        return pads;
    }

    private static List<Integer> each(Node node, int number) {
        return Collections.nCopies(node.shape().dimensions(), number);
    }

    private TensorShape read(Node node) {
        return network.nodes().get(node.inputs().get(0)).shape();
    }

    private List<String> inputs(Node node) {
        return node.inputs().stream()
                .map(input -> network.nodes().get(input).name())
                .toList();
    }

    /** What a node reads: other nodes, then those of its tensors that it has. */
    private List<String> parameters(Node node, String... tensors) {
        List<String> all = new ArrayList<>(inputs(node));
        for (String tensor : tensors) {
            if (node.tensors().stream().anyMatch(own -> own.name().equals(tensor))) {
                all.add(node.name() + "." + tensor);
            }
        }
        return all;
    }
}
