package org.fewshotnas.benchmark.text;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fewshotnas.benchmark.dialect.Nb201Order;
import org.fewshotnas.benchmark.dialect.PythonLiteral;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.FileInput;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.layout.TextTable;
import org.fewshotnas.benchmark.layout.TextTableFormat;
import org.fewshotnas.benchmark.numbers.HalfPrecision;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * NumPy's .npy files of numbers: 15,625 scores in NAS-Bench-201's order, or as many rows of them; and structured arrays, of which one field
 * holds the architectures as text. Arrays of Python objects are pickles and are not read. The format is NumPy's NEP 1.
 */
public final class NpyFormat extends TextTableFormat {
    private static final String ADVICE =
            "Write a CSV file with one row an architecture: a column architecture, and one for every score.";
    private static final int LONGEST_HEADER = 1 << 20;
    private static final int LONGEST_TEXT = 4_096;

    @Override
    public String name() {
        return "NumPy array";
    }

    @Override
    public boolean recognises(FileHead head) {
        return head.startsWith(0x93, 'N', 'U', 'M', 'P', 'Y');
    }

    /** A field of a row. */
    private record Field(String name, char kind, int size, ByteOrder order) {
        static Field of(String file, String name, Object descr) {
            String type = String.valueOf(descr);
            if (!type.matches("[<>|=][fiubUS]\\d{1,5}")) {
                throw new InvalidInputException(
                        "The NumPy file \"" + file + "\" holds "
                                + (type.equals("|O") ? "Python objects" : "values of the type " + type)
                                + ", which are not read" + (type.equals("|O") ? "; nothing of it was run." : "."),
                        ADVICE);
            }
            int count = Integer.parseInt(type.substring(2));
            char kind = type.charAt(1);
            boolean fits =
                    switch (kind) {
                        case 'f' -> count == 2 || count == 4 || count == 8;
                        case 'i', 'u' -> count == 1 || count == 2 || count == 4 || count == 8;
                        case 'b' -> count == 1;
                        default -> count <= LONGEST_TEXT;
                    };
            if (!fits) {
                throw new InvalidInputException(
                        "The NumPy file \"" + file + "\" holds values of the type " + type + ", which are not read.",
                        ADVICE);
            }
            return new Field(
                    name,
                    kind,
                    kind == 'U' ? 4 * count : count,
                    type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        }

        /** The text of a value, as a table of texts has it. */
        String text(ByteBuffer row, int at) {
            row.order(order);
            return switch (kind) {
                case 'f' ->
                    size == 8
                            ? number(row.getDouble(at))
                            : size == 4
                                    ? Float.toString(row.getFloat(at))
                                    : number(HalfPrecision.value(row.getShort(at)));
                case 'i' -> String.valueOf(whole(row, at));
                case 'u' ->
                    size == 8
                            ? Long.toUnsignedString(row.getLong(at))
                            : String.valueOf(whole(row, at) & (1L << 8 * size) - 1);
                case 'b' -> row.get(at) == 0 ? "False" : "True";
                case 'S' -> bytes(row, at, StandardCharsets.ISO_8859_1);
                default -> bytes(row, at, Charset.forName(order == ByteOrder.BIG_ENDIAN ? "UTF-32BE" : "UTF-32LE"));
            };
        }

        private static String number(double value) {
            return Double.isNaN(value) ? "" : String.valueOf(value);
        }

        private long whole(ByteBuffer row, int at) {
            return switch (size) {
                case 1 -> row.get(at);
                case 2 -> row.getShort(at);
                case 4 -> row.getInt(at);
                default -> row.getLong(at);
            };
        }

        private String bytes(ByteBuffer row, int at, Charset charset) {
            String text = new String(row.array(), at, size, charset);
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == 0) {
                end--;
            }
            return text.substring(0, end);
        }
    }

    /** What a file's header says. */
    private record Header(List<Field> fields, long rows, boolean transposed, int start) {}

    private static Header header(Path file, ReadLimits limits) throws IOException {
        String name = FileInput.name(file);
        try (DataInputStream in = new DataInputStream(FileInput.open(file, limits, Progress.NONE))) {
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
            return header(
                    name,
                    map.get("descr"),
                    shape,
                    "True".equals(map.get("fortran_order")),
                    (int) length + (version == 1 ? 10 : 12),
                    limits);
        }
    }

    private static Header header(
            String file, Object descr, List<?> shape, boolean byColumn, int start, ReadLimits limits) {
        long rows = shape.isEmpty() ? 1 : (Long) shape.get(0);
        long width = shape.size() < 2 ? 1 : (Long) shape.get(1);
        boolean structured = descr instanceof List<?>;
        List<Field> fields = new ArrayList<>();
        if (descr instanceof List<?> list) {
            for (Object item : list) {
                if (!(item instanceof List<?> pair) || pair.size() != 2) {
                    throw new InvalidInputException(
                            "The NumPy file \"" + file + "\" holds arrays within its rows, which are not read.",
                            ADVICE);
                }
                fields.add(Field.of(file, String.valueOf(pair.get(0)), pair.get(1)));
            }
        } else {
            Field field = Field.of(file, "", descr);
            limits.checkColumns(file, (int) Math.min(Integer.MAX_VALUE, width));
            for (int i = 0; i < width; i++) {
                String stem = file.replaceFirst("(?i)\\.np[yz].*$", "");
                fields.add(
                        new Field(width == 1 ? stem : stem + " " + (i + 1), field.kind(), field.size(), field.order()));
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
        return new Header(fields, rows, byColumn && width > 1, start);
    }

    @Override
    protected TextTable open(Path file, ReadLimits limits, Progress progress) throws IOException {
        Header header = header(file, limits);
        boolean structured = header.fields().stream().anyMatch(field -> "US".indexOf(field.kind()) >= 0);
        List<String> names = new ArrayList<>();
        if (!structured) {
            names.add("architecture");
        }
        header.fields().forEach(field -> names.add(field.name()));
        return new TextTable() {
            @Override
            public List<String> header() {
                return names;
            }

            @Override
            public char separator() {
                return 0;
            }

            @Override
            public String rowNoun() {
                return "row";
            }

            @Override
            public List<String> notes() {
                return structured
                        ? List.of()
                        : List.of("The rows were taken to be in NAS-Bench-201's order of architectures.");
            }

            @Override
            public void walk(Progress watch, Visitor visitor) throws IOException {
                try (InputStream in = FileInput.open(file, limits, watch)) {
                    in.skipNBytes(header.start());
                    rows(in, header, !structured, visitor);
                }
            }
        };
    }

    private static void rows(InputStream in, Header header, boolean numbered, TextTable.Visitor visitor)
            throws IOException {
        int width = header.fields().stream().mapToInt(Field::size).sum();
        int first = header.fields().get(0).size();
        ByteBuffer all = null;
        if (header.transposed()) {
            // At most the scores that are allowed, and counted as they come.
            byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 16, header.rows() * width));
            all = ByteBuffer.wrap(bytes);
        }
        for (long row = 0; row < header.rows(); row++) {
            byte[] bytes = all == null ? in.readNBytes(width) : new byte[0];
            if (all == null ? bytes.length < width : all.capacity() < header.rows() * width) {
                throw new EOFException();
            }
            List<String> cells = new ArrayList<>();
            if (numbered) {
                cells.add(Nb201Order.architectures().get((int) row));
            }
            int at = 0;
            for (int i = 0; i < header.fields().size(); i++) {
                Field field = header.fields().get(i);
                cells.add(
                        all == null
                                ? field.text(ByteBuffer.wrap(bytes), at)
                                : field.text(all, (int) (i * header.rows() + row) * first));
                at += field.size();
            }
            visitor.row(new TextTable.Row(row + 1, cells));
        }
    }
}
