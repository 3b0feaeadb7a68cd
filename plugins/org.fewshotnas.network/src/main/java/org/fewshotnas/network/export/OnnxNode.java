package org.fewshotnas.network.export;

import java.util.List;

/** A node of an ONNX graph: an operator, what it reads and makes, and its attributes. */
final class OnnxNode {
    private static final int INT = 2;
    private static final int FLOAT = 1;
    private static final int INTS = 7;

    private final Protobuf message = new Protobuf();

    /**
     * A node.
     *
     * @param output what it makes, and its own name
     */
    OnnxNode(String operator, List<String> inputs, String output) {
        inputs.forEach(input -> message.text(1, input));
        message.text(2, output).text(3, output).text(4, operator);
    }

    OnnxNode with(String attribute, long value) {
        return add(new Protobuf().text(1, attribute).number(3, value).number(20, INT));
    }

    OnnxNode with(String attribute, float value) {
        return add(new Protobuf().text(1, attribute).real(2, value).number(20, FLOAT));
    }

    OnnxNode with(String attribute, List<Integer> values) {
        Protobuf list = new Protobuf().text(1, attribute);
        values.forEach(value -> list.number(8, value));
        return add(list.number(20, INTS));
    }

    private OnnxNode add(Protobuf attribute) {
        message.message(5, attribute);
        return this;
    }

    Protobuf message() {
        return message;
    }
}
