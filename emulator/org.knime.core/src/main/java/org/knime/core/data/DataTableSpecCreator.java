package org.knime.core.data;

import java.util.ArrayList;
import java.util.List;

/** Makes table specs. */
public final class DataTableSpecCreator {
    private final List<DataColumnSpec> columns = new ArrayList<>();
    private String name;

    /** No columns at first. */
    public DataTableSpecCreator() {}

    /** @param spec what to begin with */
    public DataTableSpecCreator(DataTableSpec spec) {
        name = spec.getName();
        spec.forEach(columns::add);
    }

    /** Adds columns behind the others. */
    public DataTableSpecCreator addColumns(DataColumnSpec... specs) {
        columns.addAll(List.of(specs));
        return this;
    }

    /**
     * @return the table
     * @throws IllegalArgumentException if two columns have one name
     */
    public DataTableSpec createSpec() {
        return new DataTableSpec(name, columns.toArray(DataColumnSpec[]::new));
    }
}
