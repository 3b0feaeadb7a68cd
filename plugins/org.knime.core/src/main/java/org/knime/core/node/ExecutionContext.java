package org.knime.core.node;

import org.knime.core.data.DataTableSpec;

/** What a running node makes tables with, besides reporting its progress. */
public class ExecutionContext extends ExecutionMonitor {
    private final HostTables tables;

    ExecutionContext(NodeProgressMonitor progress, HostTables tables) {
        super(progress);
        this.tables = tables;
    }

    /** @return a container for the rows of such a table, to which domains are added */
    public BufferedDataContainer createDataContainer(DataTableSpec spec) {
        return createDataContainer(spec, true);
    }

    /**
     * @param initDomain whether the domains begin with those of the spec
     * @return a container for the rows of such a table
     */
    public BufferedDataContainer createDataContainer(DataTableSpec spec, boolean initDomain) {
        return new BufferedDataContainer(spec, initDomain, tables.writer(spec));
    }

    /** @return a context whose whole progress is a part of this one's, from 0 to 1 */
    public ExecutionContext createSubExecutionContext(double maxProgress) {
        return new ExecutionContext(new SubProgress(getProgressMonitor(), maxProgress, false), tables);
    }
}
