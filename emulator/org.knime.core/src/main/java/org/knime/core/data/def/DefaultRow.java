package org.knime.core.data.def;

import java.util.Arrays;
import java.util.Iterator;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;

/** A row that holds its cells in memory. */
public class DefaultRow implements DataRow {
    private final RowKey key;
    private final DataCell[] cells;

    /**
     * @param rowKey the row's name
     * @param row one cell per column
     */
    public DefaultRow(RowKey rowKey, DataCell... row) {
        this.key = rowKey;
        this.cells = row.clone();
        if (key == null || Arrays.asList(cells).contains(null)) {
            throw new NullPointerException("Neither the key of a row nor one of its cells can be null.");
        }
    }

    /**
     * @param rowId the row's name
     * @param row one cell per column
     */
    public DefaultRow(String rowId, DataCell... row) {
        this(new RowKey(rowId), row);
    }

    @Override
    public final int getNumCells() {
        return cells.length;
    }

    @Override
    public final RowKey getKey() {
        return key;
    }

    @Override
    public final DataCell getCell(int index) {
        return cells[index];
    }

    @Override
    public Iterator<DataCell> iterator() {
        return Arrays.asList(cells).iterator();
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof DefaultRow other && key.equals(other.key) && Arrays.equals(cells, other.cells);
    }

    @Override
    public int hashCode() {
        return key.hashCode() ^ Arrays.hashCode(cells);
    }

    @Override
    public String toString() {
        return key + ": " + Arrays.toString(cells);
    }
}
