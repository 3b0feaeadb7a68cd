package org.knime.node.parameters.widget.choices.util;

/** Says which input has the table. */
public interface InputTableIndexHolder {
    /** @return the input, counted from 0 */
    default int getInputTableIndex() {
        return 0;
    }
}
