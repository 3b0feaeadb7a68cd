package org.fewshotnas.network.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.NetworkGraph.Node;
import org.fewshotnas.network.graph.TensorShape;

/** The file of ONNX (format version 7, operator set 13): one input, one output, batches of any size. */
final class OnnxModel {
    private static final int FORMAT_VERSION = 7;
    private static final int OPERATORS = 13;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final Protobuf graph = new Protobuf();

    private OnnxModel() {}

    /**
     * The bytes of a network's file.
     *
     * @param inputs how inputs are prepared
     * @param outputs what they mean
     * @param properties what is known of it, by name
     */
    static byte[] write(Deployment deployment, String inputs, String outputs, Map<String, String> properties) {
        OnnxModel model = new OnnxModel();
        model.addGraph(deployment, inputs, outputs);
        Protobuf file = new Protobuf()
                .number(1, FORMAT_VERSION)
                .text(2, "Few-Shot NAS")
                .text(6, "Inputs: " + inputs + "\nOutputs: " + outputs)
                .message(7, model.graph)
                .message(8, new Protobuf().text(1, "").number(2, OPERATORS));
        properties.forEach(
                (key, value) -> file.message(14, new Protobuf().text(1, key).text(2, value)));
        return file.toBytes();
    }

    private void addGraph(Deployment deployment, String inputs, String outputs) {
        NetworkGraph network = deployment.graph();
        OnnxLayers layers = new OnnxLayers(this, network);
        network.nodes().stream().skip(1).forEach(layers::add);
        graph.text(2, "network");
        network.tensors().forEach(parameter -> {
            float[] values = deployment.weights().values(parameter.name());
            ByteBuffer bytes = little(values.length * Float.BYTES);
            bytes.asFloatBuffer().put(values);
            addTensor(parameter.name(), FLOAT, parameter.tensor().shape(), bytes);
        });
        Node input = network.nodes().get(NetworkGraph.INPUT);
        graph.message(11, value(input.name(), input.shape(), inputs));
        graph.message(12, value(deployment.output(), network.output(), outputs));
    }

    void add(OnnxNode node) {
        graph.message(1, node.message());
    }

    /** Adds whole numbers that a node reads. */
    String addNumbers(String name, List<Integer> numbers) {
        ByteBuffer bytes = little(numbers.size() * Long.BYTES);
        numbers.forEach(number -> bytes.putLong(number));
        addTensor(name, INT64, List.of(numbers.size()), bytes);
        return name;
    }

    /** Adds a number that a node reads. */
    String addNumber(String name, double number) {
        addTensor(name, FLOAT, List.of(), little(Float.BYTES).putFloat((float) number));
        return name;
    }

    private void addTensor(String name, int type, List<Integer> shape, ByteBuffer bytes) {
        Protobuf tensor = new Protobuf();
        shape.forEach(extent -> tensor.number(1, extent));
        graph.message(5, tensor.number(2, type).text(8, name).bytes(9, bytes.array()));
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Protobuf value(String name, TensorShape shape, String meaning) {
        Protobuf extents = new Protobuf().message(1, new Protobuf().text(2, "batch"));
        shape.asList().forEach(extent -> extents.message(1, new Protobuf().number(1, extent)));
        Protobuf type =
                new Protobuf().message(1, new Protobuf().number(1, FLOAT).message(2, extents));
        return new Protobuf().text(1, name).message(2, type).text(3, meaning);
    }
}
