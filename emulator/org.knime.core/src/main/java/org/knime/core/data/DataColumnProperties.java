package org.knime.core.data;

import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** Texts by name that say more about a column. */
public final class DataColumnProperties {
    private final Map<String, String> properties;

    /** No properties. */
    public DataColumnProperties() {
        this(Map.of());
    }

    /** @param content the properties, without {@code null} */
    public DataColumnProperties(Map<String, String> content) {
        properties = new LinkedHashMap<>(content);
        if (properties.containsKey(null) || properties.containsValue(null)) {
            throw new NullPointerException("Neither name nor value of a column property can be null.");
        }
    }

    /** @return whether there is a property of this name */
    public boolean containsProperty(String key) {
        return properties.containsKey(key);
    }

    /** @return the property or {@code null} */
    public String getProperty(String key) {
        return properties.get(key);
    }

    /** @return how many properties there are */
    public int size() {
        return properties.size();
    }

    /** @return the names */
    public Enumeration<String> properties() {
        return Collections.enumeration(properties.keySet());
    }

    /** Writes the properties; {@link #load} reads them. */
    public void save(ConfigWO config) {
        properties.forEach(config::addString);
    }

    /** @throws InvalidSettingsException if the config holds anything but strings */
    public static DataColumnProperties load(ConfigRO config) throws InvalidSettingsException {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String key : config) {
            String value = config.getString(key);
            if (value == null) {
                throw new InvalidSettingsException("Column property \"" + key + "\" has no value.");
            }
            properties.put(key, value);
        }
        return new DataColumnProperties(properties);
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof DataColumnProperties other && properties.equals(other.properties);
    }

    @Override
    public int hashCode() {
        return properties.hashCode();
    }

    @Override
    public String toString() {
        return properties.toString();
    }
}
