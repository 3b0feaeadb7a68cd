package org.fewshotnas.benchmark.bzip2;

import java.io.IOException;
import java.util.zip.ZipException;

/** What a block of bzip2 begins with. */
final class Bzip2Header {
    private static final int MOST_CODES = 6;
    private static final int LONGEST_CODE = 20;

    private Bzip2Header() {}

    /** Reads which bytes come up, in rising order; how many. */
    static int symbols(Bzip2Bits in, byte[] symbols) throws IOException {
        int groups = in.read(16);
        int used = 0;
        for (int i = 0; i < 16; i++) {
            if ((groups >> 15 - i & 1) != 0) {
                int members = in.read(16);
                for (int k = 0; k < 16; k++) {
                    if ((members >> 15 - k & 1) != 0) {
                        symbols[used++] = (byte) (16 * i + k);
                    }
                }
            }
        }
        if (used == 0) {
            throw new ZipException("a block uses no bytes");
        }
        return used;
    }

    /** Reads how many codes there are. */
    static int codeCount(Bzip2Bits in) throws IOException {
        int codes = in.read(3);
        if (codes < 2 || codes > MOST_CODES) {
            throw new ZipException("a block has " + codes + " codes");
        }
        return codes;
    }

    /** Reads which code each group of symbols is written in. */
    static byte[] selectors(Bzip2Bits in, int codes) throws IOException {
        byte[] order = new byte[codes];
        for (int i = 0; i < codes; i++) {
            order[i] = (byte) i;
        }
        byte[] selectors = new byte[in.read(15)];
        for (int i = 0; i < selectors.length; i++) {
            int back = 0;
            while (in.read(1) == 1) {
                if (++back == codes) {
                    throw new ZipException("unknown selector");
                }
            }
            byte selector = order[back];
            System.arraycopy(order, 0, order, 1, back);
            order[0] = selector;
            selectors[i] = selector;
        }
        return selectors;
    }

    /** Reads the lengths of the codes of all symbols. */
    static Bzip2Code[] codes(Bzip2Bits in, int count, int size) throws IOException {
        Bzip2Code[] codes = new Bzip2Code[count];
        for (int i = 0; i < count; i++) {
            byte[] lengths = new byte[size];
            int length = in.read(5);
            for (int symbol = 0; symbol < size; symbol++) {
                while (in.read(1) == 1) {
                    length += in.read(1) == 0 ? 1 : -1;
                    if (length < 1 || length > LONGEST_CODE) {
                        break;
                    }
                }
                if (length < 1 || length > LONGEST_CODE) {
                    throw new ZipException("a code is " + length + " bits long");
                }
                lengths[symbol] = (byte) length;
            }
            codes[i] = new Bzip2Code(lengths, size);
        }
        return codes;
    }
}
