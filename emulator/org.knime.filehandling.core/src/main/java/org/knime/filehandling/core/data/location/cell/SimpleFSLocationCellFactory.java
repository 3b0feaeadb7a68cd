package org.knime.filehandling.core.data.location.cell;

import java.util.Objects;
import org.knime.core.data.DataType;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.FSLocationSpec;

/** Makes cells of paths in one file system. */
public final class SimpleFSLocationCellFactory {
    /** The type of the cells. */
    public static final DataType TYPE = SimpleFSLocationCell.TYPE;

    private final String category;
    private final String specifier;

    /** @param fsLocationSpec the file system */
    public SimpleFSLocationCellFactory(FSLocationSpec fsLocationSpec) {
        category = fsLocationSpec.getFileSystemCategory();
        specifier = fsLocationSpec.getFileSystemSpecifier().orElse(null);
    }

    /**
     * @return a cell of a location
     * @throws NullPointerException if there is none
     * @throws IllegalArgumentException if it has no path, or is in another file system
     */
    public SimpleFSLocationCell createCell(FSLocation fsLocation) {
        Objects.requireNonNull(fsLocation, "The file system location must not be null.");
        check(fsLocation.getPath() != null, "The path must not be null.");
        check(
                fsLocation.getFileSystemCategory().equals(category),
                "The file system type (" + fsLocation.getFileSystemCategory()
                        + ") must match the file system type in the meta data (" + category + ").");
        check(
                Objects.equals(fsLocation.getFileSystemSpecifier().orElse(null), specifier),
                "The file system specifier ("
                        + fsLocation.getFileSystemSpecifier().orElse(null)
                        + ") must match the file system specifier in the meta data (" + specifier + ").");
        return new SimpleFSLocationCell(fsLocation);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
