package org.knime.core.webui.node.dialog.defaultdialog.internal.file;

import java.util.Objects;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.node.parameters.persistence.Persistable;

/** The choice of a file. */
public final class FileSelection implements Persistable {
    /** Where the file is. */
    public FSLocation m_path;

    /** An empty path on this machine. */
    public FileSelection() {
        this(new FSLocation(FSCategory.LOCAL, ""));
    }

    /** @param fsLocation where the file is */
    public FileSelection(FSLocation fsLocation) {
        m_path = fsLocation;
    }

    /** @return where the file is */
    public FSLocation getFSLocation() {
        return m_path;
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof FileSelection other && Objects.equals(m_path, other.m_path);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(m_path);
    }
}
