package org.knime.node.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.persistence.Persistable;

/**
 * The parameters of a node, or a part of them. All fields that are not private are stored, with their defaults where nothing else is set.
 */
public interface NodeParameters extends Persistable, WidgetGroup {
    /**
     * Checks the parameters, whoever set them. It is called for the parameters of the node, which pass it on to their parts.
     *
     * @throws InvalidSettingsException if they cannot be used
     */
    default void validate() throws InvalidSettingsException {}
}
