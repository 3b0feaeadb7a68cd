package org.knime.core.webui.node.port;

import org.knime.core.node.port.PortObjectSpec;

/**
 * Makes views of ports whose node is configured.
 *
 * @param <S> the type of the spec
 */
public interface PortSpecViewFactory<S extends PortObjectSpec> {
    /**
     * @param portObjectSpec what the port will hold
     * @return its view
     */
    PortView createPortView(S portObjectSpec);
}
