package org.fewshotnas.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The bits of a bzip2 file, the highest of each byte first. */
final class Bzip2Bits {
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private long bits;
    private int count;
    private int behindEnd;

    Bzip2Bits(InputStream in) {
        this.in = in;
    }

    /** The next bits, 1 to 32, without taking them; behind the end of the file there are zeros. */
    int peek(int n) throws IOException {
        while (count < n) {
            fill();
        }
        return (int) (bits >>> 64 - n);
    }

    /** Takes bits that were looked at. */
    void take(int n) throws IOException {
        bits <<= n;
        count -= n;
        if (count < behindEnd) {
            throw new EOFException("bzip2");
        }
    }

    int read(int n) throws IOException {
        int value = peek(n);
        take(n);
        return value;
    }

    /** Goes on to the next whole byte; whether there is one. */
    boolean nextByte() throws IOException {
        take(count & 7);
        peek(8);
        return count > behindEnd;
    }

    private void fill() throws IOException {
        if (at == end && behindEnd == 0) {
            end = Math.max(0, in.read(buffer));
            at = 0;
        }
        if (at < end) {
            bits |= (buffer[at++] & 0xffL) << 56 - count;
        } else {
            behindEnd += 8;
        }
        count += 8;
    }
}
