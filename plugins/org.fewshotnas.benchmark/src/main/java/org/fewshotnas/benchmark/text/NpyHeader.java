package org.fewshotnas.benchmark.text;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fewshotnas.benchmark.dialect.Nb201Order;
import org.fewshotnas.benchmark.dialect.PythonLiteral;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * What a .npy file's header says.
 *
 * @param rows number of rows
 * @param transposed whether the values of a column, and not those of a row, are together
 * @param start where the values begin, in bytes
 */
record NpyHeader(List<NpyField> fields, long rows, boolean transposed, int start) {
    static final String ADVICE =
            "Write a CSV file with one row an architecture: a column architecture, and one for every score.";
    private static final int LONGEST_HEADER = 1 << 20;

    /** Whether a field is text, so that rows can say of which architectures they are. */
    boolean hasTexts() {
        return fields.stream().anyMatch(field -> "US".indexOf(field.kind()) >= 0);
    }

    /** Bytes of a row. */
    int width() {
        return fields.stream().mapToInt(NpyField::size).sum();
    }

    /**
     * Reads the header.
     *
     * @throws IOException if it is damaged
     * @throws InvalidInputException if it describes values that are not read, or does not say of which architectures they are
     */
    static NpyHeader of(SourceFile file, ReadLimits limits, Progress progress) throws IOException {
        String name = file.name();
        try (DataInputStream in = new DataInputStream(file.open(limits, progress.silent()))) {
            in.skipNBytes(6);
            int version = in.readUnsignedByte();
            in.skipNBytes(1);
            long length = version == 1
                    ? Short.reverseBytes(in.readShort()) & 0xffff
                    : Integer.reverseBytes(in.readInt()) & 0xffff_ffffL;
            if (length > LONGEST_HEADER) {
                throw new IOException("a header of " + length + " bytes is announced");
            }
            String text = new String(in.readNBytes((int) length), StandardCharsets.UTF_8).strip();
            if (!(PythonLiteral.parse(text).orElse(null) instanceof Map<?, ?> map)
                    || !(map.get("shape") instanceof List<?> shape)
                    || shape.stream().anyMatch(size -> !(size instanceof Long n) || n < 0)) {
                throw new IOException("its header does not say what it holds");
            }
            return of(
                    name,
                    map.get("descr"),
                    shape,
                    "True".equals(map.get("fortran_order")),
                    (int) length + (version == 1 ? 10 : 12),
                    limits);
        }
    }

    private static NpyHeader of(
            String file, Object descr, List<?> shape, boolean byColumn, int start, ReadLimits limits) {
        long rows = shape.isEmpty() ? 1 : (Long) shape.get(0);
        long width = shape.size() < 2 ? 1 : (Long) shape.get(1);
        boolean structured = descr instanceof List<?>;
        List<NpyField> fields = new ArrayList<>();
        if (descr instanceof List<?> list) {
            for (Object item : list) {
                if (!(item instanceof List<?> pair) || pair.size() != 2) {
                    throw new InvalidInputException(
                            "The NumPy file \"" + file + "\" holds arrays within its rows, which are not read.",
                            ADVICE);
                }
                fields.add(NpyField.of(file, String.valueOf(pair.get(0)), pair.get(1)));
            }
        } else {
            NpyField field = NpyField.of(file, "", descr);
            limits.checkColumns(file, (int) Math.min(Integer.MAX_VALUE, width));
            for (int i = 0; i < width; i++) {
                String stem = file.replaceFirst("(?i)\\.np[yz].*$", "");
                fields.add(new NpyField(
                        width == 1 ? stem : stem + " " + (i + 1), field.kind(), field.size(), field.order()));
            }
        }
        if (shape.size() > 2 || fields.isEmpty() || structured && width > 1) {
            throw new InvalidInputException(
                    "The NumPy file \"" + file + "\" holds an array of the shape " + shape
                            + "; one of rows and columns was expected.",
                    ADVICE);
        }
        if (!structured && rows != Nb201Order.COUNT) {
            throw new InvalidInputException(
                    "The NumPy file \"" + file + "\" holds " + rows + (rows == 1 ? " row" : " rows")
                            + " of numbers, and does not say of which architectures they are; only the "
                            + Nb201Order.COUNT
                            + " of NAS-Bench-201 have a known order.",
                    ADVICE);
        }
        limits.checkRows(file, rows, fields.size());
        return new NpyHeader(fields, rows, byColumn && width > 1, start);
    }
}
