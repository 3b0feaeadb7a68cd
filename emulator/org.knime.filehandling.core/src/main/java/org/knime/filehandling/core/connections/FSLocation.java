package org.knime.filehandling.core.connections;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/** Where a file is: file system and path. */
public final class FSLocation implements FSLocationSpec, Serializable {
    /** No location at all. */
    public static final FSLocation NULL = new FSLocation("NULL", null, "");

    private final String category;
    /** Can be {@code null}. */
    private final String specifier;

    private final String path;

    /**
     * @param fsCategory kind of file system
     * @param path in that file system
     */
    public FSLocation(FSCategory fsCategory, String path) {
        this(fsCategory, null, path);
    }

    /**
     * @param fsCategory kind of file system
     * @param fsSpecifier which of these file systems, can be {@code null}
     * @param path in that file system
     */
    public FSLocation(FSCategory fsCategory, String fsSpecifier, String path) {
        this(fsCategory.name(), fsSpecifier, path);
    }

    /**
     * @param fsCategory kind of file system, by name
     * @param fsSpecifier which of these file systems, can be {@code null}
     * @param path in that file system
     */
    public FSLocation(String fsCategory, String fsSpecifier, String path) {
        category = Objects.requireNonNull(fsCategory, "The file system category must not be null.");
        specifier = fsSpecifier;
        this.path = Objects.requireNonNull(path, "The path must not be null.");
    }

    /** @return the path in the file system */
    public String getPath() {
        return path;
    }

    @Override
    public String getFileSystemCategory() {
        return category;
    }

    @Override
    public Optional<String> getFileSystemSpecifier() {
        return Optional.ofNullable(specifier);
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof FSLocation o
                && category.equals(o.category)
                && Objects.equals(specifier, o.specifier)
                && path.equals(o.path);
    }

    @Override
    public int hashCode() {
        return Objects.hash(category, specifier, path);
    }

    @Override
    public String toString() {
        return "(" + category + ", " + (specifier == null ? "" : specifier + ", ") + path + ")";
    }
}
