package org.fewshotnas.benchmark.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.fewshotnas.benchmark.numbers.HalfPrecision;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * A field of the rows of a NumPy array.
 *
 * @param name empty in an array of numbers alone
 * @param kind NumPy's letter: f, i, u, b, U or S
 * @param size in bytes
 * @param order of its bytes
 */
record NpyField(String name, char kind, int size, ByteOrder order) {
    private static final int LONGEST_TEXT = 4_096;

    static NpyField of(String file, String name, Object descr) {
        String type = String.valueOf(descr);
        if (!type.matches("[<>|=][fiubUS]\\d{1,5}")) {
            throw new InvalidInputException(
                    "The NumPy file \"" + file + "\" holds "
                            + (type.equals("|O") ? "Python objects" : "values of the type " + type)
                            + ", which are not read" + (type.equals("|O") ? "; nothing of it was run." : "."),
                    NpyHeader.ADVICE);
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
                    NpyHeader.ADVICE);
        }
        return new NpyField(
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
                        : size == 4 ? Float.toString(row.getFloat(at)) : number(HalfPrecision.value(row.getShort(at)));
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
