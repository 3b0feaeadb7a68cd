package org.knime.core.node;

import org.knime.core.node.config.ConfigWO;

/** Write access to a model's content. */
public interface ModelContentWO extends ConfigWO {
    /** @return new, empty content below this key */
    ModelContentWO addModelContent(String key);
}
