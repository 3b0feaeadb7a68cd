package org.fewshotnas.knime.common;

import java.util.HashMap;
import java.util.Map;
import org.fewshotnas.space.base.Progress;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataType;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;

/** Reads and writes the rows of tables. */
public final class Rows {
    private static final long REPORT_NANOS = 100_000_000;

    private Rows() {}

    /** What is done with each row. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Sees a row.
         *
         * @param index from 0
         */
        void visit(DataRow row, int index);
    }

    /**
     * Visits all rows of a table in their order.
     *
     * @param progress of which this is all
     * @param message for the user
     */
    public static void forEach(BufferedDataTable table, Progress progress, String message, Visitor visitor) {
        long size = Math.max(1, table.size());
        long reported = 0;
        try (CloseableRowIterator rows = table.iterator()) {
            for (int i = 0; rows.hasNext(); i++) {
                // By the clock too, since a row can take a second if its picture is read from a file.
                long now = System.nanoTime();
                if ((i & 0xff) == 0 || now - reported > REPORT_NANOS) {
                    progress.checkCanceled();
                    progress.report((double) i / size, message);
                    reported = now;
                }
                visitor.visit(rows.next(), i);
            }
        }
    }

    /** The cells of a row and these behind them. */
    public static DataCell[] append(DataRow row, DataCell... more) {
        DataCell[] cells = new DataCell[row.getNumCells() + more.length];
        for (int i = 0; i < row.getNumCells(); i++) {
            cells[i] = row.getCell(i);
        }
        System.arraycopy(more, 0, cells, row.getNumCells(), more.length);
        return cells;
    }

    /** A number's cell, missing for NaN. */
    public static DataCell number(double number) {
        return Double.isNaN(number) ? DataType.getMissingCell() : new DoubleCell(number);
    }

    /** Makes row keys of architectures: search space and encoding, and a number behind it where one comes again. */
    public static final class Keys {
        private final Map<String, Integer> seen = new HashMap<>();

        /** The key for the next row of this architecture. */
        public String next(String searchSpace, String architecture) {
            String key = searchSpace + ": " + architecture;
            int times = seen.merge(key, 1, Integer::sum);
            return times == 1 ? key : key + " (" + times + ")";
        }
    }
}
