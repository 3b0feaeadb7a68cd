package org.knime.node.parameters.widget.choices.filter;

import java.util.Arrays;
import org.knime.core.data.DataColumnSpec;

/** A choice of columns by type: the class names of the chosen types' preferred value classes. */
final class ColumnTypeFilter extends TypeFilter {
    boolean includes(DataColumnSpec column) {
        return Arrays.asList(m_selectedTypes)
                .contains(column.getType().getPreferredValueClass().getName());
    }
}
