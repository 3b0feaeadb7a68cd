package org.knime.core.data;

/** Rows and what their columns are. */
public interface DataTable extends Iterable<DataRow> {
    /** @return what the columns are */
    DataTableSpec getDataTableSpec();

    @Override
    RowIterator iterator();
}
