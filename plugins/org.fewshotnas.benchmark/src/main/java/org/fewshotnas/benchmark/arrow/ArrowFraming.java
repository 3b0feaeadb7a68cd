package org.fewshotnas.benchmark.arrow;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
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
            DataInputStream data = new DataInputStream(in);
            while (true) {
                byte[] marker = in.readNBytes(4);
                if (marker.length == 0) {
                    return total;
                }
                // What has no marker would be the length itself, as it was before Arrow 0.15.
                int length = Arrays.equals(marker, MARKER) ? Integer.reverseBytes(data.readInt()) : -1;
                if (length == 0) {
                    return total;
                }
                if (length < 0 || length > MAX_METADATA) {
                    throw new IOException("no message of at most " + MAX_METADATA + " bytes begins at byte " + total);
                }
                byte[] metadata = in.readNBytes(length);
                if (metadata.length < length) {
                    throw new EOFException("it ends within the message at byte " + total);
                }
                long body = Message.getRootAsMessage(ByteBuffer.wrap(metadata)).bodyLength();
                if (body < 0) {
                    throw new IOException("the message at byte " + total + " announces a body of " + body + " bytes");
                }
                in.skipNBytes(body);
                total += 8L + length + body;
            }
        }
    }
}
