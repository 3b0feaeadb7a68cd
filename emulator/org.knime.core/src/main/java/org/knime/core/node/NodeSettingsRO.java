package org.knime.core.node;

import org.knime.core.node.config.ConfigRO;

/** Read access to a node's settings. */
public interface NodeSettingsRO extends ConfigRO {
    /** @return the settings below this key */
    NodeSettingsRO getNodeSettings(String key) throws InvalidSettingsException;
}
