package org.knime.node.parameters.widget.choices.filter;

import java.util.List;
import java.util.function.Predicate;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.webui.node.dialog.defaultdialog.setting.filter.withtypes.TypedStringFilterMode;

/** A choice of columns: one by one, by pattern, or by type. */
public final class ColumnFilter extends TypedStringFilter<ColumnTypeFilter> {
    /** No column. */
    public ColumnFilter() {
        this(new String[0]);
    }

    /** @param selected names of the chosen columns */
    public ColumnFilter(String[] selected) {
        super(selected, new ColumnTypeFilter());
    }

    /** @param selectedColumns the chosen columns */
    public ColumnFilter(List<DataColumnSpec> selectedColumns) {
        this(names(selectedColumns));
    }

    /** @return this choice, to which columns that come later belong */
    public ColumnFilter withIncludeUnknownColumns() {
        setIncludeUnknownValues(true);
        return this;
    }

    /** @return whether a column is chosen */
    public Predicate<DataColumnSpec> getFilterPredicate() {
        if (m_mode == TypedStringFilterMode.TYPE) {
            return m_typeFilter::includes;
        }
        Predicate<String> byName = getStringFilterPredicate();
        return column -> byName.test(column.getName());
    }

    /** @return the names of the chosen ones of these columns, in their order */
    public String[] filter(List<DataColumnSpec> choices) {
        return names(choices.stream().filter(getFilterPredicate()).toList());
    }

    /** @return the names that were chosen one by one but are not in the table */
    public String[] getMissingSelectedFromFullSpec(DataTableSpec spec) {
        return getMissingSelected(spec.getColumnNames());
    }

    private static String[] names(List<DataColumnSpec> columns) {
        return columns.stream().map(DataColumnSpec::getName).toArray(String[]::new);
    }
}
