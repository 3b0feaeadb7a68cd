package org.knime.core.node;

import org.knime.core.data.DataTableSpec;

/** What a running node makes tables with, besides reporting its progress. */
public class ExecutionContext extends ExecutionMonitor {
    private final HostTables tables;

    ExecutionContext(NodeProgressMonitor progress, HostTables tables) {
        super(progress);
        this.tables = tables;
    }

    /**
     * @param initDomain whether the domains begin with those of the spec
     * @return a container for the rows of such a table
     */
    public BufferedDataContainer createDataContainer(DataTableSpec spec) {
        return new BufferedDataContainer(spec, tables.writer(spec));
    }
}
