package org.knime.core.data.collection;

import java.util.Collection;
import java.util.List;
import org.knime.core.data.DataCell;

/** Makes cells that hold several cells. */
public final class CollectionCellFactory {
    private CollectionCellFactory() {}

    /** @return a list of these cells, in the order of the collection */
    public static ListCell createListCell(Collection<? extends DataCell> coll) {
        return new ListCell(List.copyOf(coll));
    }
}
