package org.knime.core.data;

/** One row of a table: a key and one cell per column. */
public interface DataRow extends Iterable<DataCell> {
    /** @return how many cells there are */
    int getNumCells();

    /** @return the row's name */
    RowKey getKey();

    /** @return the cell at a column, counted from 0 */
    DataCell getCell(int index);
}
