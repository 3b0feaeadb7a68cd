package org.fewshotnas.benchmark.arrow;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Optional;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Message;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.space.base.Progress;

/**
 * Walks over the messages of an Arrow stream before Arrow reads it. Arrow takes as much memory as the lengths in the stream ask for; here
 * each is compared with what is really there.
 */
final class ArrowFraming {
    /** The metadata of a message describes buffers, a few bytes each: no honest one comes near. */
    private static final int MAX_METADATA = 64 << 20;

    /** Bytes of the marker and the length. */
    private static final long HEADER = 8;

    /** Bytes of the length of a footer and the mark behind it. */
    private static final int TAIL = 10;

    private static final byte[] MARKER = {-1, -1, -1, -1};

    private ArrowFraming() {}

    /**
     * The bytes of the stream, once unpacked.
     *
     * @throws IOException if the stream ends within a message, or a length in it cannot be
     */
    static long check(SourceFile file, ReadLimits limits, Progress progress) throws IOException {
        long total = 0;
        try (InputStream in = file.open(limits, progress)) {
            for (Optional<Message> message = next(in, total); message.isPresent(); message = next(in, total)) {
                long body = message.get().bodyLength();
                if (body < 0) {
                    throw new IOException("the message at byte " + total + " announces a body of " + body + " bytes");
                }
                in.skipNBytes(body);
                total += HEADER + message.get().getByteBuffer().capacity() + body;
            }
            return total;
        }
    }

    /**
     * What the next message says of itself; its body, if it has one, follows in the stream. Nothing at the end.
     *
     * @param at where it begins, for messages
     */
    static Optional<Message> next(InputStream in, long at) throws IOException {
        byte[] marker = in.readNBytes(MARKER.length);
        if (marker.length == 0) {
            return Optional.empty();
        }
        // What has no marker would be the length itself, as it was before Arrow 0.15.
        int length = Arrays.equals(marker, MARKER) ? Integer.reverseBytes(new DataInputStream(in).readInt()) : -1;
        if (length == 0) {
            return Optional.empty();
        }
        if (length < 0 || length > MAX_METADATA) {
            throw new IOException("no message of at most " + MAX_METADATA + " bytes begins at byte " + at);
        }
        byte[] metadata = in.readNBytes(length);
        if (metadata.length < length) {
            throw new EOFException("it ends within the message at byte " + at);
        }
        return Optional.of(Message.getRootAsMessage(ByteBuffer.wrap(metadata)));
    }

    /** What a file says of itself at its end: that, its length in four bytes, and the mark of a file. */
    static Footer footer(SeekableByteChannel channel) throws IOException {
        long end = channel.size() - TAIL;
        int length = Integer.reverseBytes(bytes(channel, end, 4).getInt());
        if (length < 0 || length > MAX_METADATA || length > end) {
            throw new IOException("a footer of " + length + " bytes is announced");
        }
        return Footer.getRootAsFooter(bytes(channel, end - length, length));
    }

    private static ByteBuffer bytes(SeekableByteChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        channel.position(position);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
        return buffer.flip();
    }
}
