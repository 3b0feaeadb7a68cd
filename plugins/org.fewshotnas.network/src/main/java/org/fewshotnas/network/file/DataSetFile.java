package org.fewshotnas.network.file;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * A data set as bytes, for a process that trains on it and for telling data sets apart: the same data is the same bytes. Numbers are
 * written highest byte first.
 */
public final class DataSetFile {
    private static final int MAGIC = 0x464e4431;
    private static final int CHUNK = 1 << 16;

    private DataSetFile() {}

    /** Writes a data set. The stream stays open. */
    public static void write(DataSet data, OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(stream);
        out.writeInt(MAGIC);
        write(data.shape(), out);
        out.writeInt(data.size());
        write(data.inputs(), out);
        if (data.targets() instanceof Targets.Classes classes) {
            out.writeInt(classes.names().size());
            for (String name : classes.names()) {
                out.writeUTF(name);
            }
            for (int number : classes.classes()) {
                out.writeInt(number);
            }
        } else {
            Targets.Numbers numbers = (Targets.Numbers) data.targets();
            out.writeInt(0);
            write(numbers.shape(), out);
            write(numbers.values(), out);
        }
        out.flush();
    }

    private static void write(TensorShape shape, DataOutputStream out) throws IOException {
        out.writeInt(shape.channels());
        out.writeInt(shape.dimensions());
        for (int extent : shape.extents()) {
            out.writeInt(extent);
        }
    }

    private static void write(float[] values, DataOutputStream out) throws IOException {
        for (int first = 0; first < values.length; first += CHUNK) {
            int count = Math.min(CHUNK, values.length - first);
            ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES);
            bytes.asFloatBuffer().put(values, first, count);
            out.write(bytes.array());
        }
    }

    /**
     * Reads a data set. The stream stays open.
     *
     * @param size of the file in bytes, as more memory is not taken
     * @throws InvalidInputException if it is none
     */
    public static DataSet read(InputStream stream, long size) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        try {
            check(in.readInt() == MAGIC);
            TensorShape shape = shape(in);
            int examples = in.readInt();
            float[] inputs = floats(in, examples, shape, size);
            int classes = in.readInt();
            check(classes >= 0 && classes <= size);
            if (classes == 0) {
                TensorShape target = shape(in);
                return new DataSet(shape, inputs, new Targets.Numbers(floats(in, examples, target, size), target));
            }
            List<String> names = new ArrayList<>();
            for (int i = 0; i < classes; i++) {
                names.add(in.readUTF());
            }
            int[] numbers = new int[examples];
            for (int i = 0; i < examples; i++) {
                numbers[i] = in.readInt();
            }
            return new DataSet(shape, inputs, new Targets.Classes(numbers, names));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw damaged();
        }
    }

    private static TensorShape shape(DataInputStream in) throws IOException {
        int channels = in.readInt();
        int dimensions = in.readInt();
        check(dimensions >= 0 && dimensions <= 2);
        List<Integer> extents = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            extents.add(in.readInt());
        }
        return new TensorShape(channels, extents);
    }

    private static float[] floats(DataInputStream in, int examples, TensorShape shape, long size) throws IOException {
        long count = Math.multiplyExact(examples, shape.size());
        check(count >= 0 && count <= size / Float.BYTES && count <= Integer.MAX_VALUE - 8);
        float[] values = new float[(int) count];
        for (int first = 0; first < values.length; first += CHUNK) {
            int next = Math.min(CHUNK, values.length - first);
            byte[] bytes = new byte[next * Float.BYTES];
            in.readFully(bytes);
            ByteBuffer.wrap(bytes).asFloatBuffer().get(values, first, next);
        }
        return values;
    }

    private static void check(boolean right) {
        if (!right) {
            throw damaged();
        }
    }

    private static InvalidInputException damaged() {
        return new InvalidInputException("The file of a data set is damaged.", "Write it again.");
    }
}
