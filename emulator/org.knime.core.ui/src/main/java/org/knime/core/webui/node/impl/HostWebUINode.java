package org.knime.core.webui.node.impl;

import java.util.List;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;

/**
 * What the factory of a node with a model of its own says of it.
 *
 * @param type its role; if it was not said, it follows from the ports
 * @param parametersClass the class of its parameters
 */
public record HostWebUINode(
        String name,
        NodeType type,
        String icon,
        String shortDescription,
        String fullDescription,
        List<Port> inputs,
        List<Port> outputs,
        Class<? extends NodeParameters> parametersClass,
        List<String> keywords) {
    /**
     * A port.
     *
     * @param name what the user reads
     * @param type of what goes through it
     * @param description what goes through it
     */
    public record Port(String name, PortType type, String description) {}

    /** @return what the factory says */
    public static HostWebUINode of(WebUINodeFactory<?> factory) {
        WebUINodeConfiguration said = factory.configuration;
        return new HostWebUINode(
                said.name,
                said.nodeType == null ? typeByPorts(said) : said.nodeType,
                said.icon,
                said.shortDescription,
                said.fullDescription,
                said.inputs,
                said.outputs,
                said.parametersClass,
                said.keywords);
    }

    private static NodeType typeByPorts(WebUINodeConfiguration said) {
        if (said.inputs.isEmpty()) {
            return NodeType.Source;
        }
        return said.outputs.isEmpty() ? NodeType.Sink : NodeType.Manipulator;
    }
}
