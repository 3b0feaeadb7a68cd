package org.fewshotnas.benchmark.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * A file that a benchmark is read from, and the only thing that opens it. Its first bytes are read once and kept: a file of which they are
 * all is opened once, whatever is asked of it; a larger one is opened again where something behind them is wanted. What goes by is taken
 * into the check sum, so that a file that is read from its beginning to its end is not read again for that. For one thread at a time.
 *
 * <pre>{@code
 * SourceFile file = SourceFiles.of(path, progress).first();
 * try (InputStream in = file.open(limits, progress)) { ... } // unpacked
 * String sha256 = file.sha256(progress); // reads what did not go by
 * }</pre>
 */
public final class SourceFile {
    private static final int PIECE = 1 << 16;

    private final Path path;
    private final int mostKept;
    private final long size;
    private final FileTime modified;
    private final CheckSum checkSum = new CheckSum();
    private Optional<byte[]> beginning = Optional.empty();
    private Optional<FileHead> head = Optional.empty();

    /** @param mostKept how many of the first bytes may be kept */
    SourceFile(Path path, int mostKept) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
        this.path = path;
        this.mostKept = mostKept;
        this.size = found.size();
        this.modified = found.lastModifiedTime();
    }

    /** The file's name without its folder. */
    public String name() {
        return FileInput.name(path);
    }

    /** Bytes of the file as it is on disk. */
    public long size() {
        return size;
    }

    /** Whether it is packed in one of the ways that are unpacked here. */
    boolean isPacked(Progress progress) throws IOException {
        return FileInput.isPacked(beginning(progress));
    }

    boolean isZip(Progress progress) throws IOException {
        return FileInput.isZip(beginning(progress));
    }

    /** The first bytes of the content. */
    public FileHead head(Progress progress) throws IOException {
        if (head.isEmpty()) {
            head = Optional.of(FileHead.of(this, progress));
        }
        return head.get();
    }

    /** The content, unpacked if it is gzip, bzip2, or a zip archive of one file. */
    public InputStream open(ReadLimits limits, Progress progress) throws IOException {
        return FileInput.unpacked(this, new SourceChannel(this, progress), limits, progress);
    }

    /** The bytes as they are on disk, from wherever they are wanted. */
    public SeekableByteChannel channel(Progress progress) throws IOException {
        return new SourceChannel(this, progress);
    }

    /** The file as an archive. Java's reader of archives opens the file itself, so that nothing that it reads goes by here. */
    ZipFile zip() throws IOException {
        return new ZipFile(path.toFile());
    }

    SeekableByteChannel newChannel() throws IOException {
        return Files.newByteChannel(path);
    }

    CheckSum checkSum() {
        return checkSum;
    }

    /** The kept bytes; they are read when they are first asked for. */
    byte[] beginning(Progress progress) throws IOException {
        if (beginning.isEmpty()) {
            byte[] bytes = new byte[(int) Math.min(mostKept, size)];
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            if (bytes.length > 0) {
                try (SeekableByteChannel channel = newChannel()) {
                    int n = 0;
                    while (n >= 0 && buffer.hasRemaining()) {
                        progress.checkCanceled();
                        buffer.limit(Math.min(bytes.length, buffer.position() + PIECE));
                        n = channel.read(buffer);
                        buffer.limit(bytes.length);
                    }
                }
            }
            beginning = Optional.of(buffer.hasRemaining() ? Arrays.copyOf(bytes, buffer.position()) : bytes);
        }
        return beginning.get();
    }

    /** SHA-256 of the file as it is on disk, in lower-case hexadecimal. Only what has not gone by is read for it. */
    public String sha256(Progress progress) throws IOException {
        progress.checkCanceled();
        byte[] kept = beginning(progress);
        checkSum.take(0, kept, 0, kept.length);
        if (checkSum.count() < size) {
            try (SeekableByteChannel channel = channel(progress).position(checkSum.count())) {
                ByteBuffer buffer = ByteBuffer.allocate(PIECE);
                while (channel.read(buffer) >= 0) {
                    buffer.clear();
                }
            }
        }
        return checkSum.hex();
    }

    /**
     * Checks that the file is what it was when it was first looked at, so that what was kept of it is still right.
     *
     * @throws IOException if it is no longer there
     * @throws InvalidInputException if its size or its time differs
     */
    void requireUnchanged() throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
        if (found.size() != size || !found.lastModifiedTime().equals(modified)) {
            throw new InvalidInputException(
                    "The file \"" + name() + "\" was changed since its columns were listed.",
                    "Choose it again when no program writes to it any more.");
        }
    }

    /** The exception to throw for one that reading the file ended with: it names the file. */
    public RuntimeException explain(Exception problem) {
        return FileErrors.translate(path, problem);
    }
}
