package org.fewshotnas.network.source;

import static org.fewshotnas.network.source.LabelledFilesTest.open;
import static org.fewshotnas.network.source.LabelledFilesTest.refuses;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.source.LabelledSource.Example;
import org.fewshotnas.space.base.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays in MATLAB files, as MATLAB and SciPy write them. */
class MatSourceTest {
    private static final int DOUBLE = 9;
    private static final int UINT8 = 2;

    @TempDir
    private Path folder;

    private static byte[] element(int type, ByteOrder order, byte[] content) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + (content.length + 7) / 8 * 8).order(order);
        return bytes.putInt(type).putInt(content.length).put(content).array();
    }

    private static byte[] ints(ByteOrder order, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
        Arrays.stream(values).forEach(bytes::putInt);
        return bytes.array();
    }

    /** A name of up to four letters stands in its tag. */
    private static byte[] name(ByteOrder order, String name) {
        byte[] letters = name.getBytes(StandardCharsets.US_ASCII);
        return letters.length > 4
                ? element(1, order, letters)
                : ByteBuffer.allocate(8)
                        .order(order)
                        .putInt(letters.length << 16 | 1)
                        .put(letters)
                        .array();
    }

    /** A matrix whose numbers are 0, 1, 2, ... along columns. */
    static byte[] matrix(ByteOrder order, String name, int kind, int type, int... extents) throws IOException {
        int count = Arrays.stream(extents).reduce(1, Math::multiplyExact);
        ByteBuffer numbers =
                ByteBuffer.allocate(count * (type == DOUBLE ? 8 : 1)).order(order);
        for (int i = 0; i < count; i++) {
            if (type == DOUBLE) {
                numbers.putDouble(i);
            } else {
                numbers.put((byte) i);
            }
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(element(6, order, ints(order, kind, 0)));
        content.write(element(5, order, ints(order, extents)));
        content.write(name(order, name));
        content.write(element(type, order, numbers.array()));
        return element(14, order, content.toByteArray());
    }

    static byte[] packed(ByteOrder order, byte[] element) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(element);
        }
        return ByteBuffer.allocate(8 + bytes.size())
                .order(order)
                .putInt(15)
                .putInt(bytes.size())
                .put(bytes.toByteArray())
                .array();
    }

    private Path put(String name, ByteOrder order, byte[]... elements) throws IOException {
        return Files.write(folder.resolve(name), file(order, elements));
    }

    static byte[] file(ByteOrder order, byte[]... elements) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] header = Arrays.copyOf("MATLAB 5.0 MAT-file, made for a test".getBytes(StandardCharsets.US_ASCII), 128);
        ByteBuffer.wrap(header).order(order).putShort(124, (short) 0x100).putShort(126, (short) ('M' << 8 | 'I'));
        bytes.write(header);
        for (byte[] element : elements) {
            bytes.write(element);
        }
        return bytes.toByteArray();
    }

    private static LabelledSource everyOther(Path path) throws IOException {
        return LabelledFiles.open(path, new Reading(64, false, false, 2), Progress.NONE);
    }

    @Test
    void fieldsWhoseExamplesAreTheFirstAxisAreReadPackedOrNotInBothOrders() throws IOException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            byte[] inputs = matrix(order, "coeff", 6, DOUBLE, 2, 3, 3);
            byte[] others = matrix(order, "name", 4, UINT8, 1, 5);
            // Doubles that are small whole numbers are stored as bytes.
            byte[] targets = matrix(order, "sol", 6, UINT8, 2, 3, 3);
            for (Path file : List.of(
                    put("a_smooth1.mat", order, others, inputs, targets),
                    put(
                            "b_smooth2.mat",
                            order,
                            packed(order, inputs),
                            packed(order, others),
                            packed(order, targets)))) {
                LabelledSource source = open(file);
                assertEquals(Optional.of(TensorShape.image(1, 3, 3)), source.shape());
                assertEquals(source.shape(), source.target());
                // Example 1, row i, column j: 1 + 2 i + 6 j.
                double[] second = {1, 7, 13, 3, 9, 15, 5, 11, 17};
                assertArrayEquals(second, Seen.of(source).values.get(1));
                assertArrayEquals(second, Seen.of(source, 1).targets.get(0));
                assertArrayEquals(
                        new double[] {1, 13, 5, 17},
                        Seen.of(everyOther(file)).values.get(1));
                assertEquals(
                        Optional.of(TensorShape.image(1, 2, 2)),
                        everyOther(file).target());
            }
        }
        LabelledSource both = open(folder);
        assertEquals(new Example("a_smooth1 1", "", false), both.examples().get(1));
        assertEquals(new Example("b_smooth2 0", "", true), both.examples().get(2));
        assertEquals(List.of(0, 3), Seen.of(both, 0, 3).numbers);
        assertTrue(
                both.notes().toString().contains("a field of the shape 1 x 3 x 3"),
                both.notes().toString());
    }

    @Test
    void seriesMayHaveOneTargetOrOneForEachStep() throws IOException {
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        Path file = put("x.mat", order, matrix(order, "a", 6, DOUBLE, 2, 4), matrix(order, "u", 6, DOUBLE, 2, 4));
        assertEquals(Optional.of(TensorShape.series(1, 4)), open(file).target());
        assertArrayEquals(new double[] {1, 3, 5, 7}, Seen.of(open(file)).values.get(1));
        put("x.mat", order, matrix(order, "x", 6, DOUBLE, 2, 4), matrix(order, "y", 6, DOUBLE, 2, 1));
        assertEquals(Optional.of(TensorShape.vector(1)), everyOther(file).target());
        assertArrayEquals(new double[] {1}, Seen.of(everyOther(file)).targets.get(1));
        assertArrayEquals(new double[] {1, 5}, Seen.of(everyOther(file)).values.get(1));
    }

    @Test
    void channelsAreNotThinnedOut() throws IOException {
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        Path file =
                put("x.mat", order, matrix(order, "x", 6, DOUBLE, 1, 3, 3, 2), matrix(order, "y", 6, DOUBLE, 1, 3, 3));
        LabelledSource source = everyOther(file);
        assertEquals(Optional.of(TensorShape.image(2, 2, 2)), source.shape());
        assertEquals(Optional.of(TensorShape.image(1, 2, 2)), source.target());
        Seen seen = Seen.of(source);
        // Row i, column j, channel c: i + 3 j + 9 c.
        assertArrayEquals(new double[] {0, 6, 2, 8, 9, 15, 11, 17}, seen.values.get(0));
        assertArrayEquals(new double[] {0, 6, 2, 8}, seen.targets.get(0));
        put("x.mat", order, matrix(order, "x", 6, DOUBLE, 1, 2, 5), matrix(order, "y", 6, DOUBLE, 1, 3));
        assertEquals(Optional.of(TensorShape.series(2, 3)), everyOther(file).shape());
        assertArrayEquals(
                new double[] {0, 4, 8, 1, 5, 9},
                Seen.of(everyOther(file)).values.get(0));
        assertEquals(Optional.of(TensorShape.vector(3)), everyOther(file).target());
    }

    @Test
    void whatCannotBeReadSaysWhy() throws IOException {
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        byte[] x = matrix(order, "x", 6, DOUBLE, 2, 4);
        refuses(put("x.mat", order), "no examples with their targets", "no arrays of real numbers");
        refuses(put("x.mat", order, x), "there is x.", "Name the arrays x and y");
        refuses(put("x.mat", order, x, matrix(order, "y", 6, DOUBLE, 3, 1)), "2 examples in x, but 3 targets in y");
        refuses(put("x.mat", order, x, matrix(order, "y", 6, DOUBLE, 1, 2)), "but 1 targets in y", "y(:) in MATLAB");
        refuses(put("x.mat", order, x, matrix(order, "z", 6, DOUBLE, 2, 1)), "there are x, z.");
        refuses(put("x.mat", order, x, matrix(order, "y", 6, DOUBLE, 2, 2, 2)), "the shape 2 x 2", "4 places");
        byte[] whole = Files.readAllBytes(put("x.mat", order, x, x));
        refuses(Files.write(folder.resolve("x.mat"), Arrays.copyOf(whole, whole.length - 9)), "it ends too soon");
        byte[] huge = x.clone();
        // The second extent, behind the tags of the matrix and of its flags, and the first one.
        ByteBuffer.wrap(huge).order(order).putInt(8 + 16 + 8 + 4, Integer.MAX_VALUE);
        refuses(put("x.mat", order, huge, matrix(order, "y", 6, DOUBLE, 2, 1)), "more memory than is taken");
        byte[] broken = packed(order, x);
        broken[12] ^= 0x55;
        refuses(put("x.mat", order, broken), "\"x.mat\" cannot be read");
        byte[] cut = x.clone();
        // The flags stand in their tag, and are but two bytes.
        ByteBuffer.wrap(cut).order(order).putInt(8, 2 << 16 | 6);
        refuses(put("x.mat", order, cut), "it is damaged inside");
    }
}
