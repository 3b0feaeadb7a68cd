package org.knime.core.node.config;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBaseRO;

/** Read access to a {@link Config}. */
public interface ConfigRO extends ConfigBaseRO {
    /** @return the sub-config with this key */
    Config getConfig(String key) throws InvalidSettingsException;
}
