package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigEntry.Type;

/** A tree of named, typed values in the order in which they were added, kept in files as XML ({@link ConfigXml}). */
public abstract class ConfigBase implements ConfigBaseRO, ConfigBaseWO, Serializable {
    private static final String ARRAY_SIZE = "array-size";

    private String key;
    /** Values are {@link ConfigEntry} or ConfigBase. */
    private final Map<String, Object> entries = new LinkedHashMap<>();

    /** @param key the name of this config within its parent */
    public ConfigBase(String key) {
        this.key = key;
    }

    /** @return a new, empty config of the same class */
    public abstract ConfigBase getInstance(String key);

    @Override
    public final String getKey() {
        return key;
    }

    @Override
    public Set<String> keySet() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    @Override
    public final Iterator<String> iterator() {
        return keySet().iterator();
    }

    @Override
    public boolean containsKey(String key) {
        return entries.containsKey(key);
    }

    @Override
    public final ConfigBase addConfigBase(String key) {
        ConfigBase config = getInstance(key);
        entries.put(key, config);
        return config;
    }

    /** Adds a config of the same class under its own key. */
    protected final void addConfigBase(ConfigBase config) {
        entries.put(config.getKey(), config);
    }

    @Override
    public final ConfigBase getConfigBase(String key) throws InvalidSettingsException {
        if (entries.get(key) instanceof ConfigBase config) {
            return config;
        }
        throw new InvalidSettingsException("Config for key \"" + key + "\" not found.");
    }

    @Override
    public void copyTo(ConfigBaseWO dest) {
        for (Map.Entry<String, Object> e : entries.entrySet()) {
            if (e.getValue() instanceof ConfigBase config) {
                config.copyTo(dest.addConfigBase(e.getKey()));
            } else {
                ((ConfigBase) dest).put(e.getKey(), (ConfigEntry) e.getValue());
            }
        }
    }

    /** The key that the file gives to its root. */
    final void setKey(String key) {
        this.key = key;
    }

    /** @return the entry, {@code null} if there is none or if it is a config */
    final ConfigEntry entry(String key) {
        return entries.get(key) instanceof ConfigEntry entry ? entry : null;
    }

    final void put(String key, ConfigEntry entry) {
        entries.put(key, entry);
    }

    private String text(String key, Type type, String name) throws InvalidSettingsException {
        ConfigEntry entry = entry(key);
        if (entry == null || entry.type() != type) {
            throw new InvalidSettingsException(name + " for key \"" + key + "\" not found.");
        }
        return entry.text();
    }

    private <T> T value(String key, Type type, Function<String, T> parse, T def) {
        ConfigEntry entry = entry(key);
        return entry == null || entry.type() != type ? def : parse.apply(entry.text());
    }

    @Override
    public void addString(String key, String value) {
        put(key, new ConfigEntry(Type.xstring, value));
    }

    @Override
    public String getString(String key) throws InvalidSettingsException {
        return text(key, Type.xstring, "String");
    }

    @Override
    public String getString(String key, String def) {
        return value(key, Type.xstring, t -> t, def);
    }

    @Override
    public void addInt(String key, int value) {
        put(key, new ConfigEntry(Type.xint, Integer.toString(value)));
    }

    @Override
    public int getInt(String key) throws InvalidSettingsException {
        return Integer.parseInt(text(key, Type.xint, "Int"));
    }

    @Override
    public int getInt(String key, int def) {
        return value(key, Type.xint, Integer::valueOf, def);
    }

    @Override
    public void addLong(String key, long value) {
        put(key, new ConfigEntry(Type.xlong, Long.toString(value)));
    }

    @Override
    public long getLong(String key) throws InvalidSettingsException {
        return Long.parseLong(text(key, Type.xlong, "Long"));
    }

    @Override
    public void addDouble(String key, double value) {
        put(key, new ConfigEntry(Type.xdouble, Double.toString(value)));
    }

    @Override
    public double getDouble(String key) throws InvalidSettingsException {
        return Double.parseDouble(text(key, Type.xdouble, "Double"));
    }

    @Override
    public void addBoolean(String key, boolean value) {
        put(key, new ConfigEntry(Type.xboolean, Boolean.toString(value)));
    }

    @Override
    public boolean getBoolean(String key) throws InvalidSettingsException {
        return Boolean.parseBoolean(text(key, Type.xboolean, "Boolean"));
    }

    @Override
    public boolean getBoolean(String key, boolean def) {
        return value(key, Type.xboolean, Boolean::valueOf, def);
    }

    @Override
    public void addStringArray(String key, String... values) {
        ConfigBase config = addArray(key, values == null ? -1 : values.length);
        for (int i = 0; values != null && i < values.length; i++) {
            config.addString(Integer.toString(i), values[i]);
        }
    }

    @Override
    public String[] getStringArray(String key) throws InvalidSettingsException {
        ConfigBase config = getConfigBase(key);
        int size = size(config);
        String[] values = size < 0 ? null : new String[size];
        for (int i = 0; i < size; i++) {
            values[i] = config.getString(Integer.toString(i));
        }
        return values;
    }

    private ConfigBase addArray(String key, int size) {
        ConfigBase config = addConfigBase(key);
        if (size >= 0) {
            config.addInt(ARRAY_SIZE, size);
        }
        return config;
    }

    /** @return the stored size, -1 for an array that is {@code null}; never more than there are entries, as the file is not trusted */
    private static int size(ConfigBase config) throws InvalidSettingsException {
        int size = config.getInt(ARRAY_SIZE, -1);
        if (size > config.entries.size() - 1) {
            throw new InvalidSettingsException("Array \"" + config.getKey() + "\" says it has " + size
                    + " elements but holds " + (config.entries.size() - 1) + ".");
        }
        return size;
    }

    @Override
    public final void saveToXML(OutputStream os) throws IOException {
        try (os) {
            ConfigXml.write(this, os);
        }
    }

    /**
     * Adds the entries of an XML file to this config and closes the stream.
     *
     * @throws IOException if the stream is not such XML
     */
    public void load(InputStream in) throws IOException {
        try (in) {
            ConfigXml.read(this, in);
        }
    }

    /** @return whether the other config has the same class, key and entries, in any order */
    @Override
    public boolean equals(Object obj) {
        return obj instanceof ConfigBase other
                && getClass() == other.getClass()
                && key.equals(other.key)
                && entries.equals(other.entries);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return key;
    }
}
