package org.fewshotnas.benchmark.pickle;

import java.math.BigInteger;

/**
 * Adds up, roughly, what a pickle makes its reader keep. Large texts and bytes are counted when they are read, small ones by what holds
 * them.
 */
final class MemoryAccount {
    /** An item of a list, with a number or a short text in it. */
    static final int ITEM = 32;

    /** A pair of a dictionary, with numbers or short texts in it. */
    static final int PAIR = 2 * ITEM;

    /** An object without its items. */
    static final int OBJECT = 48;

    /** The least length of a text or of bytes that are counted when they are read. */
    static final int LARGE = 129;

    /** The least length of a text or of bytes that no {@link #ITEM} covers. */
    private static final int NOT_SHORT = 17;

    private final long limit;
    private long taken;

    MemoryAccount(long limit) {
        this.limit = limit;
    }

    void take(long bytes, long offset) throws PickleException {
        taken += bytes;
        if (taken > limit) {
            throw PickleException.unsupported(
                    offset, "the objects take more than " + (limit >> 20) + " MiB of memory, which is the limit");
        }
    }

    /** Says that what was taken is free again. */
    void giveBack(long bytes) {
        taken -= bytes;
    }

    /** What objects take beyond the references to them, as far as they were not counted when they were read. */
    static long beyond(Object[] items, int from, int to) {
        long bytes = 0;
        for (int i = from; i < to; i++) {
            bytes += beyond(items[i]);
        }
        return bytes;
    }

    /** The same of one object. */
    static long beyond(Object value) {
        int length = value instanceof String text
                ? text.length()
                : value instanceof byte[] bytes
                        ? bytes.length
                        : value instanceof BigInteger number ? number.bitLength() >> 3 : 0;
        return length >= NOT_SHORT && length < LARGE ? length + 40L : 0;
    }
}
