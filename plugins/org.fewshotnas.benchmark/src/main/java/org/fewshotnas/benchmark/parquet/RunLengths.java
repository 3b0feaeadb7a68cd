package org.fewshotnas.benchmark.parquet;

import java.io.EOFException;
import java.io.IOException;

/** Small numbers of a fixed width in bits, written as runs of one number, or one after the other; the lowest bit comes first. */
final class RunLengths {
    private final byte[] bytes;
    private final int end;
    private final int width;
    private int at;
    private long left;
    private boolean packed;
    private int repeated;
    private long bits;
    private int bitCount;

    /** @param width of a number in bits, 0 to 32 */
    RunLengths(byte[] bytes, int from, int end, int width) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.width = width;
    }

    int next() throws IOException {
        while (left == 0) {
            startRun();
        }
        left--;
        if (!packed) {
            return repeated;
        }
        while (bitCount < width) {
            bits |= (long) nextByte() << bitCount;
            bitCount += 8;
        }
        int value = (int) (bits & (1L << width) - 1);
        bits >>>= width;
        bitCount -= width;
        return value;
    }

    private void startRun() throws IOException {
        long header = 0;
        int shift = 0;
        int b;
        do {
            b = nextByte();
            header |= (long) (b & 0x7f) << shift;
            shift += 7;
        } while (b >= 0x80 && shift < 42);
        packed = (header & 1) != 0;
        left = packed ? (header >>> 1) * 8 : header >>> 1;
        bits = 0;
        bitCount = 0;
        if (!packed) {
            repeated = 0;
            for (int i = 0; i < (width + 7) / 8; i++) {
                repeated |= nextByte() << 8 * i;
            }
        }
    }

    private int nextByte() throws IOException {
        if (at >= end) {
            throw new EOFException("a page ends too early");
        }
        return bytes[at++] & 0xff;
    }
}
