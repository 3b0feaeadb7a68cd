package org.knime.core.node;

import java.util.ArrayList;
import java.util.List;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;

/** Where the rows of tables live: the host gives files, tests the memory. Failures are {@link java.io.UncheckedIOException}s. */
public interface HostTables {
    /** @return what takes the rows of a new table */
    Writer writer(DataTableSpec spec);

    /** Takes the rows of one table, in order; keys and cells are checked before. */
    interface Writer {
        /** Adds a row. */
        void add(DataRow row);

        /**
         * Ends the table.
         *
         * @param spec the table with the domains of all rows
         * @return the rows
         */
        Rows finish(DataTableSpec spec);
    }

    /** The rows of one table. */
    interface Rows {
        /** @return the table with its domains */
        DataTableSpec spec();

        /** @return how many rows there are */
        long size();

        /** @return all rows, in order */
        CloseableRowIterator iterator();
    }

    /** @return tables in memory */
    static HostTables inMemory() {
        return spec -> new Writer() {
            private final List<DataRow> rows = new ArrayList<>();

            @Override
            public void add(DataRow row) {
                rows.add(row);
            }

            @Override
            public Rows finish(DataTableSpec finalSpec) {
                return new MemoryRows(finalSpec, List.copyOf(rows));
            }
        };
    }

    /** @return a table of these rows */
    static BufferedDataTable table(Rows rows) {
        return new BufferedDataTable(rows);
    }

    /** @return the rows of a table */
    static Rows rows(BufferedDataTable table) {
        return table.rows();
    }

    /** @return the context of a running node, which reports to this monitor */
    static ExecutionContext context(NodeProgressMonitor progress, HostTables tables) {
        return new ExecutionContext(progress, tables);
    }
}
