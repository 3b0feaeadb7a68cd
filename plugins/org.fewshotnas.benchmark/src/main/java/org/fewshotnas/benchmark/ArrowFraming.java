package org.fewshotnas.benchmark;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.apache.arrow.flatbuf.Message;
import org.fewshotnas.space.Progress;

/**
 * Walks over the messages of an Arrow stream before Arrow reads it. Arrow takes as much memory as the lengths in the stream ask for; here
 * each is compared with what is really there.
 */
final class ArrowFraming {
    /** The metadata of a message describes buffers, a few bytes each: no honest one comes near. */
    private static final int MAX_METADATA = 64 << 20;

    private ArrowFraming() {}

    /**
     * The bytes of the stream, once unpacked.
     *
     * @throws IOException if the stream ends within a message, or a length in it cannot be
     */
    static long check(Path file, ReadLimits limits, Progress progress) throws IOException {
        long total = 0;
        try (InputStream in = FileInput.open(file, limits, progress)) {
            DataInputStream data = new DataInputStream(in);
            while (true) {
                int marker = in.read();
                if (marker < 0) {
                    return total;
                }
                data.skipNBytes(3);
                int length = Integer.reverseBytes(data.readInt());
                if (length == 0) {
                    return total;
                }
                if (marker != 0xff || length < 0 || length > MAX_METADATA) {
                    throw new IOException("a message of " + length + " bytes is announced");
                }
                byte[] metadata = in.readNBytes(length);
                if (metadata.length < length) {
                    throw new EOFException("it ends within a message");
                }
                long body = Message.getRootAsMessage(ByteBuffer.wrap(metadata)).bodyLength();
                if (body < 0) {
                    throw new IOException("a body of " + body + " bytes is announced");
                }
                in.skipNBytes(body);
                total += 8L + length + body;
            }
        }
    }
}
