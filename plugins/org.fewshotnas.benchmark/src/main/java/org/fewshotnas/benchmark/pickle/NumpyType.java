package org.fewshotnas.benchmark.pickle;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A numpy data type of numbers, truth values or texts. */
public final class NumpyType {
    private final char kind;
    private final int size;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    private NumpyType(char kind, int size) {
        this.kind = kind;
        this.size = size;
    }

    /** The type of a code such as "f8", if it is one of data that is read here. */
    static Optional<NumpyType> of(String code) {
        if (code.length() < 2 || code.length() > 7) {
            return Optional.empty();
        }
        int size;
        try {
            size = Integer.parseInt(code.substring(1));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        char kind = code.charAt(0);
        boolean known =
                switch (kind) {
                    case 'f' -> size == 2 || size == 4 || size == 8;
                    case 'i', 'u' -> size == 1 || size == 2 || size == 4 || size == 8;
                    case 'b' -> size == 1;
                    case 'U', 'S' -> size >= 0;
                    default -> false;
                };
        return known ? Optional.of(new NumpyType(kind, kind == 'U' ? 4 * size : size)) : Optional.empty();
    }

    /** Sets the byte order from its sign: {@code <}, {@code >}, {@code |} or {@code =}; false if it is none of them. */
    boolean setOrder(Object sign) {
        if ("<".equals(sign) || "|".equals(sign) || "=".equals(sign)) {
            order = ByteOrder.LITTLE_ENDIAN;
        } else if (">".equals(sign)) {
            order = ByteOrder.BIG_ENDIAN;
        } else {
            return false;
        }
        return true;
    }

    /** Bytes of one value. */
    int size() {
        return size;
    }

    /** The value at a place: Double, Long, BigInteger, Boolean or String. */
    Object value(byte[] bytes, int at) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        switch (kind) {
            case 'f':
                return size == 8
                        ? buffer.getDouble(at)
                        : size == 4 ? (double) buffer.getFloat(at) : (double) halfToFloat(buffer.getShort(at));
            case 'i':
                return integer(buffer, at);
            case 'u':
                long signed = integer(buffer, at);
                if (size == 8) {
                    return signed >= 0 ? (Object) signed : (Object) new BigInteger(Long.toUnsignedString(signed));
                }
                return signed & (1L << 8 * size) - 1;
            case 'b':
                return bytes[at] != 0;
            default:
                return text(bytes, at);
        }
    }

    private long integer(ByteBuffer buffer, int at) {
        return switch (size) {
            case 1 -> buffer.get(at);
            case 2 -> buffer.getShort(at);
            case 4 -> buffer.getInt(at);
            default -> buffer.getLong(at);
        };
    }

    private String text(byte[] bytes, int at) {
        Charset charset = kind == 'S'
                ? StandardCharsets.ISO_8859_1
                : Charset.forName(order == ByteOrder.LITTLE_ENDIAN ? "UTF-32LE" : "UTF-32BE");
        String text = new String(bytes, at, size, charset);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--;
        }
        return text.substring(0, end);
    }

    /** IEEE 754 binary16. */
    static float halfToFloat(short half) {
        int exponent = half >> 10 & 0x1f;
        int fraction = half & 0x3ff;
        float value;
        if (exponent == 0) {
            value = fraction * 0x1p-24f;
        } else if (exponent == 31) {
            value = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            value = Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
        }
        return half < 0 ? -value : value;
    }
}
