package org.knime.core.data.collection;

import java.util.Iterator;
import java.util.List;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;

/** A list of cells. */
public class ListCell extends DataCell implements ListDataValue {
    private final List<DataCell> cells;
    private final DataType elementType;

    ListCell(List<DataCell> cells) {
        this.cells = cells;
        DataType type = DataType.getMissingCell().getType();
        for (DataCell cell : cells) {
            DataType cellType = cell.getType();
            type = cellType == type ? type : DataType.getCommonSuperType(type, cellType);
        }
        this.elementType = type;
    }

    /** @return the type of lists of such elements */
    public static final DataType getCollectionType(DataType elementType) {
        return DataType.getType(ListCell.class, elementType);
    }

    @Override
    public DataType getElementType() {
        return elementType;
    }

    @Override
    public Iterator<DataCell> iterator() {
        return cells.iterator();
    }

    @Override
    public DataCell get(int index) {
        return cells.get(index);
    }

    @Override
    public int size() {
        return cells.size();
    }

    @Override
    protected boolean equalsDataCell(DataCell dc) {
        return cells.equals(((ListCell) dc).cells);
    }

    @Override
    public int hashCode() {
        return cells.hashCode();
    }

    @Override
    public String toString() {
        return cells.toString();
    }
}
