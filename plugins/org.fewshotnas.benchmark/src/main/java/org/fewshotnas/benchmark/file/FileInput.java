package org.fewshotnas.benchmark.file;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.fewshotnas.benchmark.bzip2.Bzip2Input;
import org.fewshotnas.space.base.Progress;

/** Opens files: counts what is read for the progress, listens to cancel, unpacks gzip, bzip2 and zip, and stops at the size limit. */
public final class FileInput {
    private static final int BUFFER = 1 << 16;

    private FileInput() {}

    /** The file's content, unpacked if it is gzip, bzip2, or a zip archive of one file. */
    public static InputStream open(Path file, ReadLimits limits, Progress progress) throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            long size = Files.size(file);
            Counted counted = new Counted(raw, file, size, progress);
            BufferedInputStream packed = new BufferedInputStream(counted, (int) Math.max(512, Math.min(BUFFER, size)));
            return new BufferedInputStream(new Bounded(unpack(packed), counted, file, limits), BUFFER);
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

    /** Whether a file is packed in one of the ways that are unpacked here. */
    static boolean isPacked(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return isPacked(in.readNBytes(4));
        }
    }

    /** Whether bytes are the first of a file that is packed so. */
    static boolean isPacked(byte[] head) {
        byte[] magic = Arrays.copyOf(head, Math.min(4, head.length));
        return isGzip(magic) || isZip(magic) || isBzip2(magic);
    }

    private static boolean isGzip(byte[] magic) {
        return magic.length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
    }

    private static boolean isZip(byte[] magic) {
        return Arrays.equals(magic, new byte[] {'P', 'K', 3, 4});
    }

    private static boolean isBzip2(byte[] magic) {
        return magic.length == 4
                && magic[0] == 'B'
                && magic[1] == 'Z'
                && magic[2] == 'h'
                && magic[3] >= '1'
                && magic[3] <= '9';
    }

    /**
     * SHA-256 of the file as it is on disk, in lower-case hexadecimal; of a folder, that of the lines "hash, two spaces, name" of its
     * benchmark files in the order of their names, as sha256sum writes them.
     */
    public static String sha256(Path path, Progress progress) throws IOException {
        if (!Files.isDirectory(path)) {
            return HexFormat.of().formatHex(digest(path, progress));
        }
        MessageDigest digest = newDigest();
        List<Path> files = BenchmarkFolder.files(path);
        for (int i = 0; i < files.size(); i++) {
            progress.report((double) i / files.size(), "Reading " + name(path));
            String hash = HexFormat.of().formatHex(digest(files.get(i), new Silent(progress)));
            digest.update((hash + "  " + name(files.get(i)) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Passes on only the question whether to stop. */
    public record Silent(Progress progress) implements Progress {
        @Override
        public void report(double fraction, String message) {}

        @Override
        public void checkCanceled() {
            progress.checkCanceled();
        }
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] digest(Path file, Progress progress) throws IOException {
        MessageDigest digest = newDigest();
        try (InputStream in = new Counted(Files.newInputStream(file), file, Files.size(file), progress)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return digest.digest();
    }

    /** The file's name without its folder. */
    public static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    /** Reports progress by bytes of the file. */
    static final class Counted extends FilterInputStream {
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
    static final class Bounded extends FilterInputStream {
        private final String file;
        private final ReadLimits limits;
        private final Counted packed;
        private long count;

        Bounded(InputStream in, Counted packed, Path file, ReadLimits limits) {
            super(in);
            this.packed = packed;
            this.file = name(file);
            this.limits = limits;
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
                        new ZipException(e.getMessage() + ", before byte " + packed.count + " of the file");
                placed.initCause(e);
                throw placed;
            }
        }

        private void count(int n) {
            count += Math.max(0, n);
            packed.progress.checkCanceled();
            limits.checkBytes(file, count);
            limits.checkRatio(file, packed.count, count);
        }
    }
}
