package org.knime.core.data.collection;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;

/** A cell that holds several cells. */
public interface CollectionDataValue extends DataValue, Iterable<DataCell> {
    /** @return the common type of the elements */
    DataType getElementType();

    /** @return how many elements there are */
    int size();
}
