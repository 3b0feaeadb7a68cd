package org.fewshotnas.benchmark.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import org.fewshotnas.benchmark.base.CountedProgress;
import org.fewshotnas.space.base.Progress;

/**
 * The bytes of a {@link SourceFile}, in pieces between which the user may cancel and sees how much was read. The file is opened where a byte
 * is wanted that is not among those it has kept.
 */
final class SourceChannel implements SeekableByteChannel {
    private static final int PIECE = 1 << 16;

    private final SourceFile file;
    private final CountedProgress progress;
    private final byte[] beginning;
    private Optional<SeekableByteChannel> rest = Optional.empty();
    private byte[] piece = {};
    private long position;
    private boolean closed;

    SourceChannel(SourceFile file, Progress progress) throws IOException {
        this.file = file;
        this.progress = new CountedProgress("Reading " + file.name(), file.size(), progress);
        this.beginning = file.beginning(progress);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        progress.advance(0);
        int wanted = Math.min(target.remaining(), PIECE);
        int n = position < beginning.length
                ? taken(beginning, (int) position, (int) Math.min(wanted, beginning.length - position), target)
                : readRest(wanted, target);
        progress.advance(Math.max(0, n));
        return n;
    }

    private int readRest(int wanted, ByteBuffer target) throws IOException {
        if (position >= file.size()) {
            return -1;
        }
        if (rest.isEmpty()) {
            rest = Optional.of(file.newChannel());
            piece = new byte[PIECE];
        }
        int n = rest.get().position(position).read(ByteBuffer.wrap(piece, 0, wanted));
        return n < 0 ? n : taken(piece, 0, n, target);
    }

    private int taken(byte[] bytes, int from, int n, ByteBuffer target) {
        file.checkSum().take(position, bytes, from, n);
        target.put(bytes, from, n);
        position += n;
        return n;
    }

    /** The bytes from the present position on, as a stream that closes the channel. What is skipped is read too, and thus counted. */
    InputStream stream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return length == 0 ? 0 : SourceChannel.this.read(ByteBuffer.wrap(buffer, offset, length));
            }

            /** Whether anything follows is what tells the end of packed data from the end of a piece of it. */
            @Override
            public int available() {
                return (int) Math.max(0, Math.min(Integer.MAX_VALUE, file.size() - position));
            }

            @Override
            public void close() throws IOException {
                SourceChannel.this.close();
            }
        };
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        if (newPosition < 0) {
            throw new IllegalArgumentException(newPosition + " is before the beginning");
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        if (rest.isPresent()) {
            rest.get().close();
        }
    }
}
