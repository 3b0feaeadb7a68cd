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
        addColumns(spec);
    }

    /** Adds columns behind the others. */
    public DataTableSpecCreator addColumns(DataColumnSpec... specs) {
        columns.addAll(List.of(specs));
        return this;
    }

    /** Adds the columns of a table behind the others. */
    public DataTableSpecCreator addColumns(DataTableSpec spec) {
        spec.forEach(columns::add);
        return this;
    }

    /** Replaces the column at an index, counted from 0. */
    public DataTableSpecCreator replaceColumn(int pos, DataColumnSpec spec) {
        columns.set(pos, spec);
        return this;
    }

    /** @param name of the table */
    public DataTableSpecCreator setName(String name) {
        this.name = name;
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
