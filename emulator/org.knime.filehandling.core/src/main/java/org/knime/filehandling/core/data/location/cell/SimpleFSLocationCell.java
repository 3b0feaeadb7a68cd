package org.knime.filehandling.core.data.location.cell;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.HostCellTypes;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.data.location.FSLocationValue;

/** A path. */
public final class SimpleFSLocationCell extends DataCell implements FSLocationValue {
    static final DataType TYPE = HostCellTypes.register(SimpleFSLocationCell.class, "Path");

    private final FSLocation location;

    SimpleFSLocationCell(FSLocation location) {
        this.location = location;
    }

    @Override
    public FSLocation getFSLocation() {
        return location;
    }

    @Override
    public String toString() {
        return location.getPath();
    }

    @Override
    protected boolean equalsDataCell(DataCell dc) {
        return location.equals(((SimpleFSLocationCell) dc).location);
    }

    @Override
    public int hashCode() {
        return location.hashCode();
    }
}
