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
import org.fewshotnas.space.base.InvalidInputException;

/**
 * A file of MNIST's format, from which one example after the other is read: four bytes that say type and dimensions, the extents, the values;
 * plain or packed by gzip. Only unsigned bytes are read.
 */
public final class IdxStream implements AutoCloseable {
    private static final int LARGEST_EXAMPLE = 1 << 26;
    private static final int UNSIGNED_BYTES = 0x08;

    private final String name;
    private final DataInputStream data;
    private final List<Integer> extents = new ArrayList<>();
    private int size = 1;

    private IdxStream(String name, InputStream bytes) {
        this.name = name;
        data = new DataInputStream(bytes);
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws InvalidInputException if it is not such a file
     */
    public static IdxStream open(Path file) throws IOException {
        String name = file.getFileName().toString();
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            IdxStream stream = new IdxStream(name, unpacked(bytes));
            stream.readHeader();
            return stream;
        } catch (EOFException | ZipException e) {
            bytes.close();
            throw broken(name, e);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private static InputStream unpacked(InputStream bytes) throws IOException {
        bytes.mark(2);
        boolean packed = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return packed ? new BufferedInputStream(new GZIPInputStream(bytes, 1 << 16), 1 << 16) : bytes;
    }

    private void readHeader() throws IOException {
        int magic = data.readInt();
        int dimensions = magic & 0xff;
        if (magic >>> 8 != UNSIGNED_BYTES || dimensions < 1 || dimensions > 3) {
            throw invalid("it does not begin with the number of an IDX file of bytes in one to three dimensions");
        }
        for (int i = 0; i < dimensions; i++) {
            int extent = data.readInt();
            if (extent < 1) {
                throw invalid("dimension " + (i + 1) + " has the extent " + extent);
            }
            extents.add(extent);
            long larger = i == 0 ? size : (long) size * extent;
            if (larger > LARGEST_EXAMPLE) {
                throw invalid("it says that an example has more than " + LARGEST_EXAMPLE + " values");
            }
            size = (int) larger;
        }
    }

    /** The first is the number of examples. */
    public List<Integer> extents() {
        return List.copyOf(extents);
    }

    /** How many values an example has. */
    int size() {
        return size;
    }

    /** @throws InvalidInputException if it has another number of dimensions */
    public void require(int dimensions, String what) {
        if (extents.size() != dimensions) {
            throw invalid("it has " + extents.size() + " dimensions, where " + what + " have " + dimensions);
        }
    }

    /**
     * The next example's values, 0 to 255.
     *
     * @throws InvalidInputException if the file ends too soon or cannot be unpacked
     */
    public byte[] next() throws IOException {
        return next(1);
    }

    byte[] next(int examples) throws IOException {
        try {
            byte[] values = data.readNBytes(Math.multiplyExact(size, examples));
            if (values.length < size * examples) {
                throw new EOFException();
            }
            return values;
        } catch (EOFException | ZipException e) {
            throw broken(name, e);
        }
    }

    private static InvalidInputException broken(String name, IOException e) {
        return invalid(name, e instanceof ZipException ? "it cannot be unpacked" : "it ends too soon");
    }

    private InvalidInputException invalid(String what) {
        return invalid(name, what);
    }

    static InvalidInputException invalid(String file, String what) {
        return new InvalidInputException(
                "The file " + file + " cannot be read as images or labels in IDX format: " + what + ".",
                "Choose a file of the MNIST family, or download it again.");
    }

    @Override
    public void close() throws IOException {
        data.close();
    }
}
