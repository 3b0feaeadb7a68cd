package org.fewshotnas.benchmark.bzip2;

import java.util.Arrays;

/** What a thread needs to unpack a block, to use again for the next: it is several times as large as the block. */
final class Bzip2Workspace {
    private byte[] bytes = new byte[1 << 16];
    private short[] rows = {};

    /** Room for some bytes, of which those that were written stay. */
    byte[] bytes(int size) {
        if (size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(Bzip2Block.MOST_BYTES, Math.max(size, 2 * bytes.length)));
        }
        return bytes;
    }

    /** Room for as many numbers, whatever is in there. */
    short[] rows(int size) {
        if (size > rows.length) {
            rows = new short[size];
        }
        return rows;
    }
}
