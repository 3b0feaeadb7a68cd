package org.knime.node.parameters.widget.choices.util;

import java.util.List;
import java.util.function.Predicate;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.node.parameters.NodeParametersInput;

/** Finds columns of input tables; a table that is not known has none. */
public final class ColumnSelectionUtil {
    private ColumnSelectionUtil() {}

    /** @return the columns of a table that the filter lets through */
    public static List<DataColumnSpec> getFilteredColumns(
            NodeParametersInput context, int portIndex, Predicate<DataColumnSpec> filter) {
        return context.getInTableSpec(portIndex).stream()
                .flatMap(DataTableSpec::stream)
                .filter(filter)
                .toList();
    }

    /** @return the columns of a table that can be read in one of these ways */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static List<DataColumnSpec> getCompatibleColumns(
            NodeParametersInput context, int portIndex, Class<? extends DataValue>... valueClasses) {
        return getFilteredColumns(context, portIndex, isOneOf(List.of(valueClasses)));
    }

    /** @return the columns of the first table that can be read in one of these ways */
    @SafeVarargs
    public static List<DataColumnSpec> getCompatibleColumnsOfFirstPort(
            NodeParametersInput context, Class<? extends DataValue>... valueClasses) {
        return getCompatibleColumns(context, 0, valueClasses);
    }

    private static Predicate<DataColumnSpec> isOneOf(List<Class<? extends DataValue>> valueClasses) {
        return c -> valueClasses.stream().anyMatch(c.getType()::isCompatible);
    }
}
