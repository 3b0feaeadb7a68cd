package org.fewshotnas.knime.features;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.knime.common.Columns;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;

/** The columns of tables of features, one row an example of a data set. Their names are part of every saved workflow and never change. */
public final class FeatureColumns {
    /** What the data set is called: text. */
    public static final String DATA_SET = "Data set";
    /** The example's class: text. */
    public static final String CLASS = "Class";
    /** What the example is like: list of numbers. */
    public static final String FEATURES = "Features";
    /** Channels of the data set's examples: integer. */
    public static final String CHANNELS = "Channels";
    /** Pixels from top to bottom, 1 of a series: integer. */
    public static final String HEIGHT = "Height";
    /** Pixels from left to right, or steps of a series: integer. */
    public static final String WIDTH = "Width";
    /** How many examples the data set has, of which the table may show some: integer. */
    public static final String EXAMPLES = "Examples";

    private FeatureColumns() {}

    /** The spec of a table with all of them. */
    public static DataTableSpec spec() {
        return Columns.spec(List.of(
                Columns.text(DATA_SET),
                Columns.text(CLASS),
                features(),
                Columns.integer(CHANNELS),
                Columns.integer(HEIGHT),
                Columns.integer(WIDTH),
                Columns.integer(EXAMPLES)));
    }

    /** A cell of {@link #FEATURES}. */
    public static DataCell list(float[] numbers) {
        List<DataCell> cells = new ArrayList<>(numbers.length);
        for (float number : numbers) {
            cells.add(new DoubleCell(number));
        }
        return CollectionCellFactory.createListCell(cells);
    }

    /** The spec of {@link #FEATURES}. */
    public static DataColumnSpec features() {
        return new DataColumnSpecCreator(FEATURES, ListCell.getCollectionType(DoubleCell.TYPE)).createSpec();
    }
}
