package org.fewshotnas.benchmark.pickle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a pickle: counts them, and remembers short texts, which come up again and again. */
final class PickleInput {
    private static final int BUFFER = 1 << 16;
    private static final int KNOWN_TEXTS = 1 << 13;
    private static final int LONGEST_KNOWN = MemoryAccount.LARGE - 1;
    /** Of a number, a name or a place in the memo. */
    private static final int LONGEST_LINE = 4_096;

    private final InputStream in;
    private final int maxLength;
    private final MemoryAccount memory;
    private byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private long before;
    private final String[] texts = new String[KNOWN_TEXTS];
    private final byte[][] textBytes = new byte[KNOWN_TEXTS][];

    PickleInput(InputStream in, int maxLength, MemoryAccount memory) {
        this.in = in;
        this.maxLength = maxLength;
        this.memory = memory;
    }

    /** Number of bytes read before. */
    long offset() {
        return before + at;
    }

    boolean atEnd() throws IOException {
        return at == end && !fill(1);
    }

    int readByte() throws IOException {
        require(1);
        return buffer[at++] & 0xff;
    }

    int readShort() throws IOException {
        require(2);
        int value = (buffer[at] & 0xff) | (buffer[at + 1] & 0xff) << 8;
        at += 2;
        return value;
    }

    int readInt() throws IOException {
        require(4);
        int value = (buffer[at] & 0xff)
                | (buffer[at + 1] & 0xff) << 8
                | (buffer[at + 2] & 0xff) << 16
                | buffer[at + 3] << 24;
        at += 4;
        return value;
    }

    long readLong() throws IOException {
        return (readInt() & 0xffff_ffffL) | (long) readInt() << 32;
    }

    /** A double, its highest byte first. */
    double readDouble() throws IOException {
        return Double.longBitsToDouble(Long.reverseBytes(readLong()));
    }

    byte[] readBytes(long length) throws IOException {
        int n = checkLength(length);
        if (n >= MemoryAccount.LARGE) {
            memory.take(n + MemoryAccount.OBJECT, offset());
        }
        if (n <= BUFFER) {
            require(n);
            byte[] bytes = Arrays.copyOfRange(buffer, at, at + n);
            at += n;
            return bytes;
        }
        // What is announced may not be there: the array grows with what has come.
        byte[] bytes = new byte[BUFFER];
        int read = 0;
        while (read < n) {
            if (read == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(n, 2L * bytes.length));
            }
            if (at == end) {
                require(1);
            }
            int copied = Math.min(Math.min(end - at, n - read), bytes.length - read);
            System.arraycopy(buffer, at, bytes, read, copied);
            at += copied;
            read += copied;
        }
        return bytes;
    }

    /** UTF-8 text. */
    String readText(long length) throws IOException {
        long start = offset();
        if (length > LONGEST_KNOWN || length < 0) {
            return decode(readBytes(length), start);
        }
        int n = (int) length;
        require(n);
        int hash = n;
        for (int i = at; i < at + n; i++) {
            hash = 31 * hash + buffer[i];
        }
        int slot = (hash ^ hash >>> 13) & KNOWN_TEXTS - 1;
        byte[] known = textBytes[slot];
        if (known != null && Arrays.equals(known, 0, known.length, buffer, at, at + n)) {
            at += n;
            return texts[slot];
        }
        byte[] bytes = readBytes(n);
        String text = decode(bytes, start);
        texts[slot] = text;
        textBytes[slot] = bytes;
        return text;
    }

    /** A short line that is no text but a number or a name; one character a byte. */
    String readLine() throws IOException {
        return readLine(Math.min(LONGEST_LINE, maxLength));
    }

    /** Text up to the end of the line, one character a byte. */
    String readTextLine() throws IOException {
        return readLine(maxLength);
    }

    private String readLine(int longest) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = readByte(); b != '\n'; b = readByte()) {
            if (line.length() >= longest) {
                throw PickleException.unsupported(offset(), "a line is longer than " + longest + " bytes");
            }
            if (line.length() % LONGEST_LINE == LONGEST_LINE - 1) {
                memory.take(2L * LONGEST_LINE, offset());
            }
            line.append((char) b);
        }
        if (line.length() >= MemoryAccount.LARGE) {
            memory.take(line.length() + MemoryAccount.OBJECT, offset());
        }
        return line.toString();
    }

    private static String decode(byte[] bytes, long start) throws PickleException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw PickleException.damaged(start, "a text is not UTF-8");
        }
    }

    /** Checks a length that the file announces. */
    int checkLength(long length) throws PickleException {
        if (length < 0 || length > maxLength) {
            throw PickleException.unsupported(
                    offset(),
                    "a piece of " + Long.toUnsignedString(length) + " bytes is announced; the limit is " + maxLength);
        }
        return (int) length;
    }

    private void require(int n) throws IOException {
        if (end - at < n && !fill(n)) {
            throw PickleException.damaged(before + end, "the file ends in the middle of an object: it is truncated");
        }
    }

    private boolean fill(int n) throws IOException {
        System.arraycopy(buffer, at, buffer, 0, end - at);
        before += at;
        end -= at;
        at = 0;
        while (end < n) {
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                return false;
            }
            end += read;
        }
        return true;
    }
}
