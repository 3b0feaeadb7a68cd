package org.knime.core.node;

import javax.swing.JComponent;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A table that goes from node to node. */
public final class BufferedDataTable implements DataTable, PortObject {
    /** The type of the ports that tables go through. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(BufferedDataTable.class);

    /** The type of the inputs that take a table or nothing. */
    public static final PortType TYPE_OPTIONAL =
            PortTypeRegistry.getInstance().getPortType(BufferedDataTable.class, true);

    private final HostTables.Rows rows;

    BufferedDataTable(HostTables.Rows rows) {
        this.rows = rows;
    }

    HostTables.Rows rows() {
        return rows;
    }

    @Override
    public DataTableSpec getDataTableSpec() {
        return rows.spec();
    }

    @Override
    public DataTableSpec getSpec() {
        return rows.spec();
    }

    @Override
    public String getSummary() {
        return "Rows: " + size() + ", Cols: " + getSpec().getNumColumns();
    }

    /** @return all rows; close it unless the last row is read */
    @Override
    public CloseableRowIterator iterator() {
        return rows.iterator();
    }

    /** @return how many rows there are */
    public long size() {
        return rows.size();
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }
}
