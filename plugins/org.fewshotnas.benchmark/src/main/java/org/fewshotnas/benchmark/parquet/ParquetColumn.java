package org.fewshotnas.benchmark.parquet;

/**
 * A column of a Parquet file.
 *
 * @param name of the column; of a nested one, that of the outermost level
 * @param kind what its values are
 * @param type as it is stored
 * @param optional whether values may be missing
 * @param unsigned whether whole numbers have no sign
 * @param scale number of decimal places of a number that is stored as a whole one
 * @param length bytes of each value where they have a fixed length that is not that of the type, else 0
 * @param noun what values of {@link Kind#OTHER} are, for messages
 * @param index of its chunks in a group of rows, -1 of a nested column
 */
public record ParquetColumn(
        String name,
        Kind kind,
        Type type,
        boolean optional,
        boolean unsigned,
        int scale,
        int length,
        String noun,
        int index) {
    /** In place of the decimal places of numbers of two bytes, which have none of their own. */
    static final int HALF = Integer.MIN_VALUE;

    /** Bytes of a value, 0 where that differs. */
    int size() {
        return type == Type.FIXED_LEN_BYTE_ARRAY ? length : type.size();
    }

    /** Whether values are numbers of two bytes. */
    boolean isHalf() {
        return scale == HALF;
    }

    /** What values are. */
    public enum Kind {
        NUMBER,
        /** 0 or 1. */
        TRUTH,
        TEXT,
        /** Neither, such as a date. */
        OTHER,
        /** Lists and structures. */
        NESTED
    }

    /** How a value is stored; in the order of the format's own numbers. */
    public enum Type {
        BOOLEAN(0),
        INT32(4),
        INT64(8),
        INT96(12),
        FLOAT(4),
        DOUBLE(8),
        BYTE_ARRAY(0),
        FIXED_LEN_BYTE_ARRAY(0);

        private final int size;

        Type(int size) {
            this.size = size;
        }

        /** In place of the decimal places of numbers of two bytes, which have none of their own. */
        static final int HALF = Integer.MIN_VALUE;

        /** Bytes of a value, 0 where that differs. */
        int size() {
            return size;
        }
    }
}
