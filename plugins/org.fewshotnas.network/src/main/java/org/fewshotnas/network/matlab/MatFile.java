package org.fewshotnas.network.matlab;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * The arrays of real numbers in a MATLAB file of level 5 (The MathWorks, "MAT-File Format"), which MATLAB 5 to 7 and scipy.io.savemat write.
 * Whatever else is in it is passed over.
 */
public final class MatFile {
    private static final int HEADER = 128;
    private static final int COMPRESSED = 15;
    private static final int MATRIX = 14;
    private static final int FIRST_NUMBERS = 6;
    private static final int LAST_NUMBERS = 15;
    private static final int COMPLEX = 0x800;
    private static final int MOST_AXES = 4;
    private static final int LONGEST_NAME = 256;
    private static final int MOST_VARIABLES = 1_000;
    /** Of the first axis, which is held in memory. */
    private static final int LONGEST_COLUMN = 1 << 24;

    private final Path file;

    /** @param file which is opened when something is read of it */
    public MatFile(Path file) {
        this.file = file;
    }

    /**
     * An array.
     *
     * @param extents of two to four axes
     */
    public record Variable(String name, List<Integer> extents) {
        /** Copies the list. */
        public Variable {
            extents = List.copyOf(extents);
        }

        /** How many numbers there are along all axes but the first. */
        public long columns() {
            return extents.stream().skip(1).mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        }
    }

    /** Takes the numbers along the first axis, for one place on the others after another, the second axis running fastest. */
    @FunctionalInterface
    public interface Columns {
        /** @param values to be read at once; the array is used again */
        void column(long number, double[] values);
    }

    /** What is done with an array, whose numbers come next; whether that was all. */
    @FunctionalInterface
    private interface Use {
        boolean done(Variable variable, MatElements elements) throws IOException;
    }

    /** Whether a file that begins so is one of these. */
    public static boolean recognises(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1).startsWith("MATLAB 5");
    }

    /**
     * The arrays of real numbers.
     *
     * @throws InvalidInputException if the file is damaged
     */
    public List<Variable> variables() throws IOException {
        List<Variable> found = new ArrayList<>();
        walk((variable, elements) -> {
            found.add(variable);
            return found.size() == MOST_VARIABLES;
        });
        return found;
    }

    /**
     * Reads an array.
     *
     * @throws InvalidInputException if the file is damaged
     */
    public void read(Variable wanted, Columns columns) throws IOException {
        boolean found = walk((variable, elements) -> {
            if (!variable.equals(wanted)) {
                return false;
            }
            MatElements.Tag tag = elements.tag();
            MatType type =
                    MatType.of(tag.type()).orElseThrow(() -> damaged("its numbers are of the type " + tag.type()));
            int length = variable.extents().get(0);
            if (tag.size() != variable.columns() * length * type.bytes()) {
                throw damaged("\"" + variable.name() + "\" has " + tag.size() + " bytes, which are not its shape");
            }
            double[] values = new double[length];
            for (long i = 0; i < variable.columns(); i++) {
                ByteBuffer bytes = tag.isShort() ? tag.packed() : elements.bytes(length * type.bytes());
                for (int j = 0; j < length; j++) {
                    values[j] = type.number(bytes, tag.isShort() ? (int) i * length + j : j);
                }
                columns.column(i, values);
            }
            return true;
        });
        if (!found) {
            throw damaged("the array \"" + wanted.name() + "\" is gone");
        }
    }

    /** Whether it came to an end before that of the file. */
    private boolean walk(Use use) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            byte[] header = in.readNBytes(HEADER);
            if (header.length < HEADER) {
                throw new EOFException();
            }
            ByteOrder order = header[HEADER - 2] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            in.mark(1);
            while (in.read() >= 0) {
                in.reset();
                MatElements.Tag tag = new MatElements(in, order).tag();
                MatPart part = new MatPart(in, tag.size());
                if (!tag.isShort() && element(tag.type(), part, order, use)) {
                    return true;
                }
                part.skipRest();
                in.mark(1);
            }
            return false;
        } catch (EOFException e) {
            throw damaged("it ends too soon");
        } catch (ZipException | BufferUnderflowException e) {
            throw damaged("it is damaged inside");
        }
    }

    private boolean element(int type, MatPart part, ByteOrder order, Use use) throws IOException {
        if (type == COMPRESSED) {
            // Its memory is native; the stream itself is not closed, since more comes behind this part.
            Inflater inflater = new Inflater();
            try {
                InputStream plain = new InflaterInputStream(part, inflater);
                MatElements unpacked = new MatElements(new BufferedInputStream(plain, 1 << 16), order);
                return unpacked.tag().type() == MATRIX && matrix(unpacked, use);
            } finally {
                inflater.end();
            }
        }
        return type == MATRIX && matrix(new MatElements(part, order), use);
    }

    private boolean matrix(MatElements elements, Use use) throws IOException {
        int flags = elements.small(8).getInt();
        int kind = flags & 0xff;
        ByteBuffer extents = elements.small(1 << 10);
        ByteBuffer name = elements.small(LONGEST_NAME);
        List<Integer> found = new ArrayList<>();
        while (extents.remaining() >= Integer.BYTES) {
            found.add(extents.getInt());
        }
        boolean usable = kind >= FIRST_NUMBERS && kind <= LAST_NUMBERS && (flags & COMPLEX) == 0;
        usable &=
                found.size() >= 2 && found.size() <= MOST_AXES && found.stream().allMatch(extent -> extent > 0);
        usable = usable
                && found.get(0) <= LONGEST_COLUMN
                && found.stream().skip(1).mapToDouble(extent -> extent).reduce(1, (a, c) -> a * c) <= Integer.MAX_VALUE;
        return usable
                && use.done(
                        new Variable(StandardCharsets.ISO_8859_1.decode(name).toString(), found), elements);
    }

    private InvalidInputException damaged(String what) {
        return new InvalidInputException(
                "The MATLAB file \"" + file.getFileName() + "\" cannot be read: " + what + ".",
                "Copy or download it again.");
    }

    /** The array of a name; empty if there is none. */
    public static Optional<Variable> named(List<Variable> variables, String name) {
        return variables.stream()
                .filter(one -> one.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
