package org.knime.filehandling.core.connections;

import java.util.Optional;

/** Where a file system is. */
public interface FSLocationSpec {
    /** @return the name of the {@link FSCategory} */
    String getFileSystemCategory();

    /** @return which of the file systems of its category */
    Optional<String> getFileSystemSpecifier();

    /** @return the category */
    default FSCategory getFSCategory() {
        return FSCategory.valueOf(getFileSystemCategory());
    }
}
