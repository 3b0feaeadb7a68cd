package org.knime.core.node.config.base;

/** Write access to a tree of named, typed values; an entry replaces an earlier one of the same key. */
public interface ConfigBaseWO {
    /** @return the name of this config within its parent */
    String getKey();

    /** @return a new, empty sub-config */
    ConfigBase addConfigBase(String key);

    /** Adds a string, which can be {@code null}. */
    void addString(String key, String value);

    /** Adds a number. */
    void addInt(String key, int value);

    /** Adds a number. */
    void addLong(String key, long value);

    /** Adds a number. */
    void addDouble(String key, double value);

    /** Adds a truth value. */
    void addBoolean(String key, boolean value);

    /** Adds an array, which can be {@code null} and can hold {@code null}. */
    void addStringArray(String key, String... values);
}
