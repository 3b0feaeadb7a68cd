package org.fewshotnas.benchmark.arrow;

import java.io.IOException;

/**
 * Unpacks LZ4 frames, as Arrow has them: a header, then blocks that may refer to the content of those before them. Block and frame are
 * described at github.com/lz4/lz4, files lz4_Block_format.md and lz4_Frame_format.md. Check sums are passed over.
 */
public final class Lz4Frame {
    private static final int MAGIC = 0x184d2204;
    private static final int HAS_DICTIONARY = 1;
    private static final int HAS_CONTENT_SUM = 1 << 2;
    private static final int HAS_SIZE = 1 << 3;
    private static final int HAS_BLOCK_SUM = 1 << 4;
    private static final int SHORTEST_MATCH = 4;

    private final byte[] in;
    private final byte[] out;
    private int at;
    private int filled;

    private Lz4Frame(byte[] in, int size) {
        this.in = in;
        this.out = new byte[size];
    }

    /**
     * The content of frames, one after the other.
     *
     * @param size bytes of the content, which the caller has checked
     * @throws IOException if it is not so long, or the frames are damaged
     */
    public static byte[] unpack(byte[] packed, int size) throws IOException {
        Lz4Frame frame = new Lz4Frame(packed, size);
        while (frame.at < packed.length) {
            frame.frame();
        }
        if (frame.filled != size) {
            throw new IOException("an LZ4 frame holds " + frame.filled + " bytes where " + size + " are announced");
        }
        return frame.out;
    }

    private void frame() throws IOException {
        int magic = int32();
        int flags = next();
        next();
        if (magic != MAGIC || flags >>> 6 != 1 || (flags & HAS_DICTIONARY) != 0) {
            throw new IOException("an LZ4 frame of an unknown kind");
        }
        skip((flags & HAS_SIZE) != 0 ? 9 : 1);
        for (int length = int32(); length != 0; length = int32()) {
            int size = length & Integer.MAX_VALUE;
            if (size > in.length - at) {
                throw new IOException("an LZ4 block goes beyond its frame");
            }
            if (length < 0) {
                copy(size);
            } else {
                block(at + size);
            }
            skip((flags & HAS_BLOCK_SUM) != 0 ? 4 : 0);
        }
        skip((flags & HAS_CONTENT_SUM) != 0 ? 4 : 0);
    }

    private void block(int end) throws IOException {
        while (at < end) {
            int token = next();
            copy(length(token >>> 4));
            if (at >= end) {
                return;
            }
            int distance = next() | next() << 8;
            int length = length(token & 15) + SHORTEST_MATCH;
            if (distance == 0 || distance > filled || length > out.length - filled) {
                throw new IOException("an LZ4 block refers to what is not there");
            }
            // Byte by byte: a match may overlap what it makes.
            for (int i = 0; i < length; i++, filled++) {
                out[filled] = out[filled - distance];
            }
        }
    }

    private int length(int start) throws IOException {
        int length = start;
        if (start == 15) {
            int more;
            do {
                more = next();
                length += more;
                if (length > out.length) {
                    throw new IOException("an LZ4 block is longer than announced");
                }
            } while (more == 255);
        }
        return length;
    }

    private void copy(int length) throws IOException {
        if (length > in.length - at || length > out.length - filled) {
            throw new IOException("an LZ4 block is longer than announced");
        }
        System.arraycopy(in, at, out, filled, length);
        at += length;
        filled += length;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private int next() throws IOException {
        if (at >= in.length) {
            throw new IOException("an LZ4 frame ends too early");
        }
        return in[at++] & 0xff;
    }

    private int int32() throws IOException {
        return next() | next() << 8 | next() << 16 | next() << 24;
    }
}
