package org.fewshotnas.network.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * The format of MNIST and the data sets after it (LeCun et al.): four bytes that say type and dimensions, the extents, the values; plain
 * or packed by gzip. Only unsigned bytes are read.
 *
 * @param extents the first is the number of examples
 * @param values 0 to 255, row by row
 */
public record IdxFile(List<Integer> extents, byte[] values) {
    private static final long LARGEST = 1L << 30;
    private static final int UNSIGNED_BYTES = 0x08;

    /**
     * Reads the first examples of a file.
     *
     * @param most so many, or all if there are fewer
     * @throws InvalidInputException if it is not such a file, ends too soon, or is larger than 1 GiB
     */
    public static IdxFile read(Path file, int most) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                DataInputStream data = new DataInputStream(unpacked(bytes))) {
            int magic = data.readInt();
            int dimensions = magic & 0xff;
            if (magic >>> 8 != UNSIGNED_BYTES || dimensions < 1 || dimensions > 3) {
                throw invalid(
                        file, "it does not begin with the number of an IDX file of bytes in one to three dimensions");
            }
            List<Integer> extents = new ArrayList<>();
            long size = 1;
            for (int i = 0; i < dimensions; i++) {
                int extent = data.readInt();
                if (extent < 1) {
                    throw invalid(file, "dimension " + (i + 1) + " has the extent " + extent);
                }
                extents.add(i == 0 ? Math.min(extent, most) : extent);
                size = Math.multiplyExact(size, extents.get(i));
                if (size > LARGEST) {
                    throw invalid(file, "it says that it holds more than " + LARGEST + " values");
                }
            }
            byte[] values = data.readNBytes((int) size);
            if (values.length < size) {
                throw new EOFException();
            }
            return new IdxFile(extents, values);
        } catch (EOFException e) {
            throw invalid(file, "it ends too soon");
        } catch (ZipException e) {
            throw invalid(file, "it cannot be unpacked");
        }
    }

    private static InputStream unpacked(InputStream bytes) throws IOException {
        bytes.mark(2);
        boolean packed = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return packed ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    }

    private static InvalidInputException invalid(Path file, String what) {
        return new InvalidInputException(
                "The file " + file.getFileName() + " cannot be read as images or labels in IDX format: " + what + ".",
                "Choose a file of the MNIST family, or download it again.");
    }

    /**
     * Images and their labels as a data set of one channel, values from 0 to 1.
     *
     * @param names of the classes
     * @throws InvalidInputException if the files do not belong together
     */
    public static DataSet images(Path images, Path labels, List<String> names, int most) throws IOException {
        IdxFile pixels = read(images, most);
        IdxFile numbers = read(labels, most);
        if (pixels.extents.size() != 3 || numbers.extents.size() != 1) {
            throw invalid(images, "images have three dimensions and labels one");
        }
        if (!pixels.extents.get(0).equals(numbers.extents.get(0))) {
            throw invalid(
                    images,
                    "it holds " + pixels.extents.get(0) + " images, but there are " + numbers.extents.get(0)
                            + " labels");
        }
        float[] inputs = new float[pixels.values.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (pixels.values[i] & 0xff) / 255f;
        }
        int[] classes = new int[numbers.values.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = numbers.values[i] & 0xff;
            if (classes[i] >= names.size()) {
                throw invalid(
                        labels, "label " + i + " is " + classes[i] + ", but there are " + names.size() + " classes");
            }
        }
        TensorShape shape = TensorShape.image(1, pixels.extents.get(1), pixels.extents.get(2));
        return new DataSet(shape, inputs, new Targets.Classes(classes, names));
    }
}
