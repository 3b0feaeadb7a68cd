package org.fewshotnas.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.fewshotnas.space.Progress;

/**
 * The first bytes of a file, unpacked if the file is packed; of torch's archives, the first bytes of the pickle.
 *
 * @param bytes at most {@link #SIZE} of them
 * @param compressed whether the file is packed by gzip or bzip2, or an archive
 */
record FileHead(byte[] bytes, boolean compressed) {
    static final int SIZE = 65_536;

    static FileHead of(Path file) throws IOException {
        if (TorchZip.isTorch(file)) {
            return new FileHead(PickleFile.head(file, ReadLimits.defaults(), SIZE), true);
        }
        try (InputStream in = FileInput.open(file, ReadLimits.defaults(), Progress.NONE)) {
            return new FileHead(in.readNBytes(SIZE), FileInput.isPacked(file));
        }
    }

    boolean startsWith(int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether a word stands somewhere in the bytes. */
    boolean mentions(String word) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(word);
    }

    /** Whether the bytes are UTF-8 text; a character that the end cuts in two does no harm. */
    boolean isText() {
        for (byte b : bytes) {
            if (b >= 0 && b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                return false;
            }
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        return !decoder.decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length + 1), bytes.length < SIZE)
                .isError();
    }

    /** The first character that is not white space, or 0. */
    char firstCharacter() {
        int start = startsWith(0xef, 0xbb, 0xbf) ? 3 : 0;
        for (int i = start; i < bytes.length; i++) {
            if (!Character.isWhitespace(bytes[i])) {
                return (char) (bytes[i] & 0xff);
            }
        }
        return 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileHead head && compressed == head.compressed && Arrays.equals(bytes, head.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes" + (compressed ? ", gzip" : "");
    }
}
