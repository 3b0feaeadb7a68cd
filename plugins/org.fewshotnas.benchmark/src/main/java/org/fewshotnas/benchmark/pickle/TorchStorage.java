package org.fewshotnas.benchmark.pickle;

/** The numbers of torch tensors; the container that holds the pickle holds them too, and they are read after the pickle. */
public final class TorchStorage {
    private final TorchType type;
    private final String key;
    private final long size;
    private byte[] bytes;

    TorchStorage(TorchType type, String key, long size) {
        this.type = type;
        this.key = key;
        this.size = size;
    }

    /** Whether this is the same storage, as another tensor refers to it. */
    boolean isSame(TorchStorage other) {
        return type == other.type && size == other.size && key.equals(other.key);
    }

    /** The storage's name in its container. */
    public String key() {
        return key;
    }

    TorchType type() {
        return type;
    }

    /** Number of values. */
    public long size() {
        return size;
    }

    /** Number of bytes. */
    public long byteCount() {
        return size * type.bytes();
    }

    /** Sets the little-endian bytes, as many as {@link #byteCount} says. */
    public void fill(byte[] littleEndian) {
        bytes = littleEndian;
    }

    /** Whether its numbers are here. */
    public boolean isFilled() {
        return bytes != null;
    }

    void empty() {
        bytes = null;
    }

    byte[] bytes() {
        return bytes;
    }
}
