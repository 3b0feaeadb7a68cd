package org.knime.filehandling.core.connections;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/** Where a file is: file system and path. */
public final class FSLocation implements FSLocationSpec, Serializable {
    /** No location at all: category and path are {@code null}, and it can be compared with nothing but itself. */
    public static final FSLocation NULL = new FSLocation();

    private final String category;
    /** Can be {@code null}. */
    private final String specifier;

    private final String path;

    private FSLocation() {
        category = null;
        specifier = null;
        path = null;
    }

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
     * @throws IllegalArgumentException if there is no category, or no path
     */
    public FSLocation(String fsCategory, String fsSpecifier, String path) {
        category = present(fsCategory, "The file system category must not be null.");
        specifier = fsSpecifier;
        this.path = present(path, "The path must not be null.");
    }

    private static String present(String text, String otherwise) {
        if (text == null) {
            throw new IllegalArgumentException(otherwise);
        }
        return text;
    }

    /** @return the path in the file system; {@code null} of {@link #NULL} */
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

    /** The time-out of a URL does not count. */
    private String comparedSpecifier() {
        return getFSCategory() == FSCategory.CUSTOM_URL ? "0" : specifier;
    }

    @Override
    public boolean equals(Object obj) {
        return this == obj
                || obj instanceof FSLocation o
                        && getFSCategory() == o.getFSCategory()
                        && Objects.equals(comparedSpecifier(), o.comparedSpecifier())
                        && path.equals(o.path);
    }

    @Override
    public int hashCode() {
        return Objects.hash(getFSCategory(), comparedSpecifier(), path);
    }

    @Override
    public String toString() {
        return this == NULL ? "NULL" : "(" + category + ", " + (specifier == null ? "" : specifier + ", ") + path + ")";
    }
}
