package org.knime.node.parameters.widget.choices.util;

import java.util.Collection;
import java.util.List;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;

/** Offers the columns of an input table that can be read in a certain way. */
public class CompatibleColumnsProvider implements FilteredInputTableColumnsProvider {
    private final Collection<Class<? extends DataValue>> valueClasses;

    /** @param valueClass how the columns are read */
    protected CompatibleColumnsProvider(Class<? extends DataValue> valueClass) {
        this(List.of(valueClass));
    }

    /** @param valueClasses ways to read the columns, of which one is enough */
    protected CompatibleColumnsProvider(Collection<Class<? extends DataValue>> valueClasses) {
        this.valueClasses = valueClasses;
    }

    @Override
    public boolean isIncluded(DataColumnSpec col) {
        return valueClasses.stream().anyMatch(col.getType()::isCompatible);
    }

    /** Offers columns of numbers. */
    public static class DoubleColumnsProvider extends CompatibleColumnsProvider {
        /** For subclasses and dialogs. */
        protected DoubleColumnsProvider() {
            super(DoubleValue.class);
        }
    }
}
