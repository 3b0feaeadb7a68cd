package org.fewshotnas.network.matlab;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** So many bytes of a stream. */
final class MatPart extends InputStream {
    private final InputStream in;
    private long left;

    MatPart(InputStream in, long size) {
        this.in = in;
        left = size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int at, int count) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = in.read(bytes, at, (int) Math.min(count, left));
        if (read < 0) {
            throw new EOFException();
        }
        left -= read;
        return read;
    }

    /** Passes over what was not read. */
    void skipRest() throws IOException {
        in.skipNBytes(left);
        left = 0;
    }
}
