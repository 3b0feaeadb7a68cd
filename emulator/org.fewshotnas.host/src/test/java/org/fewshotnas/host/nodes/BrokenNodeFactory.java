package org.fewshotnas.host.nodes;

import org.knime.node.DefaultNodeFactory;

/** Cannot be made. */
public final class BrokenNodeFactory extends DefaultNodeFactory {
    /** For the host. */
    public BrokenNodeFactory() {
        super(null);
    }
}
