package org.fewshotnas.network.source;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * An array in NumPy's format .npy (NEP 1) of numbers, truth values or texts, read row by row. Arrays of Python objects are pickles, which can
 * execute anything, and are refused.
 */
final class NpyArray implements AutoCloseable {
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=])([a-zA-Z])(\\d{0,6})'");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,L ]*)\\)");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*True");
    private static final int LONGEST_HEADER = 1 << 16;
    /** Values of an example: as many as 4,096 x 4,096. */
    private static final long LARGEST_ROW = 1L << 24;

    private static final int LONGEST_TEXT = 4_096;
    private static final String ADVICE =
            "Store the array with numpy.save as an ordinary array of numbers: numpy.ascontiguousarray(x, dtype='float32').";

    private final String name;
    private final DataInputStream in;
    private final char kind;
    private final int size;
    private final ByteOrder order;
    private final List<Integer> extents;

    /**
     * Opens an array and reads its header.
     *
     * @throws InvalidInputException if it is damaged or holds what is not read
     */
    static NpyArray open(NpyFiles.Entry entry) throws IOException {
        InputStream bytes = null;
        try {
            bytes = entry.opening().open();
            return new NpyArray(entry.name(), bytes);
        } catch (EOFException | ZipException e) {
            close(bytes);
            throw damaged(entry.name(), e);
        } catch (IOException | RuntimeException e) {
            close(bytes);
            throw e;
        }
    }

    private static void close(InputStream bytes) throws IOException {
        if (bytes != null) {
            bytes.close();
        }
    }

    private NpyArray(String name, InputStream bytes) throws IOException {
        this.name = name;
        in = new DataInputStream(bytes);
        String header = header();
        Matcher descr = DESCR.matcher(header);
        if (!descr.find()) {
            throw refused("it holds records, or does not say what it holds");
        }
        kind = descr.group(2).charAt(0);
        if (kind == 'O') {
            throw refused("it holds Python objects, which are not read; nothing of it was run");
        }
        int count = descr.group(3).isEmpty() ? 0 : Integer.parseInt(descr.group(3));
        if (!isKnown(kind, count)) {
            throw refused("it holds values of the type " + kind + count);
        }
        size = kind == 'U' ? 4 * count : count;
        order = descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        extents = extents(header);
        if (FORTRAN.matcher(header).find() && extents.size() > 1) {
            throw refused("its values are in Fortran's order, column by column");
        }
    }

    private String header() throws IOException {
        byte[] magic = in.readNBytes(8);
        if (magic.length < 8) {
            throw new EOFException();
        }
        long length = magic[6] == 1
                ? Short.reverseBytes(in.readShort()) & 0xffff
                : Integer.reverseBytes(in.readInt()) & 0xffff_ffffL;
        if (length > LONGEST_HEADER) {
            throw refused("it announces a header of " + length + " bytes");
        }
        return new String(in.readNBytes((int) length), StandardCharsets.ISO_8859_1);
    }

    private static boolean isKnown(char kind, int count) {
        return switch (kind) {
            case 'f' -> count == 4 || count == 8;
            case 'i', 'u' -> count == 1 || count == 2 || count == 4 || count == 8;
            case 'b' -> count == 1;
            case 'U', 'S' -> count <= LONGEST_TEXT;
            default -> false;
        };
    }

    private List<Integer> extents(String header) {
        Matcher shape = SHAPE.matcher(header);
        if (!shape.find()) {
            throw refused("it does not say its shape");
        }
        List<Integer> found = new ArrayList<>();
        long row = 1;
        for (String extent : shape.group(1).replaceAll("[L ]", "").split(",")) {
            if (!extent.isEmpty()) {
                long value = extent.length() > 10 ? Long.MAX_VALUE : Long.parseLong(extent);
                row = found.isEmpty() ? row : row * Math.min(value, LARGEST_ROW + 1);
                if (value > Integer.MAX_VALUE || row > LARGEST_ROW || value == 0) {
                    throw refused("it says that its shape is (" + shape.group(1) + ")");
                }
                found.add((int) value);
            }
        }
        if (found.isEmpty()) {
            throw refused("it holds a single value");
        }
        LabelledFiles.checkCount(name, found.get(0));
        return found;
    }

    private InvalidInputException refused(String what) {
        return new InvalidInputException("The NumPy file \"" + name + "\" cannot be read: " + what + ".", ADVICE);
    }

    /** The first is the number of rows. */
    List<Integer> extents() {
        return extents;
    }

    /** How many values a row has. */
    int width() {
        return extents.stream().skip(1).reduce(1, Math::multiplyExact);
    }

    /** Whether each value is a byte from 0 to 255. */
    boolean isBytes() {
        return kind == 'u' && size == 1;
    }

    /** Whether each value is a floating-point number. */
    boolean isReal() {
        return kind == 'f';
    }

    boolean isText() {
        return kind == 'U' || kind == 'S';
    }

    /**
     * The bytes of the next row.
     *
     * @throws InvalidInputException if the file ends too soon or cannot be unpacked
     */
    byte[] row() throws IOException {
        try {
            byte[] bytes = in.readNBytes(width() * size);
            if (bytes.length < width() * size) {
                throw new EOFException();
            }
            return bytes;
        } catch (EOFException | ZipException e) {
            throw damaged(name, e);
        }
    }

    /** Passes a row over. */
    void skipRow() throws IOException {
        try {
            in.skipNBytes((long) width() * size);
        } catch (EOFException | ZipException e) {
            throw damaged(name, e);
        }
    }

    static InvalidInputException damaged(String name, IOException e) {
        return new InvalidInputException(
                "The NumPy file \"" + name + "\" cannot be read: "
                        + (e instanceof EOFException ? "it ends too soon" : "it is damaged") + ".",
                "Copy or download it again.",
                e);
    }

    /** The numbers in a row's bytes. */
    double[] numbers(byte[] row) {
        ByteBuffer buffer = ByteBuffer.wrap(row).order(order);
        double[] numbers = new double[row.length / size];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = kind == 'f' ? real(buffer, i * size) : whole(buffer, i * size);
        }
        return numbers;
    }

    private double real(ByteBuffer buffer, int at) {
        return size == 4 ? buffer.getFloat(at) : buffer.getDouble(at);
    }

    private double whole(ByteBuffer buffer, int at) {
        long signed =
                switch (size) {
                    case 1 -> buffer.get(at);
                    case 2 -> buffer.getShort(at);
                    case 4 -> buffer.getInt(at);
                    default -> buffer.getLong(at);
                };
        return kind == 'u' && size < 8 ? signed & (1L << 8 * size) - 1 : signed;
    }

    /** The text in a row's bytes. */
    String text(byte[] row) {
        Charset charset = kind == 'S'
                ? StandardCharsets.ISO_8859_1
                : Charset.forName(order == ByteOrder.BIG_ENDIAN ? "UTF-32BE" : "UTF-32LE");
        return new String(row, charset).replaceAll("\0+$", "");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
