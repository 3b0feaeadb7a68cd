package org.fewshotnas.benchmark.pickle;

/** A numpy array. Its bytes are taken as they are; values are decoded when they are asked for. */
public final class NumpyArray {
    private NumpyType type;
    private int[] shape = {0};
    private boolean columnMajor;
    private byte[] bytes = {};

    NumpyArray() {}

    /** Fills the array in; false if the numbers do not fit together. */
    boolean fill(NumpyType newType, PickleTuple newShape, boolean newColumnMajor, byte[] newBytes) {
        int[] sizes = new int[newShape.size()];
        long count = 1;
        for (int i = 0; i < sizes.length; i++) {
            if (!(newShape.get(i) instanceof Long size) || size < 0 || size > Integer.MAX_VALUE) {
                return false;
            }
            sizes[i] = size.intValue();
            count *= sizes[i];
            if (count > Integer.MAX_VALUE) {
                return false;
            }
        }
        if (sizes.length > 32 || count * newType.size() != newBytes.length) {
            return false;
        }
        type = newType;
        shape = sizes;
        columnMajor = newColumnMajor;
        bytes = newBytes;
        return true;
    }

    /** The number of dimensions. */
    public int rank() {
        return shape.length;
    }

    /** The length along a dimension. */
    public int length(int dimension) {
        return shape[dimension];
    }

    /** The number of values. */
    public int size() {
        return type == null ? 0 : type.size() == 0 ? 0 : bytes.length / type.size();
    }

    /** The value at an index that counts through the array row by row: Double, Long, Boolean or String. */
    public Object get(int index) {
        int at = index;
        if (columnMajor && shape.length > 1) {
            at = 0;
            int stride = size();
            int rest = index;
            for (int d = shape.length - 1; d >= 0; d--) {
                stride /= shape[d];
                at += rest % shape[d] * stride;
                rest /= shape[d];
            }
        }
        return type.value(bytes, at * type.size());
    }
}
