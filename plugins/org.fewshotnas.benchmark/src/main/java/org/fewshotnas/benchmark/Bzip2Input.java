package org.fewshotnas.benchmark;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.fewshotnas.space.InvalidInputException;

/** Unpacks bzip2, one stream or several behind each other; damage comes as one kind of exception. */
final class Bzip2Input extends FilterInputStream {
    Bzip2Input(InputStream packed) throws IOException {
        super(open(packed));
    }

    private static InputStream open(InputStream packed) throws IOException {
        try {
            return new BZip2CompressorInputStream(packed, true);
        } catch (IOException | RuntimeException e) {
            throw explained(e);
        }
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException | RuntimeException e) {
            throw explained(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return super.read(buffer, offset, length);
        } catch (IOException | RuntimeException e) {
            throw explained(e);
        }
    }

    /** A damaged block can lead the decoder anywhere, also out of its arrays. */
    private static IOException explained(Exception e) {
        if (e instanceof CancellationException || e instanceof InvalidInputException) {
            throw (RuntimeException) e;
        }
        String said = String.valueOf(e.getMessage());
        if (e instanceof EOFException || said.contains("end of stream") || said.contains("Unexpected end")) {
            EOFException end = new EOFException(said);
            end.initCause(e);
            return end;
        }
        ZipException damage = new ZipException("bzip2: " + said);
        damage.initCause(e);
        return damage;
    }
}
