package org.fewshotnas.benchmark.bzip2;

import java.io.IOException;
import java.util.zip.ZipException;

/**
 * A block of bzip2. It is, from the outside in: prefix codes; numbers that count zeros and move symbols to the front; the
 * Burrows-Wheeler transform; and runs of equal bytes, which {@link Bzip2Runs} undoes.
 *
 * @param size in bytes, but for its runs
 * @param content of which the first bytes are prepared
 * @param checkSum that the content must have
 * @param end number of the bit behind the block, counted as its first
 */
record Bzip2Block(int size, Bzip2Runs content, int checkSum, long end) {
    /** The most bytes that a block holds but for its runs, at the lowest level. */
    static final int BYTES_PER_LEVEL = 100_000;

    static final int MOST_BYTES = 9 * BYTES_PER_LEVEL;

    /**
     * Unpacks a block.
     *
     * @throws java.io.EOFException if the block goes on behind the piece
     * @throws ZipException if it is damaged
     */
    static Bzip2Block unpack(Bzip2Piece piece, Bzip2Workspace workspace) throws IOException {
        Bzip2Bits in = new Bzip2Bits(piece);
        try {
            in.read(24);
            in.read(24);
            int checkSum = in.read(32);
            byte[] bytes = unpack(in, workspace);
            in.checkEnd();
            Bzip2Runs content = new Bzip2Runs(bytes);
            content.prepare();
            return new Bzip2Block(bytes.length, content, checkSum, in.position());
        } catch (ZipException e) {
            // Behind the end there are zeros, which mean anything.
            in.checkEnd();
            throw e;
        }
    }

    private static byte[] unpack(Bzip2Bits in, Bzip2Workspace workspace) throws IOException {
        if (in.read(1) != 0) {
            throw new ZipException("randomised blocks, of versions before 1.0, are not supported");
        }
        int origin = in.read(24);
        byte[] symbols = new byte[256];
        int used = Bzip2Header.symbols(in, symbols);
        int codeCount = Bzip2Header.codeCount(in);
        byte[] selectors = Bzip2Header.selectors(in, codeCount);
        Bzip2Code[] codes = Bzip2Header.codes(in, codeCount, used + 2);
        int size = new Bzip2Symbols(symbols, used, selectors, codes).read(in, workspace);
        if (origin >= size) {
            throw new ZipException("a block begins outside of itself");
        }
        return new Bzip2Transform(workspace.bytes(size), size, workspace).undo(origin);
    }
}
