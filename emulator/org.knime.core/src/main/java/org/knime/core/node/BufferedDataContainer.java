package org.knime.core.node;

import java.util.HashSet;
import java.util.Set;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.HostDomains;
import org.knime.core.util.DuplicateKeyException;

/** Takes the rows of a new table: first {@link #addRowToTable}, then {@link #close}, then {@link #getTable}. */
public class BufferedDataContainer {
    private final DataTableSpec spec;
    private final HostDomains domains;
    private final HostTables.Writer writer;
    private Set<String> keys = new HashSet<>();
    private BufferedDataTable table;

    BufferedDataContainer(DataTableSpec spec, HostTables.Writer writer) {
        this.spec = spec;
        this.writer = writer;
        domains = new HostDomains(spec);
    }

    /**
     * Adds a row.
     *
     * @throws DuplicateKeyException if there is a row of this key already
     * @throws IllegalArgumentException if the cells do not fit the columns
     * @throws IllegalStateException if the container is closed
     */
    public void addRowToTable(DataRow row) {
        if (table != null) {
            throw new IllegalStateException("Cannot add row: container has been closed.");
        }
        check(row);
        String key = row.getKey().getString();
        if (!keys.add(key)) {
            throw new DuplicateKeyException("Encountered duplicate row ID \"" + key + "\"", key);
        }
        domains.add(row);
        writer.add(row);
    }

    private void check(DataRow row) {
        if (row.getNumCells() != spec.getNumColumns()) {
            throw new IllegalArgumentException(
                    "Cell count in row \"" + row.getKey() + "\" is not equal to length of column names array: "
                            + row.getNumCells() + " vs. " + spec.getNumColumns());
        }
        for (int i = 0; i < row.getNumCells(); i++) {
            DataCell cell = row.getCell(i);
            DataType column = spec.getColumnSpec(i).getType();
            if (!cell.isMissing() && !column.isASuperTypeOf(cell.getType())) {
                throw new IllegalArgumentException("Cell \"" + cell + "\" (index " + i + ") in row \"" + row.getKey()
                        + "\" is " + cell.getType() + " and does not fit column \""
                        + spec.getColumnSpec(i).getName() + "\" of type " + column + ".");
            }
        }
    }

    /** Ends the table; a second time does nothing. */
    public void close() {
        if (table == null) {
            table = HostTables.table(writer.finish(domains.createSpec()));
            keys = null;
        }
    }

    /**
     * @return the table
     * @throws IllegalStateException if the container is not closed
     */
    public BufferedDataTable getTable() {
        if (table == null) {
            throw new IllegalStateException("Cannot get table: container is not closed.");
        }
        return table;
    }
}
