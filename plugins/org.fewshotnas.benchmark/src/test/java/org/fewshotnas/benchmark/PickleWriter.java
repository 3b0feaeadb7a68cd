package org.fewshotnas.benchmark;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes plain data as pickles of protocol 2: null, numbers, texts, lists, maps, and tuples as arrays of objects. */
public final class PickleWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public static byte[] pickle(Object value) {
        PickleWriter writer = new PickleWriter();
        writer.out.write(0x80);
        writer.out.write(2);
        writer.write(value);
        writer.out.write('.');
        return writer.out.toByteArray();
    }

    private void write(Object value) {
        if (value == null) {
            out.write('N');
        } else if (value instanceof Boolean truth) {
            out.write(truth ? 0x88 : 0x89);
        } else if (value instanceof Integer number) {
            out.write('J');
            out.writeBytes(
                    ByteBuffer.allocate(4).putInt(Integer.reverseBytes(number)).array());
        } else if (value instanceof Double number) {
            out.write('G');
            out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
        } else if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.write('X');
            out.writeBytes(ByteBuffer.allocate(4)
                    .putInt(Integer.reverseBytes(bytes.length))
                    .array());
            out.writeBytes(bytes);
        } else if (value instanceof List<?> list) {
            out.write(']');
            out.write('(');
            list.forEach(this::write);
            out.write('e');
        } else if (value instanceof Object[] tuple) {
            out.write('(');
            for (Object item : tuple) {
                write(item);
            }
            out.write('t');
        } else if (value instanceof Map<?, ?> map) {
            out.write('}');
            out.write('(');
            map.forEach((key, item) -> {
                write(key);
                write(item);
            });
            out.write('u');
        } else {
            out.writeBytes((byte[]) value);
        }
    }
}
