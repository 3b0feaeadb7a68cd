package org.fewshotnas.network.torchscript;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what a TorchScript archive pickles (protocol 2): one object with attributes. */
final class Pickle {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Begins an object of a class without a state. */
    Pickle beginObject(String module, String name) {
        write(0x80, 2);
        global(module, name);
        write(')', 0x81, '}', '(');
        return this;
    }

    /** Ends the object and the pickle. */
    byte[] end() {
        write('u', 'b', '.');
        return bytes.toByteArray();
    }

    /** The pickle of an empty tuple. */
    static byte[] emptyTuple() {
        return new byte[] {(byte) 0x80, 2, ')', '.'};
    }

    /** An attribute that is true or false. */
    Pickle flag(String name, boolean value) {
        text(name);
        write(value ? 0x88 : 0x89);
        return this;
    }

    /** An attribute that is an empty list of tensors. */
    Pickle emptyTensors(String name) {
        text(name);
        global("torch.jit._pickle", "build_tensorlist");
        write(']', 0x85, 'R');
        return this;
    }

    /**
     * An attribute that is a tensor of 32-bit floats.
     *
     * @param storage the name of the file that holds its numbers
     * @param trained whether gradients are wanted
     */
    Pickle tensor(String name, String storage, int size, List<Integer> shape, List<Integer> strides, boolean trained) {
        text(name);
        global("torch._utils", "_rebuild_tensor_v2");
        write('(', '(');
        text("storage");
        global("torch", "FloatStorage");
        text(storage);
        text("cpu");
        number(size);
        write('t', 'Q');
        number(0);
        tuple(shape);
        tuple(strides);
        write(trained ? 0x88 : 0x89);
        global("collections", "OrderedDict");
        write(')', 'R', 't', 'R');
        return this;
    }

    private void tuple(List<Integer> numbers) {
        write('(');
        numbers.forEach(this::number);
        write('t');
    }

    private void number(int number) {
        write('J');
        little(number);
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        write('X');
        little(utf8.length);
        bytes.writeBytes(utf8);
    }

    private void global(String module, String name) {
        write('c');
        bytes.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void little(int number) {
        bytes.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array());
    }

    private void write(int... codes) {
        for (int code : codes) {
            bytes.write(code);
        }
    }
}
