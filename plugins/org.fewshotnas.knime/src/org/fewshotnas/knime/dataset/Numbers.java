package org.fewshotnas.knime.dataset;

import org.knime.core.data.DataCell;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.collection.ListDataValue;

/** Numbers in table cells. */
public final class Numbers {
    private Numbers() {}

    /** The number, or NaN where there is none that a network can use. */
    public static float finite(DataCell cell) {
        if (cell.isMissing()) {
            return Float.NaN;
        }
        float number = (float) ((DoubleValue) cell).getDoubleValue();
        return Float.isFinite(number) ? number : Float.NaN;
    }

    /** Copies a list to a place; false if one of its numbers cannot be used. */
    public static boolean copy(ListDataValue list, float[] values, int at) {
        for (DataCell cell : list) {
            values[at] = finite(cell);
            if (Float.isNaN(values[at++])) {
                return false;
            }
        }
        return true;
    }
}
