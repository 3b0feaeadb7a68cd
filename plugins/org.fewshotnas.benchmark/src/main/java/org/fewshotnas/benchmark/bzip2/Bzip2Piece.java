package org.fewshotnas.benchmark.bzip2;

import java.util.Arrays;

/**
 * A part of a bzip2 file from what looks like the beginning of a block, or like the end of a stream, up to the next. Such a beginning is 48
 * bits that may come up anywhere, so that what they are is told by reading what is before.
 *
 * @param kind what it looks like
 * @param bytes that its bits are in, and then {@link Bzip2Bits#PADDING} zeros
 * @param from number of its first bit in the bytes, below 8
 * @param end number of the bit behind its last
 * @param offset of its first byte in the file
 */
record Bzip2Piece(Kind kind, byte[] bytes, int from, long end, long offset) {
    /** What the first bits look like. */
    enum Kind {
        BLOCK,
        END,
        OTHER
    }

    /** The number of its bits. */
    long length() {
        return end - from;
    }

    /** This piece and those that follow it in one. */
    Bzip2Piece join(Iterable<Bzip2Piece> following) {
        long joinedEnd = end;
        for (Bzip2Piece piece : following) {
            joinedEnd += piece.length();
        }
        byte[] joined = Arrays.copyOf(bytes, (int) (joinedEnd + 7 >>> 3) + Bzip2Bits.PADDING);
        int at = (int) (end >>> 3);
        for (Bzip2Piece piece : following) {
            int length = piece.bytes.length - Bzip2Bits.PADDING;
            System.arraycopy(piece.bytes, 0, joined, at, length);
            at = (int) (8L * at + piece.end >>> 3);
        }
        return new Bzip2Piece(kind, joined, from, joinedEnd, offset);
    }
}
