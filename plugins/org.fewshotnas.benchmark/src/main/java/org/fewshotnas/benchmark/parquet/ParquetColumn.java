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
 * @param index of its chunks in a group of rows, -1 of a nested column
 */
public record ParquetColumn(
        String name, Kind kind, Type type, boolean optional, boolean unsigned, int scale, int index) {
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

        /** Bytes of a value, 0 where that differs. */
        int size() {
            return size;
        }
    }
}
