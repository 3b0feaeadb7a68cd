package org.fewshotnas.benchmark.pickle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A torch tensor: a view of a storage. */
public final class TorchTensor {
    private final TorchStorage storage;
    private final long offset;
    private final int[] shape;
    private final int[] strides;
    private final int size;

    private TorchTensor(TorchStorage storage, long offset, int[] shape, int[] strides, int size) {
        this.storage = storage;
        this.offset = offset;
        this.shape = shape;
        this.strides = strides;
        this.size = size;
    }

    /** The tensor of these numbers, if they lie within its storage. */
    static Optional<TorchTensor> of(TorchStorage storage, long offset, PickleTuple shape, PickleTuple strides) {
        if (shape.size() != strides.size() || shape.size() > 32 || offset < 0) {
            return Optional.empty();
        }
        int[] sizes = new int[shape.size()];
        int[] steps = new int[sizes.length];
        long count = 1;
        long last = offset;
        for (int i = 0; i < sizes.length; i++) {
            if (!(shape.get(i) instanceof Long size) || !(strides.get(i) instanceof Long stride)) {
                return Optional.empty();
            }
            if (size < 0 || size > Integer.MAX_VALUE || stride < 0 || stride > Integer.MAX_VALUE) {
                return Optional.empty();
            }
            sizes[i] = size.intValue();
            steps[i] = stride.intValue();
            count *= size;
            last += Math.max(0, size - 1) * stride;
            if (count > Integer.MAX_VALUE || last > Integer.MAX_VALUE) {
                return Optional.empty();
            }
        }
        // A stride of 0 repeats a number, which takes a few bytes for any count: only as many as are really there count
        // as data.
        boolean fits = count == 0 || last < storage.size() && count <= storage.size();
        return fits ? Optional.of(new TorchTensor(storage, offset, sizes, steps, (int) count)) : Optional.empty();
    }

    /** The number of dimensions. */
    public int rank() {
        return shape.length;
    }

    /** The length along a dimension. */
    public int length(int dimension) {
        return shape[dimension];
    }

    /** Where its numbers are; other tensors may have theirs there too. */
    public TorchStorage storage() {
        return storage;
    }

    /** The number of values. */
    public int size() {
        return size;
    }

    /**
     * The value at an index that counts through the tensor row by row: Double, Long or Boolean.
     *
     * @throws UncheckedIOException if the storage was not read yet
     */
    public Object get(int index) {
        if (storage.bytes() == null) {
            throw new UncheckedIOException(new IOException(
                    "a number is in a tensor whose values stand at the file's end, as versions of torch before "
                            + "1.6 write them; that is read only where all scores are in one tensor or list"));
        }
        long at = offset;
        int rest = index;
        for (int d = shape.length - 1; d >= 0; d--) {
            at += (long) (rest % shape[d]) * strides[d];
            rest /= shape[d];
        }
        return storage.type().value(storage.bytes(), (int) at);
    }
}
