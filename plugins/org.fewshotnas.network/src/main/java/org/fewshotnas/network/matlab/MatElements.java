package org.fewshotnas.network.matlab;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The data elements of a MATLAB file, one behind the other: a tag that says type and size, then as many bytes. */
final class MatElements {
    private static final int SHORT = 4;

    private final InputStream in;
    private final ByteOrder order;

    MatElements(InputStream in, ByteOrder order) {
        this.in = in;
        this.order = order;
    }

    /**
     * A tag.
     *
     * @param packed the bytes themselves, where there are at most four of them, which then stand in the tag
     */
    record Tag(int type, long size, ByteBuffer packed) {
        boolean isShort() {
            return packed.hasRemaining();
        }
    }

    /** The next tag. */
    Tag tag() throws IOException {
        ByteBuffer buffer = bytes(8);
        int first = buffer.getInt();
        int size = first >>> 16;
        if (size > SHORT) {
            throw new EOFException();
        }
        if (size > 0) {
            ByteBuffer packed = buffer.slice().order(order);
            packed.limit(size);
            return new Tag(first & 0xffff, size, packed);
        }
        return new Tag(first, buffer.getInt() & 0xffff_ffffL, ByteBuffer.allocate(0));
    }

    /** The content of the next element, which must be small. */
    ByteBuffer small(int most) throws IOException {
        Tag tag = tag();
        if (tag.isShort()) {
            return tag.packed();
        }
        if (tag.size() > most) {
            throw new EOFException();
        }
        ByteBuffer content = bytes((int) tag.size());
        in.skipNBytes(-tag.size() & 7);
        return content;
    }

    /** The next bytes, in the file's order. */
    ByteBuffer bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return ByteBuffer.wrap(bytes).order(order);
    }
}
