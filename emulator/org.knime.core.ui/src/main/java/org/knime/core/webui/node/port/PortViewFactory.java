package org.knime.core.webui.node.port;

import org.knime.core.node.port.PortObject;

/**
 * Makes views of ports that hold something.
 *
 * @param <T> the type of what they hold
 */
public interface PortViewFactory<T extends PortObject> {
    /**
     * @param portObject what the port holds
     * @return its view
     */
    PortView createPortView(T portObject);
}
