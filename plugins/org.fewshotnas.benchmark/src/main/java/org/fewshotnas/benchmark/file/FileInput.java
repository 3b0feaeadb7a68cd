package org.fewshotnas.benchmark.file;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.fewshotnas.benchmark.bzip2.Bzip2Input;
import org.fewshotnas.space.base.Progress;

/** Unpacks gzip, bzip2 and zip while a file is read, and stops at the size limit. */
public final class FileInput {
    private static final int BUFFER = 1 << 16;

    private FileInput() {}

    /** The content of a file, unpacked if it is gzip, bzip2, or a zip archive of one file; closes the channel with itself. */
    static InputStream unpacked(SourceFile file, SourceChannel raw, ReadLimits limits, Progress progress)
            throws IOException {
        try {
            int buffer = (int) Math.max(512, Math.min(BUFFER, file.size()));
            InputStream content = unpack(new BufferedInputStream(raw.stream(), buffer));
            return new BufferedInputStream(new Bounded(content, raw, file.name(), limits, progress), BUFFER);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    private static InputStream unpack(BufferedInputStream packed) throws IOException {
        InputStream once = unpackOnce(packed);
        if (once == packed) {
            return packed;
        }
        // Some programs pack what is packed already, and servers do on the way.
        BufferedInputStream content = new BufferedInputStream(once, BUFFER);
        return isGzip(magic(content)) ? unpackOnce(content) : content;
    }

    private static byte[] magic(BufferedInputStream in) throws IOException {
        in.mark(4);
        byte[] magic = in.readNBytes(4);
        in.reset();
        return magic;
    }

    private static InputStream unpackOnce(BufferedInputStream packed) throws IOException {
        byte[] magic = magic(packed);
        if (isGzip(magic)) {
            return new GZIPInputStream(packed, BUFFER);
        }
        if (isZip(magic)) {
            return new SingleZipEntry(packed);
        }
        return isBzip2(magic) ? new Bzip2Input(packed) : packed;
    }

    /** Whether bytes are the first of a file that is packed in one of the ways that are unpacked here. */
    static boolean isPacked(byte[] head) {
        return isGzip(head) || isZip(head) || isBzip2(head);
    }

    private static boolean isGzip(byte[] head) {
        return head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
    }

    static boolean isZip(byte[] head) {
        return head.length >= 4 && Arrays.equals(head, 0, 4, new byte[] {'P', 'K', 3, 4}, 0, 4);
    }

    private static boolean isBzip2(byte[] head) {
        return head.length >= 4
                && head[0] == 'B'
                && head[1] == 'Z'
                && head[2] == 'h'
                && head[3] >= '1'
                && head[3] <= '9';
    }

    /** The file's name without its folder. */
    public static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    /** Ends with an error where the content is larger than allowed, such as that of a gzip bomb. */
    private static final class Bounded extends FilterInputStream {
        private final SourceChannel packed;
        private final String file;
        private final ReadLimits limits;
        private final Progress progress;
        private long count;

        Bounded(InputStream in, SourceChannel packed, String file, ReadLimits limits, Progress progress) {
            super(in);
            this.packed = packed;
            this.file = file;
            this.limits = limits;
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                int n = super.read(buffer, offset, length);
                count(n);
                return n;
            } catch (ZipException e) {
                if (String.valueOf(e.getMessage()).contains(" at byte ")) {
                    throw e;
                }
                ZipException placed =
                        new ZipException(e.getMessage() + ", before byte " + packed.position() + " of the file");
                placed.initCause(e);
                throw placed;
            }
        }

        private void count(int n) {
            count += Math.max(0, n);
            progress.checkCanceled();
            limits.checkBytes(file, count);
            limits.checkRatio(file, packed.position(), count);
        }
    }
}
