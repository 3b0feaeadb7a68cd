package org.knime.core.data;

import java.util.Objects;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.Config;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** What a column is: name, type, domain, properties. */
public final class DataColumnSpec {
    private static final String NAME = "column_name";
    private static final String ELEMENT_NAMES = "element_names";
    private static final String TYPE = "column_type";
    private static final String DOMAIN = "column_domain";
    private static final String PROPERTIES = "column_properties";

    private final String name;
    private final DataType type;
    private final DataColumnDomain domain;
    private final DataColumnProperties properties;

    DataColumnSpec(String name, DataType type, DataColumnDomain domain, DataColumnProperties properties) {
        this.name = Objects.requireNonNull(name, "name");
        this.type = Objects.requireNonNull(type, "type");
        this.domain = Objects.requireNonNull(domain, "domain");
        this.properties = Objects.requireNonNull(properties, "properties");
    }

    /** @return the name, unique within its table */
    public String getName() {
        return name;
    }

    /** @return the type that all cells of the column fit into */
    public DataType getType() {
        return type;
    }

    /** @return what values the column holds, as far as known */
    public DataColumnDomain getDomain() {
        return domain;
    }

    /** @return what else is said of the column */
    public DataColumnProperties getProperties() {
        return properties;
    }

    /** @return whether name and type are the same */
    public boolean equalStructure(DataColumnSpec cspec) {
        return cspec == this || cspec != null && name.equals(cspec.name) && type.equals(cspec.type);
    }

    /** Writes this spec; {@link #load} reads it. */
    public void save(ConfigWO config) {
        config.addString(NAME, name);
        config.addStringArray(ELEMENT_NAMES);
        type.save(config.addConfig(TYPE));
        domain.save(config.addConfig(DOMAIN));
        properties.save(config.addConfig(PROPERTIES));
        config.addConfig("meta_data");
    }

    /** @throws InvalidSettingsException if the config does not describe a column */
    public static DataColumnSpec load(ConfigRO config) throws InvalidSettingsException {
        String name = config.getString(NAME);
        if (name == null) {
            throw new InvalidSettingsException("A column has no name.");
        }
        Config properties = config.getConfig(PROPERTIES);
        return new DataColumnSpec(
                name,
                DataType.load(config.getConfig(TYPE)),
                DataColumnDomain.load(config.getConfig(DOMAIN)),
                DataColumnProperties.load(properties));
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof DataColumnSpec o
                && equalStructure(o)
                && domain.equals(o.domain)
                && properties.equals(o.properties);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type);
    }

    @Override
    public String toString() {
        return name + "[" + type + "]";
    }
}
