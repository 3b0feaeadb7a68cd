package org.fewshotnas.benchmark.bzip2;

import java.io.EOFException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The bits of a piece of a bzip2 file, the highest of each byte first. */
final class Bzip2Bits {
    /** Zeros that follow the bytes of a piece, so that eight bytes can be read at once up to its end. */
    static final int PADDING = 16;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private final long endBit;
    private int at;
    private long bits;
    private int count;

    Bzip2Bits(Bzip2Piece piece) throws EOFException {
        this.bytes = piece.bytes();
        this.end = bytes.length - PADDING;
        this.endBit = piece.end();
        refill();
        take(piece.from());
    }

    /** Makes sure that there are 56 bits at least; behind the end there are zeros. */
    private void refill() throws EOFException {
        if (at > end + 8) {
            throw new EOFException("bzip2");
        }
        bits |= (long) LONGS.get(bytes, at) >>> count;
        at += 63 - count >>> 3;
        count |= 56;
    }

    /** Takes bits that were looked at, and shows the next, highest first: 56 at least. */
    long refill(int taken) throws EOFException {
        take(taken);
        refill();
        return bits;
    }

    /** Takes bits that were looked at. */
    void take(int n) {
        bits <<= n;
        count -= n;
    }

    /** Reads 1 to 32 bits. */
    int read(int n) throws EOFException {
        if (count < n) {
            refill();
        }
        int value = (int) (bits >>> 64 - n);
        take(n);
        return value;
    }

    /** The number of the next bit in the piece. */
    long position() {
        return 8L * at - count;
    }

    /** Fails if more was read than there is. */
    void checkEnd() throws EOFException {
        if (position() > endBit) {
            throw new EOFException("bzip2");
        }
    }
}
