package org.fewshotnas.benchmark.bzip2;

import java.util.Arrays;
import java.util.zip.ZipException;

/** A prefix code of bzip2. Short codes are looked up in a table, longer ones by where the codes of each length end. */
final class Bzip2Code {
    /** Bits of the longest code. */
    static final int LONGEST = 20;

    private static final int TABLE_BITS = 10;

    /** For the next ten bits the symbol and its length: symbol * 32 + length; 0 where the code is longer. */
    private final short[] table = new short[1 << TABLE_BITS];

    private final int[] limit = new int[LONGEST + 2];
    private final int[] base = new int[LONGEST + 2];
    private final short[] symbols;

    Bzip2Code(byte[] lengths, int size) {
        symbols = new short[size];
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            base[length] = code - index;
            for (int symbol = 0; symbol < size; symbol++) {
                if (lengths[symbol] == length) {
                    if (length <= TABLE_BITS && code < 1 << length) {
                        int from = code << TABLE_BITS - length;
                        Arrays.fill(table, from, from + (1 << TABLE_BITS - length), (short) (symbol << 5 | length));
                    }
                    symbols[index++] = (short) symbol;
                    code++;
                }
            }
            limit[length] = code;
            code <<= 1;
        }
    }

    /** For the next bits, of which {@value #LONGEST} must be there, the symbol and its length: symbol * 32 + length. */
    int entry(long bits) throws ZipException {
        int entry = table[(int) (bits >>> 64 - TABLE_BITS)];
        return entry != 0 ? entry : longEntry((int) (bits >>> 64 - LONGEST));
    }

    private int longEntry(int bits) throws ZipException {
        for (int length = 1; length <= LONGEST; length++) {
            int code = bits >>> LONGEST - length;
            if (code < limit[length]) {
                int index = code - base[length];
                if (index < 0 || index >= symbols.length) {
                    break;
                }
                return symbols[index] << 5 | length;
            }
        }
        throw new ZipException("unknown code");
    }
}
