package org.knime.core.data;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Collects the domains of a table's columns while its rows are written, as KNIME does: bounds of columns with an order (NaN is none),
 * and the values of nominal columns as long as there are no more than 60.
 */
public final class HostDomains {
    private static final int MAX_VALUES = 60;

    private final DataTableSpec spec;
    private final DataCell[] lower;
    private final DataCell[] upper;
    private final Set<DataCell>[] values;

    /** @param spec the table; its domains are what is begun with */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public HostDomains(DataTableSpec spec) {
        this.spec = spec;
        lower = new DataCell[spec.getNumColumns()];
        upper = new DataCell[spec.getNumColumns()];
        values = new Set[spec.getNumColumns()];
        for (int i = 0; i < values.length; i++) {
            DataColumnDomain domain = spec.getColumnSpec(i).getDomain();
            lower[i] = domain.getLowerBound();
            upper[i] = domain.getUpperBound();
            if (spec.getColumnSpec(i).getType().isCompatible(NominalValue.class)) {
                values[i] = new LinkedHashSet<>(domain.hasValues() ? domain.getValues() : Set.of());
            }
        }
    }

    /** Takes a row into account. */
    public void add(DataRow row) {
        for (int i = 0; i < values.length; i++) {
            DataCell cell = row.getCell(i);
            if (cell.isMissing() || !CellXml.canSave(cell)) {
                continue;
            }
            if (values[i] != null && values[i].add(cell) && values[i].size() > MAX_VALUES) {
                values[i] = null;
            }
            if (cell instanceof BoundedValue && !Double.isNaN(number(cell))) {
                lower[i] = lower[i] == null || compare(cell, lower[i]) < 0 ? cell : lower[i];
                upper[i] = upper[i] == null || compare(cell, upper[i]) > 0 ? cell : upper[i];
            }
        }
    }

    private static double number(DataCell cell) {
        return ((DoubleValue) cell).getDoubleValue();
    }

    private static int compare(DataCell a, DataCell b) {
        return a instanceof LongValue x && b instanceof LongValue y
                ? Long.compare(x.getLongValue(), y.getLongValue())
                : Double.compare(number(a), number(b));
    }

    /** @return the table with the domains of all rows so far */
    public DataTableSpec createSpec() {
        DataColumnSpec[] columns = new DataColumnSpec[values.length];
        for (int i = 0; i < columns.length; i++) {
            DataColumnSpecCreator creator = new DataColumnSpecCreator(spec.getColumnSpec(i));
            creator.setDomain(new DataColumnDomain(lower[i], upper[i], values[i]));
            columns[i] = creator.createSpec();
        }
        return new DataTableSpec(spec.getName(), columns);
    }
}
