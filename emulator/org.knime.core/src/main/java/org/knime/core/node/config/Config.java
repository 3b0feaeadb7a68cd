package org.knime.core.node.config;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBase;

/** What node settings and model contents have in common. */
public abstract class Config extends ConfigBase implements ConfigRO, ConfigWO {
    /** @param key the name of this config within its parent */
    protected Config(String key) {
        super(key);
    }

    @Override
    public abstract Config getInstance(String key);

    @Override
    public final Config addConfig(String key) {
        return (Config) addConfigBase(key);
    }

    @Override
    public final Config getConfig(String key) throws InvalidSettingsException {
        return (Config) getConfigBase(key);
    }
}
