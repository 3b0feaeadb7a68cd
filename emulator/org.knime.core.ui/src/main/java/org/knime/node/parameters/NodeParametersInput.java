package org.knime.node.parameters;

import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.port.PortObjectSpec;

/** What is known of a node's inputs while its parameters are made or shown. */
public interface NodeParametersInput {
    /** @return the specs of all inputs; {@code null} where nothing is known */
    PortObjectSpec[] getInPortSpecs();

    /** @return the spec of an input, counted from 0, if it is known */
    Optional<PortObjectSpec> getInPortSpec(int portIndex);

    /** @return the spec of the table at an input, counted from 0, if it is known */
    Optional<DataTableSpec> getInTableSpec(int portIndex);
}
