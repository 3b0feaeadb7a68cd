package org.fewshotnas.benchmark.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The text of a file: UTF-8, UTF-16 and UTF-32, told by their marks or by their zeros, and Windows-1252, of which Latin-1 is a part. That
 * is what a text is taken for whose first byte beyond ASCII is not UTF-8; if it comes after one that is, the file is damaged.
 */
public final class DecodedText extends Reader {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int HEAD = 1_024;
    private static final int BUFFER = 1 << 14;

    private final InputStream in;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    private CharsetDecoder decoder;
    private boolean beyondAscii;
    private boolean atStart = true;
    private boolean ended;

    private DecodedText(InputStream in, Charset charset) {
        this.in = in;
        this.decoder = decoder(charset);
        bytes.flip();
    }

    /** The text of a stream, which is closed with the reader. */
    public static DecodedText of(InputStream stream) throws IOException {
        BufferedInputStream in = new BufferedInputStream(stream, BUFFER);
        in.mark(HEAD);
        byte[] head = in.readNBytes(HEAD);
        in.reset();
        return new DecodedText(in, charset(head));
    }

    private static CharsetDecoder decoder(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** The encoding that a file's first bytes show; UTF-8 where they show none. */
    static Charset charset(byte[] head) {
        int first = head.length < 4 ? 0 : (head[0] & 0xff) << 8 | head[1] & 0xff;
        if (first == 0xfffe && head[2] == 0 && head[3] == 0
                || first == 0 && head.length >= 4 && head[2] == (byte) 0xfe) {
            return Charset.forName("UTF-32");
        }
        if (first == 0xfffe || first == 0xfeff) {
            return first == 0xfffe ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        }
        int[] zeros = new int[2];
        int length = Math.min(HEAD, head.length) / 2 * 2;
        for (int i = 0; i < length; i++) {
            zeros[i % 2] += head[i] == 0 ? 1 : 0;
        }
        // Of Latin letters one byte of two is zero.
        if (zeros[1] * 4 > length && zeros[0] == 0) {
            return StandardCharsets.UTF_16LE;
        }
        return zeros[0] * 4 > length && zeros[1] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    /** The encoding, where a user may want to know that it is not the usual one. */
    public Optional<String> unusual() {
        Charset charset = decoder.charset();
        return charset.equals(StandardCharsets.UTF_8)
                ? Optional.empty()
                : Optional.of(charset.equals(WINDOWS) ? "Windows-1252 (Latin-1)" : charset.name());
    }

    /**
     * The text of a file's first bytes.
     *
     * @param whole whether they are all that there are
     * @return empty if they are no text
     */
    static Optional<String> decode(byte[] head, boolean whole) {
        Charset charset = charset(head);
        Optional<String> text = decode(head, charset, whole);
        return text.isPresent() || !charset.equals(StandardCharsets.UTF_8) ? text : decode(head, WINDOWS, whole);
    }

    private static Optional<String> decode(byte[] head, Charset charset, boolean whole) {
        CharBuffer chars = CharBuffer.allocate(head.length + 1);
        if (decoder(charset).decode(ByteBuffer.wrap(head), chars, whole).isError()) {
            return Optional.empty();
        }
        String text = chars.flip().toString();
        boolean controls = text.chars().anyMatch(c -> c > 0 && c < 0x20 && "\t\n\r\f\u001a".indexOf(c) < 0);
        long zeros = text.chars().filter(c -> c == 0).count();
        return controls || zeros * 4 > text.length()
                ? Optional.empty()
                : Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        CharBuffer chars = CharBuffer.wrap(buffer, offset, length).slice();
        while (chars.position() == 0 && length > 0) {
            CoderResult result = decoder.decode(bytes, chars, ended);
            if (result.isError()) {
                if (beyondAscii || !decoder.charset().equals(StandardCharsets.UTF_8) || hasBeyondAscii(chars)) {
                    result.throwException();
                }
                decoder = decoder(WINDOWS);
                ended = false;
            } else if (result.isUnderflow() && chars.position() == 0) {
                if (ended) {
                    return -1;
                }
                fill();
            }
            dropMark(chars);
        }
        beyondAscii |= hasBeyondAscii(chars);
        return chars.position();
    }

    private static boolean hasBeyondAscii(CharBuffer chars) {
        for (int i = 0; i < chars.position(); i++) {
            if (chars.get(i) > 0x7f) {
                return true;
            }
        }
        return false;
    }

    private void dropMark(CharBuffer chars) {
        if (atStart && chars.position() > 0) {
            atStart = false;
            CharBuffer read = chars.duplicate().flip();
            if (read.get(0) == '\ufeff') {
                String rest = read.subSequence(1, read.length()).toString();
                chars.position(0);
                chars.put(rest);
            }
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = n < 0;
        bytes.position(bytes.position() + Math.max(0, n));
        bytes.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
