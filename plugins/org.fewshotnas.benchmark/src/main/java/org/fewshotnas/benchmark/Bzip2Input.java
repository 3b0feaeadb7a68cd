package org.fewshotnas.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * Unpacks bzip2, one stream or several behind each other. Benchmarks pack gigabytes with it, and unpacking them is most of the work of
 * reading them: this takes half the time of the usual library. The check sum of every block is checked.
 *
 * <p>A block is, from the outside in: prefix codes; numbers that count zeros and move symbols to the front; the Burrows-Wheeler
 * transform; and runs of four or more equal bytes, the fourth followed by how many more there are.
 */
final class Bzip2Input extends InputStream {
    private static final long BLOCK = 0x3141_5926_5359L;
    private static final long END = 0x1772_4538_5090L;
    private static final int GROUP = 50;
    private static final byte[] REVERSED = new byte[256];

    static {
        for (int i = 0; i < 256; i++) {
            REVERSED[i] = (byte) (Integer.reverse(i) >>> 24);
        }
    }

    private final InputStream packed;
    private final Bzip2Bits in;
    private final byte[] reversed = new byte[1 << 12];
    private final CRC32 crc = new CRC32();
    private int[] transformed = new int[100_000];
    private int level;
    private int expected;
    private int combined;
    private int left;
    private int position;
    private int last = -1;
    private int repeats;
    private int run;
    private boolean inBlock;
    private boolean ended;

    Bzip2Input(InputStream packed) throws IOException {
        this.packed = packed;
        this.in = new Bzip2Bits(packed);
        startStream();
    }

    private void startStream() throws IOException {
        int header = in.read(32);
        level = (header & 0xff) - '0';
        if (header >>> 8 != 0x42_5a_68 || level < 1 || level > 9) {
            throw new ZipException("bzip2: a stream does not begin as it should");
        }
        combined = 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inBlock) {
                startBlock();
                continue;
            }
            int n = unpack(buffer, offset, Math.min(length, reversed.length));
            if (n > 0) {
                return n;
            }
            endBlock();
        }
        return -1;
    }

    private void startBlock() throws IOException {
        long magic = (long) in.read(24) << 24 | in.read(24);
        int check = in.read(32);
        if (magic == BLOCK) {
            expected = check;
            readBlock();
            inBlock = true;
        } else if (magic == END) {
            if (check != combined) {
                throw new ZipException("bzip2: the check sum of a stream is wrong");
            }
            ended = !in.nextByte();
            if (!ended) {
                startStream();
            }
        } else {
            throw new ZipException("bzip2: a block does not begin as it should");
        }
    }

    private void endBlock() throws IOException {
        int found = Integer.reverse((int) crc.getValue());
        if (found != expected) {
            throw new ZipException("bzip2: the check sum of a block is wrong");
        }
        combined = Integer.rotateLeft(combined, 1) ^ found;
        inBlock = false;
    }

    private void readBlock() throws IOException {
        if (in.read(1) != 0) {
            throw new ZipException("bzip2: randomised blocks, of versions before 1.0, are not supported");
        }
        int origin = in.read(24);
        byte[] symbols = new byte[256];
        int used = Bzip2Header.symbols(in, symbols);
        int codeCount = Bzip2Header.codeCount(in);
        byte[] selectors = Bzip2Header.selectors(in, codeCount);
        Bzip2Code[] codes = Bzip2Header.codes(in, codeCount, used + 2);
        int[] counts = new int[257];
        int size = readSymbols(symbols, used, selectors, codes, counts);
        if (origin >= size) {
            throw new ZipException("bzip2: a block begins outside of itself");
        }
        for (int i = 1; i <= 256; i++) {
            counts[i] += counts[i - 1];
        }
        int[] t = transformed;
        for (int i = 0; i < size; i++) {
            t[counts[t[i] & 0xff]++] |= i << 8;
        }
        position = t[origin] >>> 8;
        left = size;
        last = -1;
        repeats = 0;
        run = 0;
        crc.reset();
    }

    /** Reads the symbols of a block; the number of its bytes. */
    private int readSymbols(byte[] symbols, int used, byte[] selectors, Bzip2Code[] codes, int[] counts)
            throws IOException {
        int[] t = transformed;
        int most = level * 100_000;
        int size = 0;
        int zeros = 0;
        int weight = 1;
        for (int group = 0; group < selectors.length; group++) {
            Bzip2Code code = codes[selectors[group]];
            for (int i = 0; i < GROUP; i++) {
                int symbol = code.read(in);
                if (symbol <= 1) {
                    // Digits 1 and 2 of the number of zeros, the lowest first.
                    zeros += weight << symbol;
                    weight <<= 1;
                    if (zeros > most) {
                        throw new ZipException("bzip2: a block is too long");
                    }
                    continue;
                }
                if (zeros > 0) {
                    if (size + zeros > most) {
                        throw new ZipException("bzip2: a block is too long");
                    }
                    int value = symbols[0] & 0xff;
                    counts[value + 1] += zeros;
                    t = room(size + zeros);
                    Arrays.fill(t, size, size + zeros, value);
                    size += zeros;
                    zeros = 0;
                    weight = 1;
                }
                if (symbol == used + 1) {
                    return size;
                }
                if (size == most) {
                    throw new ZipException("bzip2: a block is too long");
                }
                byte value = symbols[symbol - 1];
                System.arraycopy(symbols, 0, symbols, 1, symbol - 1);
                symbols[0] = value;
                counts[(value & 0xff) + 1]++;
                if (size == t.length) {
                    t = room(size + 1);
                }
                t[size++] = value & 0xff;
            }
        }
        throw new ZipException("bzip2: a block has no end");
    }

    /** The array of a block, grown where it must be: most files are smaller than a block may be. */
    private int[] room(int size) {
        if (size > transformed.length) {
            transformed = Arrays.copyOf(transformed, Math.min(level * 100_000, Math.max(size, 2 * transformed.length)));
        }
        return transformed;
    }

    /** Writes bytes of the block; how many, 0 at its end. */
    private int unpack(byte[] buffer, int offset, int length) throws IOException {
        int[] t = transformed;
        int n = 0;
        while (n < length) {
            if (run > 0) {
                int part = Math.min(run, length - n);
                Arrays.fill(buffer, offset + n, offset + n + part, (byte) last);
                Arrays.fill(reversed, n, n + part, REVERSED[last]);
                n += part;
                run -= part;
                continue;
            }
            if (left == 0) {
                break;
            }
            int entry = t[position];
            position = entry >>> 8;
            left--;
            int value = entry & 0xff;
            if (repeats == 4) {
                run = value;
                repeats = 0;
                continue;
            }
            repeats = value == last ? repeats + 1 : 1;
            last = value;
            buffer[offset + n] = (byte) value;
            reversed[n++] = REVERSED[value];
        }
        // bzip2 counts the bits of a byte from its other end.
        crc.update(reversed, 0, n);
        return n;
    }

    @Override
    public void close() throws IOException {
        packed.close();
    }
}
