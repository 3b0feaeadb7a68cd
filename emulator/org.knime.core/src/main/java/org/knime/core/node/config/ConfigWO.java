package org.knime.core.node.config;

import org.knime.core.node.config.base.ConfigBaseWO;

/** Write access to a {@link Config}. */
public interface ConfigWO extends ConfigBaseWO {
    /** @return a new, empty sub-config */
    Config addConfig(String key);
}
