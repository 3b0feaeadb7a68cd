package org.knime.node.parameters.widget.choices;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataType;

/**
 * One of several texts that stand for something of a type, such as columns.
 *
 * @param id the text that is stored
 * @param text what the user reads
 * @param type the type
 */
public record TypedStringChoice(String id, String text, PossibleTypeValue type) {
    /**
     * A type.
     *
     * @param id what is stored
     * @param text what the user reads
     */
    public record PossibleTypeValue(String id, String text) {}

    /** @return the choice of a column */
    public static TypedStringChoice fromColSpec(DataColumnSpec colSpec) {
        DataType type = colSpec.getType();
        return new TypedStringChoice(
                colSpec.getName(),
                colSpec.getName(),
                new PossibleTypeValue(type.getPreferredValueClass().getName(), type.getName()));
    }
}
