package org.fewshotnas.benchmark.pickle;

/** Adds up, roughly, what a pickle makes its reader keep. */
final class MemoryAccount {
    /** A pair of a dictionary or an item of a list, with a number or a short text in it. */
    static final int ITEM = 32;

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
}
