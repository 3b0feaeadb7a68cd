package org.fewshotnas.network.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A network: layers in an order in which each reads earlier ones. Node 0 is the input, the last node the output. Immutable; two graphs are
 * equal when their nodes are.
 *
 * <pre>{@code
 * NetworkGraph.Builder builder = NetworkGraph.builder(TensorShape.image(3, 32, 32));
 * int features = builder.add("pool", new Layer.GlobalAverage(), NetworkGraph.INPUT);
 * builder.add("classifier", new Layer.Linear(10, true), features);
 * NetworkGraph graph = builder.build();
 * }</pre>
 *
 * @param nodes the first an {@link Layer.Input}
 */
public record NetworkGraph(List<Node> nodes) {
    /** The number of the input's node. */
    public static final int INPUT = 0;

    /**
     * A layer in its place.
     *
     * @param name unlike all others, of letters, digits and underscores: exports make code of it
     * @param layer what it computes
     * @param inputs the numbers of the nodes that it reads
     * @param shape of what it computes of one example
     * @param tensors that it keeps
     */
    public record Node(String name, Layer layer, List<Integer> inputs, TensorShape shape, List<LayerTensor> tensors) {
        /** Copies the lists. */
        public Node {
            inputs = List.copyOf(inputs);
            tensors = List.copyOf(tensors);
        }
    }

    /**
     * A tensor of the network.
     *
     * @param name the node's name, a dot, and the tensor's: unlike all others
     * @param tensor its shape and kind
     */
    public record Parameter(String name, LayerTensor tensor) {}

    /** Copies the list. */
    public NetworkGraph {
        nodes = List.copyOf(nodes);
    }

    /** Begins a network that reads such examples. */
    public static Builder builder(TensorShape input) {
        return new Builder(input);
    }

    /** The shape of an example. */
    public TensorShape input() {
        return nodes.get(INPUT).shape();
    }

    /** The shape of what the network says of one example. */
    public TensorShape output() {
        return nodes.get(nodes.size() - 1).shape();
    }

    /** Everything that the network keeps, in the order of its nodes: what gradients change, and running statistics. */
    public List<Parameter> tensors() {
        return nodes.stream()
                .flatMap(node ->
                        node.tensors().stream().map(tensor -> new Parameter(node.name() + "." + tensor.name(), tensor)))
                .toList();
    }

    /** How many numbers training changes. */
    public long parameters() {
        return tensors().stream()
                .filter(parameter -> parameter.tensor().kind().isTrained())
                .mapToLong(parameter -> parameter.tensor().size())
                .sum();
    }

    /** The work for one example: see {@link Layer#multiplyAccumulates}. */
    public long multiplyAccumulates() {
        return nodes.stream()
                .mapToLong(node -> node.layer()
                        .multiplyAccumulates(node.inputs().stream()
                                .map(input -> nodes.get(input).shape())
                                .toList()))
                .sum();
    }

    /** Adds layer after layer; the last one is the output. */
    public static final class Builder {
        private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,99}");

        private final List<Node> nodes = new ArrayList<>();
        private final Set<String> names = new HashSet<>();
        private final Map<List<Object>, Integer> withoutTensors = new HashMap<>();

        private Builder(TensorShape input) {
            add("input", new Layer.Input(input));
        }

        /**
         * Adds a layer. One that keeps no tensors and reads what an equal one reads already is not added again.
         *
         * @param inputs the numbers of the nodes that it reads
         * @return its number
         * @throws IllegalArgumentException if the inputs do not fit, or the name is there already or is none
         */
        public int add(String name, Layer layer, Integer... inputs) {
            return add(name, layer, List.of(inputs));
        }

        /** As the other method. */
        public int add(String name, Layer layer, List<Integer> inputs) {
            List<Object> key = List.of(layer, inputs);
            Integer same = withoutTensors.get(key);
            if (same != null) {
                return same;
            }
            List<TensorShape> shapes = inputs.stream().map(this::shape).toList();
            TensorShape output;
            List<LayerTensor> tensors;
            try {
                output = layer.output(shapes);
                tensors = layer.tensors(shapes);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + " of " + shapes + ": " + e.getMessage(), e);
            }
            if (!NAME.matcher(name).matches() || !names.add(name)) {
                throw new IllegalArgumentException("A layer cannot be named " + name
                        + ": names are of letters, digits and underscores, and no two are the same");
            }
            nodes.add(new Node(name, layer, inputs, output, tensors));
            if (tensors.isEmpty()) {
                withoutTensors.put(key, nodes.size() - 1);
            }
            return nodes.size() - 1;
        }

        /** The shape of what a node computes. */
        public TensorShape shape(int node) {
            return nodes.get(node).shape();
        }

        /** The network whose output is the last layer. */
        public NetworkGraph build() {
            return new NetworkGraph(nodes);
        }
    }
}
