package org.knime.core.node.context.ports;

import java.util.List;
import java.util.Map;
import org.knime.core.node.port.PortType;

/** Which ports a node has; the flow-variable ports are not among them. */
public interface PortsConfiguration {
    /** @return the types of the inputs */
    PortType[] getInputPorts();

    /** @return the types of the outputs */
    PortType[] getOutputPorts();

    /** @return the indices of the inputs, counted from 0, by the identifier of their group; a group without ports is left out */
    Map<String, int[]> getInputPortLocation();

    /** @return the indices of the outputs, counted from 0, by the identifier of their group; a group without ports is left out */
    Map<String, int[]> getOutputPortLocation();

    /** @return the identifiers of all groups */
    List<String> getPortGroupNames();
}
