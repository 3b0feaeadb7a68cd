package org.fewshotnas.benchmark;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.fewshotnas.space.Progress;

/** Opens files: counts what is read for the progress, listens to cancel, unpacks gzip, and stops at the size limit. */
final class FileInput {
    private static final int BUFFER = 1 << 16;

    private FileInput() {}

    /** The file's content, unpacked if it is gzip. */
    static InputStream open(Path file, ReadLimits limits, Progress progress) throws IOException {
        boolean gzip = isGzip(file);
        InputStream raw = Files.newInputStream(file);
        try {
            InputStream counted = new Counted(raw, file, Files.size(file), progress);
            InputStream unpacked = gzip ? new GZIPInputStream(counted, BUFFER) : counted;
            return new BufferedInputStream(new Bounded(unpacked, file, limits), BUFFER);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    static boolean isGzip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] magic = in.readNBytes(2);
            return magic.length == 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
        }
    }

    /** SHA-256 of the file as it is on disk, in lower-case hexadecimal. */
    static String sha256(Path file, Progress progress) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        try (InputStream in = new Counted(Files.newInputStream(file), file, Files.size(file), progress)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The file's name without its folder. */
    static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    /** Reports progress by bytes of the file. */
    private static final class Counted extends FilterInputStream {
        private final String message;
        private final long size;
        private final Progress progress;
        private long count;
        private long reported;

        Counted(InputStream in, Path file, long size, Progress progress) {
            super(in);
            this.message = "Reading " + name(file);
            this.size = Math.max(1, size);
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            advance(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, Math.min(length, BUFFER));
            advance(n);
            return n;
        }

        private void advance(int n) {
            count += Math.max(0, n);
            progress.checkCanceled();
            if (count - reported >= size / 100) {
                reported = count;
                progress.report(Math.min(1, (double) count / size), message);
            }
        }
    }

    /** Ends with an error where the content is larger than allowed, such as that of a gzip bomb. */
    private static final class Bounded extends FilterInputStream {
        private final String file;
        private final ReadLimits limits;
        private long count;

        Bounded(InputStream in, Path file, ReadLimits limits) {
            super(in);
            this.file = name(file);
            this.limits = limits;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            count(n);
            return n;
        }

        private void count(int n) {
            count += Math.max(0, n);
            limits.checkBytes(file, count);
        }
    }
}
