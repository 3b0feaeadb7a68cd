package org.knime.core.node;

import java.util.Iterator;
import java.util.List;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;

/**
 * Rows in memory.
 *
 * @param spec the table
 * @param list its rows
 */
record MemoryRows(DataTableSpec spec, List<DataRow> list) implements HostTables.Rows {
    @Override
    public long size() {
        return list.size();
    }

    @Override
    public CloseableRowIterator iterator() {
        Iterator<DataRow> rows = list.iterator();
        return new CloseableRowIterator() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public DataRow next() {
                return rows.next();
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }
}
