package org.knime.node;

import java.util.Objects;
import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.NodeFactory;

/** Makes the node that is described to it; subclasses are public and have a public constructor without arguments. */
public abstract class DefaultNodeFactory extends ConfigurableNodeFactory<HostNode> {
    final DefaultNode node;

    /** @param node the description */
    protected DefaultNodeFactory(DefaultNode node) {
        this.node = Objects.requireNonNull(node, "node");
    }

    /** @return the role of the node */
    public final NodeFactory.NodeType getType() {
        return node.nodeType == null ? NodeFactory.NodeType.Other : node.nodeType;
    }
}
