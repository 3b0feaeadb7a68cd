package org.fewshotnas.benchmark.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fewshotnas.space.base.Progress;

/** A file that is read in pieces of at most a megabyte, between which the user may cancel and sees how much was read. */
public final class WatchedChannel implements SeekableByteChannel {
    private static final int PIECE = 1 << 20;

    private final SeekableByteChannel file;
    private final String message;
    private final long size;
    private final Progress progress;
    private long count;

    public WatchedChannel(Path path, Progress progress) throws IOException {
        this.file = Files.newByteChannel(path);
        this.message = "Reading " + FileInput.name(path);
        this.size = Math.max(1, Files.size(path));
        this.progress = progress;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        progress.checkCanceled();
        int limit = target.limit();
        target.limit(Math.min(limit, target.position() + PIECE));
        try {
            int n = file.read(target);
            count += Math.max(0, n);
            progress.report(Math.min(1, (double) count / size), message);
            return n;
        } finally {
            target.limit(limit);
        }
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
