package org.knime.core.webui.node.impl;

import java.util.Objects;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;

/**
 * Makes nodes with a model of their own and a dialog of parameters.
 *
 * @param <M> the class of the model
 */
public abstract class WebUINodeFactory<M extends NodeModel> extends NodeFactory<M> {
    final WebUINodeConfiguration configuration;

    /** @param configuration the description */
    protected WebUINodeFactory(WebUINodeConfiguration configuration) {
        this.configuration = Objects.requireNonNull(configuration, "configuration");
    }

    /** @return a new model */
    public abstract M createNodeModel();
}
