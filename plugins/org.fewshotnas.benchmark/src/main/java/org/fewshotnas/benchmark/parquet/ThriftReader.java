package org.fewshotnas.benchmark.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Thrift's compact protocol, in which Parquet describes a file and its pages. A structure is a row of fields, each with a number and a
 * type; those that nobody asks for are skipped. What is announced is compared with what is there before memory is taken.
 */
final class ThriftReader {
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int LONG = 6;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int STRUCT = 12;
    private static final int DEEPEST = 64;

    private final byte[] bytes;
    private final int end;
    private final long offset;
    private int at;
    private int type;
    private int depth;

    /** Takes the value of a field, or leaves it. */
    interface Fields {
        /** @return whether it read the field's value; else that is skipped */
        boolean read(int field) throws IOException;
    }

    /** Reads an element of a list. */
    interface Element<T> {
        T read() throws IOException;
    }

    /**
     * @param bytes to read from
     * @param from the first
     * @param end behind the last
     * @param offset of the first in the file, for messages
     */
    ThriftReader(byte[] bytes, int from, int end, long offset) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.offset = offset - from;
    }

    /** Index of the next byte. */
    int position() {
        return at;
    }

    /** Reads a structure. */
    void structure(Fields fields) throws IOException {
        if (++depth > DEEPEST) {
            throw damaged("it is nested too deep");
        }
        int field = 0;
        while (true) {
            int header = next();
            if (header == 0) {
                depth--;
                return;
            }
            int step = header >>> 4;
            field = step == 0 ? (int) zigzag() : field + step;
            int fieldType = header & 15;
            type = fieldType;
            if (!fields.read(field)) {
                skip(fieldType);
            }
        }
    }

    /** Reads a structure that is the value of a field. */
    boolean inner(Fields fields) throws IOException {
        require(type == STRUCT);
        structure(fields);
        return true;
    }

    /** Reads a list. */
    <T> List<T> list(Element<T> element) throws IOException {
        require(type == LIST);
        List<T> list = new ArrayList<>();
        int header = next();
        for (long i = length(header); i > 0; i--) {
            type = header & 15;
            list.add(element.read());
        }
        return list;
    }

    /** The number of elements of a list, each of which takes one byte at least. */
    private long length(int header) throws IOException {
        return header >>> 4 == 15 ? length() : header >>> 4;
    }

    long number() throws IOException {
        require(type >= BYTE && type <= LONG);
        return type == BYTE ? (byte) next() : zigzag();
    }

    /** A number that must not be negative nor beyond the largest int. */
    int size() throws IOException {
        long number = number();
        require(number >= 0 && number <= Integer.MAX_VALUE);
        return (int) number;
    }

    boolean truth() throws IOException {
        require(type == TRUE || type == FALSE);
        return type == TRUE;
    }

    String text() throws IOException {
        require(type == BINARY);
        int length = length();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    private int length() throws IOException {
        long length = varint();
        if (length < 0 || length > end - at) {
            throw tooShort();
        }
        return (int) length;
    }

    private void skip(int skipped) throws IOException {
        switch (skipped) {
            case TRUE, FALSE -> {}
            case BYTE -> next();
            case 4, 5, LONG -> varint();
            case DOUBLE -> skipBytes(8);
            case BINARY -> skipBytes(length());
            case LIST, SET -> {
                int header = next();
                for (long i = length(header); i > 0; i--) {
                    skipElement(header & 15);
                }
            }
            case MAP -> skipMap();
            case STRUCT -> structure(field -> false);
            default -> throw damaged("a field has the unknown type " + skipped);
        }
    }

    /** Truth values are in the type of a field, but in a byte of their own in a list. */
    private void skipElement(int skipped) throws IOException {
        if (++depth > DEEPEST) {
            throw damaged("it is nested too deep");
        }
        if (skipped == TRUE || skipped == FALSE) {
            next();
        } else {
            skip(skipped);
        }
        depth--;
    }

    private void skipMap() throws IOException {
        int size = length();
        int types = size == 0 ? 0 : next();
        for (int i = 0; i < size; i++) {
            skipElement(types >>> 4);
            skipElement(types & 15);
        }
    }

    private void skipBytes(int n) throws IOException {
        require(n <= end - at);
        at += n;
    }

    private int next() throws IOException {
        if (at >= end) {
            throw tooShort();
        }
        return bytes[at++] & 0xff;
    }

    private EOFException tooShort() {
        return new EOFException("a description ends too early, after byte " + (offset + at));
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = next();
            value |= (b & 0x7fL) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw damaged("a number is too long");
    }

    private long zigzag() throws IOException {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    private void require(boolean fits) throws IOException {
        if (!fits) {
            throw damaged("it is not what belongs there");
        }
    }

    private IOException damaged(String what) {
        return new IOException("a description cannot be read at byte " + (offset + at) + ": " + what);
    }
}
