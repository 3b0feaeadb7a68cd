package org.knime.core.webui.node.dialog.defaultdialog;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.data.location.FSLocationSerializationUtils;

/** How single parameters are stored: under their name, an enum constant by its own; a button is not stored at all. */
final class LeafValues {
    private LeafValues() {}

    static void save(Class<?> type, Object value, NodeSettingsWO settings, String key) {
        if (type == String.class) {
            settings.addString(key, (String) value);
        } else if (type == int.class) {
            settings.addInt(key, (Integer) value);
        } else if (type == double.class) {
            settings.addDouble(key, (Double) value);
        } else if (type == boolean.class) {
            settings.addBoolean(key, (Boolean) value);
        } else if (type == String[].class) {
            settings.addStringArray(key, (String[]) value);
        } else if (type.isEnum()) {
            settings.addString(key, value == null ? null : ((Enum<?>) value).name());
        } else if (type == FSLocation.class) {
            FSLocationSerializationUtils.saveFSLocation((FSLocation) value, settings.addNodeSettings(key));
        } else if (type != Void.class) {
            throw unsupported(type);
        }
    }

    static Object load(Class<?> type, NodeSettingsRO settings, String key) throws InvalidSettingsException {
        if (type == String.class) {
            return settings.getString(key);
        } else if (type == int.class) {
            return settings.getInt(key);
        } else if (type == double.class) {
            return settings.getDouble(key);
        } else if (type == boolean.class) {
            return settings.getBoolean(key);
        } else if (type == String[].class) {
            return settings.getStringArray(key);
        } else if (type.isEnum()) {
            return constant(type, settings.getString(key));
        } else if (type == FSLocation.class) {
            return FSLocationSerializationUtils.loadFSLocation(settings.getNodeSettings(key));
        } else if (type == Void.class) {
            return null;
        }
        throw unsupported(type);
    }

    private static Object constant(Class<?> type, String name) throws InvalidSettingsException {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        String possible = Arrays.stream(type.getEnumConstants())
                .map(c -> ((Enum<?>) c).name())
                .collect(Collectors.joining(", "));
        throw new InvalidSettingsException("Invalid value '" + name + "'. Possible values: " + possible);
    }

    private static IllegalArgumentException unsupported(Class<?> type) {
        return new IllegalArgumentException("No default persistor available for type '" + type + "'.");
    }
}
