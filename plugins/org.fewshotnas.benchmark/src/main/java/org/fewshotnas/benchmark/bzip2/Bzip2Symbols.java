package org.fewshotnas.benchmark.bzip2;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * The bytes of a block behind its transform: numbers that move symbols to the front, and counts of how often the first comes again. Half of
 * the time of unpacking is spent here, so that what changes with every symbol is in local variables: the next bits, and the first eight
 * symbols in one number, the first of them lowest.
 */
final class Bzip2Symbols {
    private static final int GROUP = 50;
    private static final int FIRST = 8;

    private final byte[] symbols;
    private final int used;
    private final byte[] selectors;
    private final Bzip2Code[] codes;

    /**
     * @param symbols bytes that come up, in rising order; there is room for 256
     * @param used how many there are
     * @param selectors the code of each group
     */
    Bzip2Symbols(byte[] symbols, int used, byte[] selectors, Bzip2Code[] codes) {
        this.symbols = symbols;
        this.used = used;
        this.selectors = selectors;
        this.codes = codes;
    }

    /** Reads all bytes into a workspace; how many. */
    int read(Bzip2Bits in, Bzip2Workspace workspace) throws IOException {
        byte[] out = workspace.bytes(1);
        int size = 0;
        int zeros = 0;
        int weight = 1;
        long front = 0;
        for (int i = FIRST - 1; i >= 0; i--) {
            front = front << 8 | symbols[i] & 0xff;
        }
        for (byte selector : selectors) {
            Bzip2Code code = codes[selector];
            long bits = 0;
            int taken = 0;
            for (int i = 0; i < GROUP; i++) {
                if ((i & 1) == 0) {
                    // There are 56 bits at least, enough for two codes.
                    bits = in.refill(taken);
                    taken = 0;
                }
                int entry = code.entry(bits);
                int length = entry & 31;
                int symbol = entry >>> 5;
                bits <<= length;
                taken += length;
                if (symbol <= 1) {
                    // Digits 1 and 2 of the number of zeros, the lowest first.
                    zeros += weight << symbol;
                    weight <<= 1;
                    if (zeros > Bzip2Block.MOST_BYTES - size) {
                        throw tooLong();
                    }
                    continue;
                }
                if (zeros > 0) {
                    out = workspace.bytes(size + zeros);
                    if (zeros == 1) {
                        out[size] = (byte) front;
                    } else {
                        Arrays.fill(out, size, size + zeros, (byte) front);
                    }
                    size += zeros;
                    zeros = 0;
                    weight = 1;
                }
                if (symbol > used) {
                    in.take(taken);
                    return size;
                }
                if (size == Bzip2Block.MOST_BYTES) {
                    throw tooLong();
                }
                int index = symbol - 1;
                if (index < FIRST) {
                    int shift = 8 * index;
                    long moved = -1L >>> 56 - shift;
                    front = front & ~moved | front << 8 & moved | front >>> shift & 0xff;
                } else {
                    int value = symbols[index] & 0xff;
                    System.arraycopy(symbols, FIRST, symbols, FIRST + 1, index - FIRST);
                    symbols[FIRST] = (byte) (front >>> 56);
                    front = front << 8 | value;
                }
                if (size == out.length) {
                    out = workspace.bytes(size + 1);
                }
                out[size++] = (byte) front;
            }
            in.take(taken);
        }
        throw new ZipException("a block has no end");
    }

    private static ZipException tooLong() {
        return new ZipException("a block is too long");
    }
}
