package org.fewshotnas.benchmark.bzip2;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.fewshotnas.benchmark.bzip2.Bzip2Piece.Kind;

/** Cuts a bzip2 file where blocks seem to begin and streams to end, at any bit, so that blocks can be unpacked beside each other. */
final class Bzip2Pieces {
    private static final long BLOCK = 0x3141_5926_5359L;
    private static final long END = 0x1772_4538_5090L;
    private static final int MAGIC_BYTES = 6;
    /** No block has more bytes: of 32,767 groups of 50 symbols, each has 20 bits at most. */
    static final int LONGEST = 5 << 20;

    private static final int READ = 1 << 16;

    /** For the second and third byte from where a beginning may be: at which bits of the first it then may be, of each kind. */
    private static final short[] SECOND = new short[256];

    private static final short[] THIRD = new short[256];

    static {
        for (int shift = 0; shift < 8; shift++) {
            SECOND[(int) (BLOCK << 8 - shift >>> 40 & 0xff)] |= (short) (1 << shift);
            THIRD[(int) (BLOCK << 8 - shift >>> 32 & 0xff)] |= (short) (1 << shift);
            SECOND[(int) (END << 8 - shift >>> 40 & 0xff)] |= (short) (256 << shift);
            THIRD[(int) (END << 8 - shift >>> 32 & 0xff)] |= (short) (256 << shift);
        }
    }

    private final InputStream in;
    private byte[] buffer = new byte[2 * READ];
    /** Where the piece begins, what was looked at ends, and what was read ends. */
    private int start;

    private int looked;
    private int end;
    private int startBit;
    private Kind kind = Kind.OTHER;
    private long before;
    private boolean atEnd;

    Bzip2Pieces(InputStream in) {
        this.in = in;
    }

    /** The next piece; nothing at the end. */
    Optional<Bzip2Piece> next() throws IOException {
        while (true) {
            // A beginning is 48 bits, in up to seven bytes.
            while (looked + MAGIC_BYTES < end) {
                if ((SECOND[buffer[looked + 1] & 0xff] & THIRD[buffer[looked + 2] & 0xff]) != 0) {
                    long bits = bits(looked);
                    for (int shift = 0; shift < 8; shift++) {
                        long found = bits >>> 8 - shift & (1L << 48) - 1;
                        if (found == BLOCK || found == END) {
                            return Optional.of(cut(looked, shift, found == BLOCK ? Kind.BLOCK : Kind.END));
                        }
                    }
                }
                looked++;
            }
            if (looked - start > LONGEST) {
                return Optional.of(cut(looked, 0, Kind.OTHER));
            }
            if (atEnd) {
                return start == end ? Optional.empty() : Optional.of(cut(end, 0, Kind.OTHER));
            }
            fill();
        }
    }

    /** Seven bytes. */
    private long bits(int at) {
        long bits = 0;
        for (int i = at; i <= at + MAGIC_BYTES; i++) {
            bits = bits << 8 | buffer[i] & 0xff;
        }
        return bits;
    }

    /** The piece up to a bit, with which the next begins. */
    private Bzip2Piece cut(int at, int bit, Kind next) {
        int length = at - start + (bit > 0 ? 1 : 0);
        byte[] bytes = Arrays.copyOf(Arrays.copyOfRange(buffer, start, start + length), length + Bzip2Bits.PADDING);
        Bzip2Piece piece = new Bzip2Piece(kind, bytes, startBit, 8L * (at - start) + bit, before + start);
        kind = next;
        start = at;
        startBit = bit;
        looked = next == Kind.OTHER ? at : at + 1;
        return piece;
    }

    private void fill() throws IOException {
        if (start > READ) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            before += start;
            looked -= start;
            end -= start;
            start = 0;
        }
        if (buffer.length - end < READ) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int n = in.read(buffer, end, READ);
        atEnd = n < 0;
        end += Math.max(0, n);
    }
}
