package org.fewshotnas.benchmark.bzip2;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;

/** The content of a block of bzip2, in which four equal bytes are followed by the number of times, up to 255, that they come again. */
final class Bzip2Runs {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int REVERSED = 1 << 13;
    private static final int NONE = 256;

    private final byte[] bytes;
    private final byte[] reversed = new byte[REVERSED];
    private final CRC32 crc = new CRC32();
    private byte[] ready = {};
    private int readyAt;
    private int readyEnd;
    private int at;
    private int last = NONE;
    private int repeats;
    private int run;

    /** @param bytes of the block, with its runs */
    Bzip2Runs(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Does what is to be done for the next bytes: for all of an ordinary block, but never for much more than the block's size. */
    void prepare() {
        ready = new byte[bytes.length + (bytes.length >> 3) + 64];
        readyEnd = write(ready, 0, ready.length);
    }

    /** Writes bytes of the content; how many, 0 only at its end. */
    int read(byte[] buffer, int offset, int length) {
        if (readyAt == readyEnd) {
            return write(buffer, offset, length);
        }
        int n = Math.min(length, readyEnd - readyAt);
        System.arraycopy(ready, readyAt, buffer, offset, n);
        readyAt += n;
        return n;
    }

    private int write(byte[] buffer, int offset, int length) {
        int n = expand(buffer, offset, offset + length) - offset;
        for (int i = 0; i < n; i += REVERSED) {
            sum(buffer, offset + i, Math.min(REVERSED, n - i));
        }
        return n;
    }

    private int expand(byte[] buffer, int offset, int end) {
        int n = offset;
        while (n < end) {
            if (run > 0) {
                int filled = Math.min(run, end - n);
                Arrays.fill(buffer, n, n + filled, (byte) last);
                n += filled;
                run -= filled;
                continue;
            }
            if (at == bytes.length) {
                break;
            }
            int value = bytes[at++];
            if (repeats == 4) {
                run = value & 0xff;
                repeats = 0;
                continue;
            }
            repeats = value == last ? repeats + 1 : 1;
            last = value;
            buffer[n++] = (byte) value;
        }
        return n;
    }

    /** Adds to the check sum, for which bzip2 counts the bits of each byte from its other end. */
    private void sum(byte[] buffer, int offset, int length) {
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            LONGS.set(reversed, i, Long.reverseBytes(Long.reverse((long) LONGS.get(buffer, offset + i))));
        }
        for (; i < length; i++) {
            reversed[i] = (byte) (Integer.reverse(buffer[offset + i]) >>> 24);
        }
        crc.update(reversed, 0, length);
    }

    /** The check sum of what was read. */
    int checkSum() {
        return Integer.reverse((int) crc.getValue());
    }
}
