package org.fewshotnas.network.pictures;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.fewshotnas.network.graph.TensorShape;

/** Writes PNG files (ISO/IEC 15948) of greys and colours: many small ones, each in a fraction of the time that Java's own writer takes. */
public final class PngEncoder {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int[] COLOR_TYPES = {0, 0, 4, 2, 6};

    private PngEncoder() {}

    /**
     * A PNG of samples of 8 bits.
     *
     * @param channels 1 grey, 2 grey and opacity, 3 red, green and blue, 4 the same and opacity
     * @param samples pixel by pixel, row by row
     */
    public static byte[] encode(int height, int width, int channels, byte[] samples) {
        return encode(height, width, channels, 8, samples);
    }

    /**
     * A PNG of numbers.
     *
     * @param shape (1 or 3 channels, height, width)
     * @param values from 0 to 1, one channel after another, row by row
     * @param bits of a sample: 8 or 16
     */
    static byte[] encode(TensorShape shape, float[] values, int bits) {
        int channels = shape.channels();
        int positions = (int) shape.positions();
        ByteBuffer samples = ByteBuffer.allocate(Math.multiplyExact(values.length, bits / 8));
        for (int i = 0; i < positions; i++) {
            for (int channel = 0; channel < channels; channel++) {
                float value = Math.max(0, Math.min(1, values[channel * positions + i]));
                if (bits == 16) {
                    samples.putShort((short) Math.round(value * 65_535));
                } else {
                    samples.put((byte) Math.round(value * 255));
                }
            }
        }
        return encode(shape.extents().get(0), shape.extents().get(1), channels, bits, samples.array());
    }

    private static byte[] encode(int height, int width, int channels, int bits, byte[] samples) {
        int stride = width * channels * bits / 8;
        if (samples.length != Math.multiplyExact(height, stride)) {
            throw new IllegalArgumentException(samples.length + " samples of " + width + " x " + height);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream(samples.length / 2 + 100);
        file.writeBytes(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) bits).put((byte) COLOR_TYPES[channels]);
        chunk(file, "IHDR", header.array());
        chunk(file, "IDAT", packed(height, stride, samples));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static byte[] packed(int height, int stride, byte[] samples) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            for (int y = 0; y < height; y++) {
                out.write(0); // the row is not filtered
                out.write(samples, y * stride, stride);
            }
        } catch (IOException e) {
            throw new IllegalStateException("In memory nothing can fail", e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length).putInt(data.length);
        chunk.put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        CRC32 sum = new CRC32();
        sum.update(chunk.array(), 4, 4 + data.length);
        file.writeBytes(chunk.putInt((int) sum.getValue()).array());
    }
}
