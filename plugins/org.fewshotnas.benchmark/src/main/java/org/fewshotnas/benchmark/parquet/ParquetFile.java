package org.fewshotnas.benchmark.parquet;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads Parquet files with flat columns: texts, numbers and truth values, written plainly or by a dictionary, packed with Snappy, gzip,
 * Zstandard, LZ4 or not at all; pages of both kinds. What a file announces is compared with what is there before memory is taken. The format is
 * described at parquet.apache.org.
 *
 * <pre>{@code
 * try (ParquetFile file = ParquetFile.open(channel)) {
 *     ParquetCursor cursor = file.cursor(file.columns().get(0));
 *     while (cursor.advance()) { ... }
 * }
 * }</pre>
 */
public final class ParquetFile implements Closeable {
    private static final int MAGIC = 'P' | 'A' << 8 | 'R' << 16 | '1' << 24;
    private static final int ENCRYPTED = 'P' | 'A' << 8 | 'R' << 16 | 'E' << 24;
    private static final int TAIL = 8;
    private static final int LONGEST_FOOTER = 64 << 20;

    private final SeekableByteChannel channel;
    private final long size;
    private final ParquetFooter footer;
    private final long mostMemory = Runtime.getRuntime().maxMemory() / 4;
    private long memory;
    private long packed;
    private long unpacked;
    private Watcher watcher = (packedBytes, unpackedBytes) -> {};

    private ParquetFile(SeekableByteChannel channel, Optional<ParquetFooter> known) throws IOException {
        this.channel = channel;
        this.size = channel.size();
        this.footer = known.isPresent() ? known.get() : readFooter();
    }

    /**
     * Opens a file and reads its description.
     *
     * @param channel of the file, which is closed with what is returned, or if nothing is
     * @throws IOException if it is damaged or of a kind that is not supported: the message says where and what
     */
    static ParquetFile open(SeekableByteChannel channel) throws IOException {
        return open(channel, Optional.empty());
    }

    /** Opens a file whose description has been read before. */
    static ParquetFile open(SeekableByteChannel channel, ParquetFooter footer) throws IOException {
        return open(channel, Optional.of(footer));
    }

    private static ParquetFile open(SeekableByteChannel channel, Optional<ParquetFooter> known) throws IOException {
        try {
            return new ParquetFile(channel, known);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    ParquetFooter footer() {
        return footer;
    }

    /** Whether bytes are the first of a Parquet file. */
    public static boolean looksLikeParquet(byte[] head) {
        return head.length >= 4
                && isMagic(ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt());
    }

    private static boolean isMagic(int bytes) {
        return bytes == MAGIC || bytes == ENCRYPTED;
    }

    private ParquetFooter readFooter() throws IOException {
        if (size < 4 + TAIL) {
            throw new EOFException("it has " + size + " bytes only");
        }
        ByteBuffer tail = ByteBuffer.wrap(read(size - TAIL, TAIL)).order(ByteOrder.LITTLE_ENDIAN);
        int length = tail.getInt(0);
        if (tail.getInt(4) == ENCRYPTED) {
            throw new IOException("it is encrypted, which is not supported");
        }
        if (tail.getInt(4) != MAGIC) {
            throw new EOFException("it does not end as a Parquet file does");
        }
        if (length < 0 || length > LONGEST_FOOTER || length > size - 4 - TAIL) {
            throw new IOException("a description of " + length + " bytes is announced at byte " + (size - TAIL));
        }
        long offset = size - TAIL - length;
        return ParquetFooter.read(new ThriftReader(read(offset, length), 0, length, offset));
    }

    /** All columns; what is inside of nested ones is not said. */
    public List<ParquetColumn> columns() {
        return footer.columns();
    }

    /** What the writer noted of the file, by name. */
    public Map<String, String> properties() {
        return footer.properties();
    }

    /** The number of rows. */
    public long rows() {
        return footer.rows();
    }

    /** Calls someone whenever a page was read with the number of bytes, as they are in the file and as they are unpacked, read so far. */
    public void setWatcher(Watcher newWatcher) {
        watcher = newWatcher;
    }

    /** Looks at how much was read: for the progress, to stop at a limit or for a cancel, by an exception. */
    public interface Watcher {
        void read(long packed, long unpacked);
    }

    /**
     * A cursor before the first value of a column; those of several columns may be moved in any order.
     *
     * @throws IllegalArgumentException if the column is nested, or its values are of a kind that is not read
     */
    public ParquetCursor cursor(ParquetColumn column) {
        if (column.kind() == ParquetColumn.Kind.NESTED || column.kind() == ParquetColumn.Kind.OTHER) {
            throw new IllegalArgumentException(column.name());
        }
        return new ParquetCursor(column, new ParquetPages(this, column, footer.groups()));
    }

    byte[] read(long offset, int length) throws IOException {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new EOFException("it refers to bytes behind its end, at byte " + offset);
        }
        ByteBuffer buffer = ByteBuffer.allocate(length);
        channel.position(offset);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("it ends at byte " + channel.position());
            }
        }
        return buffer.array();
    }

    /** Counts the bytes that are held, before they are; negative ones are given back. */
    void hold(long bytes) throws IOException {
        memory += bytes;
        if (memory > mostMemory) {
            throw new IOException("the pages of its columns take more than " + (mostMemory >> 20)
                    + " MiB of memory at once, which is the limit");
        }
    }

    /** Counts a page. */
    void count(long packedBytes, long unpackedBytes) {
        packed += packedBytes;
        unpacked += unpackedBytes;
        watcher.read(packed, unpacked);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
