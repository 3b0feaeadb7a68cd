package org.knime.core.node;

import org.knime.core.node.config.ConfigWO;

/** Write access to a node's settings. */
public interface NodeSettingsWO extends ConfigWO {
    /** @return new, empty settings below this key */
    NodeSettingsWO addNodeSettings(String key);

    /** Adds settings under their own key. */
    void addNodeSettings(NodeSettings settings);
}
