package org.knime.core.data.collection;

import org.knime.core.data.DataCell;

/** A cell that holds several cells in an order. */
public interface ListDataValue extends CollectionDataValue {
    /** @return the element at an index, counted from 0 */
    DataCell get(int index);
}
