package org.fewshotnas.knime.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.metad2a.data.ClassFeatures;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.metad2a.data.DataSetShape;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.node.BufferedDataTable;

/**
 * A table of features: one row an example, of one or several data sets. It has the columns {@link FeatureColumns#CLASS} and
 * {@link FeatureColumns#FEATURES}; without {@link FeatureColumns#DATA_SET} it is of one data set; the others are told by the node Data Set
 * Features, and where they are not there, as of features of the user's own, nothing is known of them.
 */
public final class FeatureTable {
    /** What the user calls the table. */
    public static final String TABLE = "the table of features";

    private static final String NODE = "The node \"Data Set Features\" makes such a table.";
    private static final String UNNAMED = "data";
    private static final long MOST_NUMBERS = 1L << 28;

    private final int dataSet;
    private final int label;
    private final int features;
    private final int channels;
    private final int height;
    private final int width;
    private final int examples;
    private final Map<String, Builder> builders = new LinkedHashMap<>();
    /** The same example can be in several data sets, as of a class that several of them have: it is kept once. */
    private final Map<Values, float[]> known = new HashMap<>();

    private long numbers;

    /** An example's features, compared by their values. */
    private record Values(float[] features) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Values values && Arrays.equals(features, values.features);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(features);
        }
    }

    private FeatureTable(DataTableSpec spec) {
        label = required(spec, FeatureColumns.CLASS, StringValue.class, "text");
        features = required(spec, FeatureColumns.FEATURES, CollectionDataValue.class, "lists of numbers");
        dataSet = optional(spec, FeatureColumns.DATA_SET, StringValue.class);
        channels = optional(spec, FeatureColumns.CHANNELS, IntValue.class);
        height = optional(spec, FeatureColumns.HEIGHT, IntValue.class);
        width = optional(spec, FeatureColumns.WIDTH, IntValue.class);
        examples = optional(spec, FeatureColumns.EXAMPLES, IntValue.class);
        if (!spec.getColumnSpec(features).getType().getCollectionElementType().isCompatible(DoubleValue.class)) {
            throw new InvalidInputException(
                    "The column \"" + FeatureColumns.FEATURES + "\" of " + TABLE
                            + " holds lists of something else than numbers.",
                    NODE);
        }
    }

    private static int required(DataTableSpec spec, String name, Class<? extends DataValue> type, String what) {
        DataColumnSpec column = spec.getColumnSpec(name);
        if (column == null || !column.getType().isCompatible(type)) {
            throw new InvalidInputException(
                    "The column \"" + name + "\" of " + TABLE
                            + (column == null
                                    ? " is not there."
                                    : " is of the type " + column.getType().getName() + "; " + what + " are needed."),
                    NODE + " Features of your own need columns of these names.");
        }
        return spec.findColumnIndex(name);
    }

    private static int optional(DataTableSpec spec, String name, Class<? extends DataValue> type) {
        DataColumnSpec column = spec.getColumnSpec(name);
        return column != null && column.getType().isCompatible(type) ? spec.findColumnIndex(name) : -1;
    }

    /** @throws InvalidInputException if the table has not the columns */
    public static void check(DataTableSpec spec) {
        new FeatureTable(spec);
    }

    /**
     * Reads a table.
     *
     * @return the data sets in the order in which they come first
     * @throws InvalidInputException if a row has a gap, or a data set is none: the message names it
     */
    public static List<DataSetFeatures> read(BufferedDataTable table, Progress progress) {
        FeatureTable reader = new FeatureTable(table.getDataTableSpec());
        if (table.size() == 0) {
            throw new InvalidInputException("There are no rows in " + TABLE + ".", NODE);
        }
        Rows.forEach(table, progress, "Reading the features", (row, i) -> reader.add(row));
        List<DataSetFeatures> dataSets = new ArrayList<>();
        reader.builders.forEach((name, builder) -> dataSets.add(builder.build(name)));
        return dataSets;
    }

    private void add(DataRow row) {
        float[] read = numbers(row);
        float[] numbersOfRow = known.computeIfAbsent(new Values(read), Values::features);
        numbers += numbersOfRow == read ? read.length : 1;
        if (numbers > MOST_NUMBERS) {
            throw new InvalidInputException(
                    TABLE.substring(0, 1).toUpperCase(Locale.ROOT) + TABLE.substring(1) + " has more than "
                            + MOST_NUMBERS + " numbers, which is what is read at most.",
                    "Set fewer examples of each class in the nodes \"Data Set Features\" or \"Benchmark Reader\".");
        }
        String name = dataSet < 0 ? UNNAMED : text(row, dataSet, FeatureColumns.DATA_SET);
        Builder builder = builders.computeIfAbsent(
                name,
                first -> new Builder(
                        number(row, channels), number(row, height), number(row, width), number(row, examples)));
        builder.classes
                .computeIfAbsent(text(row, label, FeatureColumns.CLASS), first -> new ArrayList<>())
                .add(numbersOfRow);
    }

    private static String text(DataRow row, int column, String name) {
        DataCell cell = row.getCell(column);
        if (cell.isMissing()) {
            throw missing(row, name);
        }
        return ((StringValue) cell).getStringValue();
    }

    private static InvalidInputException missing(DataRow row, String column) {
        return new InvalidInputException(
                "Row \"" + row.getKey().getString() + "\" of " + TABLE + " has no value in the column \"" + column
                        + "\".",
                "Remove the row, for one with the node \"Row Filter\".");
    }

    /** 1 where the table does not say it. */
    private static int number(DataRow row, int column) {
        return column < 0 || row.getCell(column).isMissing() ? 1 : ((IntValue) row.getCell(column)).getIntValue();
    }

    private float[] numbers(DataRow row) {
        DataCell cell = row.getCell(features);
        if (cell.isMissing()) {
            throw missing(row, FeatureColumns.FEATURES);
        }
        CollectionDataValue list = (CollectionDataValue) cell;
        float[] values = new float[list.size()];
        int i = 0;
        for (DataCell element : list) {
            if (element.isMissing()) {
                throw new InvalidInputException(
                        "Row \"" + row.getKey().getString() + "\" of " + TABLE
                                + " has a gap in its list of features, at place " + (i + 1) + ".",
                        "Remove the row, or compute its features anew.");
            }
            values[i++] = (float) ((DoubleValue) element).getDoubleValue();
        }
        return values;
    }

    private record Builder(int channels, int height, int width, int examples, Map<String, List<float[]>> classes) {
        Builder(int channels, int height, int width, int examples) {
            this(channels, height, width, examples, new LinkedHashMap<>());
        }

        DataSetFeatures build(String name) {
            List<ClassFeatures> all = new ArrayList<>();
            int rows = 0;
            for (Map.Entry<String, List<float[]>> one : classes.entrySet()) {
                all.add(new ClassFeatures(one.getKey(), one.getValue().toArray(float[][]::new)));
                rows += one.getValue().size();
            }
            return new DataSetFeatures(name, all, new DataSetShape(channels, height, width, Math.max(examples, rows)));
        }
    }
}
