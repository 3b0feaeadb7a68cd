package org.fewshotnas.benchmark.nb101;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * TensorFlow's record files: each record is its length in eight bytes, the masked CRC-32C of these, the bytes, and their masked CRC-32C,
 * all lowest byte first.
 */
public final class TfRecords {
    private static final int HEADER = 12;
    private static final int MOST_BYTES = 1 << 20;

    private final InputStream in;
    private final String file;
    private long offset;
    private long next;
    private long count;

    TfRecords(InputStream in, String file) {
        this.in = in;
        this.file = file;
    }

    /** Whether bytes begin with the header of a record. */
    static boolean looksLike(byte[] head) {
        return head.length >= HEADER && buffer(head).getInt(8) == masked(head, 8);
    }

    /** Number of the last record, from 1. */
    long count() {
        return count;
    }

    /** Where the last record begins. */
    long offset() {
        return offset;
    }

    /** The next record; nothing at the end. */
    Optional<byte[]> next() throws IOException {
        offset = next;
        byte[] header = in.readNBytes(HEADER);
        if (header.length == 0) {
            return Optional.empty();
        }
        count++;
        if (header.length < HEADER || buffer(header).getInt(8) != masked(header, 8)) {
            throw damaged(header.length < HEADER ? "it ends there" : "the check sum of the length is wrong");
        }
        long length = buffer(header).getLong(0);
        if (length < 0 || length > MOST_BYTES) {
            throw damaged("a length of " + length + " bytes is announced; the limit is " + MOST_BYTES);
        }
        byte[] record = in.readNBytes((int) length + 4);
        if (record.length < length + 4) {
            throw damaged("it ends there");
        }
        if (buffer(record).getInt((int) length) != masked(record, (int) length)) {
            throw damaged("its check sum is wrong");
        }
        next = offset + HEADER + length + 4;
        return Optional.of(Arrays.copyOf(record, (int) length));
    }

    private InvalidInputException damaged(String what) {
        return new InvalidInputException(
                "The file \"" + file + "\" is damaged in record " + count + " at byte " + offset + ": " + what + ".",
                "Download it again.");
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The check sum of the first bytes, turned and added to, so that a check sum of data with check sums in it stays one. */
    public static int masked(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        int value = (int) crc.getValue();
        return Integer.rotateRight(value, 15) + 0xa282_ead8;
    }
}
