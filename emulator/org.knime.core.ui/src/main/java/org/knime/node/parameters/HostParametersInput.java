package org.knime.node.parameters;

import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.port.PortObjectSpec;

/**
 * What is known of a node's inputs.
 *
 * @param specs the specs of all inputs; {@code null} where nothing is known
 */
public record HostParametersInput(PortObjectSpec... specs) implements NodeParametersInput {
    @Override
    public PortObjectSpec[] getInPortSpecs() {
        return specs.clone();
    }

    @Override
    public Optional<PortObjectSpec> getInPortSpec(int portIndex) {
        return portIndex < specs.length ? Optional.ofNullable(specs[portIndex]) : Optional.empty();
    }

    @Override
    public Optional<DataTableSpec> getInTableSpec(int portIndex) {
        return getInPortSpec(portIndex).filter(DataTableSpec.class::isInstance).map(DataTableSpec.class::cast);
    }
}
