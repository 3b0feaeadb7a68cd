package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Set;
import org.knime.core.node.InvalidSettingsException;

/**
 * Read access to a tree of named, typed values. Every getter without a default throws {@link InvalidSettingsException} when there is
 * no entry of that name and type; the ones with a default return it instead.
 */
public interface ConfigBaseRO extends Iterable<String> {
    /** @return the name of this config within its parent */
    String getKey();

    /** @return the keys of all entries, in the order in which they were added */
    Set<String> keySet();

    /** @return whether there is an entry (of any type) with this key */
    boolean containsKey(String key);

    /** @return the keys of all entries */
    @Override
    Iterator<String> iterator();

    /** @return the sub-config with this key */
    ConfigBase getConfigBase(String key) throws InvalidSettingsException;

    /** Adds all entries to another config. */
    void copyTo(ConfigBaseWO dest);

    /** Writes this tree as XML and closes the stream. */
    void saveToXML(OutputStream os) throws IOException;

    /** @return the string, which can be {@code null} */
    String getString(String key) throws InvalidSettingsException;

    /** @return the string or the default */
    String getString(String key, String def);

    /** @return the number */
    int getInt(String key) throws InvalidSettingsException;

    /** @return the number or the default */
    int getInt(String key, int def);

    /** @return the number */
    long getLong(String key) throws InvalidSettingsException;

    /** @return the number */
    double getDouble(String key) throws InvalidSettingsException;

    /** @return the value */
    boolean getBoolean(String key) throws InvalidSettingsException;

    /** @return the value or the default */
    boolean getBoolean(String key, boolean def);

    /** @return the array, {@code null} if {@code null} was stored */
    String[] getStringArray(String key) throws InvalidSettingsException;
}
