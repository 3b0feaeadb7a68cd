package org.knime.node;

import java.util.Objects;
import org.knime.core.node.ConfigurableNodeFactory;

/** Makes the node that is described to it; subclasses are public and have a public constructor without arguments. */
public abstract class DefaultNodeFactory extends ConfigurableNodeFactory<HostNode> {
    final DefaultNode node;

    /** @param node the description */
    protected DefaultNodeFactory(DefaultNode node) {
        this.node = Objects.requireNonNull(node, "node");
    }

    /** @return the role of the node; if it was not said, it follows from the ports */
    public final NodeType getType() {
        if (node.nodeType != null) {
            return node.nodeType;
        } else if (node.ports.stream().noneMatch(g -> g.input)) {
            return NodeType.Source;
        }
        return node.ports.stream().allMatch(g -> g.input) ? NodeType.Sink : NodeType.Manipulator;
    }
}
