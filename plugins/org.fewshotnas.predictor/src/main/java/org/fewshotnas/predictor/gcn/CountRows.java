package org.fewshotnas.predictor.gcn;

import java.util.Arrays;

/**
 * A sparse matrix of counts that grows row by row. A row is given as the columns that it counts, sorted, a column as often as it counts.
 * Equal rows can be merged; then a row's number stands for its content.
 */
final class CountRows {
    private int rows;
    private int[] starts = new int[64];
    private int[] columns = new int[256];
    private int[] counts = new int[256];
    /** Open addressing: a row's number plus one, 0 where nothing is. */
    private int[] table = new int[256];

    int rows() {
        return rows;
    }

    /** How many entries differ from zero. */
    int entries() {
        return starts[rows];
    }

    /** Appends a row, and gives its number. */
    int add(int[] sorted, int length) {
        int end = starts[rows];
        if (end + length > columns.length) {
            columns = Arrays.copyOf(columns, 2 * columns.length + length);
            counts = Arrays.copyOf(counts, columns.length);
        }
        for (int i = 0; i < length; i++) {
            if (i > 0 && sorted[i] == sorted[i - 1]) {
                counts[end - 1]++;
            } else {
                columns[end] = sorted[i];
                counts[end++] = 1;
            }
        }
        if (rows + 2 > starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        starts[++rows] = end;
        return rows - 1;
    }

    /** The number of a row that is equal, or else of this row, which is appended. All rows must have come this way. */
    int merge(int[] sorted, int length) {
        if (2 * rows >= table.length) {
            grow();
        }
        int slot = slot(hash(sorted, length));
        while (table[slot] != 0) {
            if (isRow(table[slot] - 1, sorted, length)) {
                return table[slot] - 1;
            }
            slot = slot + 1 & table.length - 1;
        }
        int row = add(sorted, length);
        table[slot] = row + 1;
        return row;
    }

    private void grow() {
        table = new int[4 * table.length];
        for (int row = 0; row < rows; row++) {
            int hash = 0;
            for (int e = starts[row]; e < starts[row + 1]; e++) {
                for (int i = 0; i < counts[e]; i++) {
                    hash = 31 * hash + columns[e];
                }
            }
            int slot = slot(hash);
            while (table[slot] != 0) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = row + 1;
        }
    }

    private static int hash(int[] sorted, int length) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + sorted[i];
        }
        return hash;
    }

    private int slot(int hash) {
        int mixed = hash * 0x9E3779B9;
        return (mixed ^ mixed >>> 15) & table.length - 1;
    }

    private boolean isRow(int row, int[] sorted, int length) {
        int i = 0;
        for (int e = starts[row]; e < starts[row + 1]; e++) {
            for (int n = 0; n < counts[e]; n++, i++) {
                if (i == length || sorted[i] != columns[e]) {
                    return false;
                }
            }
        }
        return i == length;
    }

    /** Where the entries are: their rows, then their columns, ordered by row. */
    long[] places() {
        int n = entries();
        long[] places = new long[2 * n];
        for (int row = 0; row < rows; row++) {
            for (int e = starts[row]; e < starts[row + 1]; e++) {
                places[e] = row;
                places[n + e] = columns[e];
            }
        }
        return places;
    }

    /** The entries in this order. */
    float[] values() {
        float[] values = new float[entries()];
        for (int e = 0; e < values.length; e++) {
            values[e] = counts[e];
        }
        return values;
    }

    /** Writes the matrix, row by row, into zeros. */
    void write(float[] to, int offset, int width) {
        for (int row = 0; row < rows; row++) {
            for (int e = starts[row]; e < starts[row + 1]; e++) {
                to[offset + row * width + columns[e]] = counts[e];
            }
        }
    }
}
