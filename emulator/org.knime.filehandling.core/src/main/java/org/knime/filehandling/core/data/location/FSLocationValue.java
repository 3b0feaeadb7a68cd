package org.knime.filehandling.core.data.location;

import org.knime.core.data.DataValue;
import org.knime.filehandling.core.connections.FSLocation;

/** A cell that says where a file or folder is; users call it a path. */
public interface FSLocationValue extends DataValue {
    /** @return where it is */
    FSLocation getFSLocation();
}
