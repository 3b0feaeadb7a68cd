package org.knime.filehandling.core.data.location;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;
import org.knime.filehandling.core.connections.FSLocation;

/** How a location stands in settings. */
public final class FSLocationSerializationUtils {
    private static final String PRESENT = "location_present";
    private static final String CATEGORY = "file_system_type";
    private static final String SPECIFIER = "file_system_specifier";
    private static final String PATH = "path";

    private FSLocationSerializationUtils() {}

    /** Writes a location; {@link #loadFSLocation} reads it. */
    public static void saveFSLocation(FSLocation location, ConfigWO config) {
        boolean present = location != FSLocation.NULL;
        config.addBoolean(PRESENT, present);
        if (present) {
            config.addString(CATEGORY, location.getFileSystemCategory());
            location.getFileSystemSpecifier().ifPresent(s -> config.addString(SPECIFIER, s));
            config.addString(PATH, location.getPath());
        }
    }

    /** @throws InvalidSettingsException if the config holds no location */
    public static FSLocation loadFSLocation(ConfigRO config) throws InvalidSettingsException {
        if (!config.getBoolean(PRESENT)) {
            return FSLocation.NULL;
        }
        String category = config.getString(CATEGORY);
        String path = config.getString(PATH);
        if (category == null || path == null) {
            throw new InvalidSettingsException("The location of a file has no file system or no path.");
        }
        return new FSLocation(category, config.getString(SPECIFIER, null), path);
    }
}
