package org.knime.core.node.context.ports;

import org.knime.core.node.port.PortType;

/** Which ports a node has; the flow-variable ports are not among them. */
public interface PortsConfiguration {
    /** @return the types of the inputs */
    PortType[] getInputPorts();

    /** @return the types of the outputs */
    PortType[] getOutputPorts();
}
