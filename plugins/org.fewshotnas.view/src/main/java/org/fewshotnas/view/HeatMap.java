package org.fewshotnas.view;

import java.util.List;

/**
 * A field for each row and column, coloured by its value.
 *
 * @param values row by row; NaN for none
 * @param texts what else is said of each field; empty for nothing
 * @param low what the one end of the colours stands for
 * @param high what the other end stands for
 * @param diverging whether zero is white, and negative values have a colour of their own
 * @param decimals of the number in each field
 */
public record HeatMap(
        String title,
        List<String> rows,
        List<String> columns,
        double[][] values,
        String[][] texts,
        double low,
        double high,
        boolean diverging,
        int decimals)
        implements Panel {
    public HeatMap {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
    }

    /** Correlations, from -1 to 1. */
    public static HeatMap ofCorrelations(String title, List<String> names, double[][] values, String[][] texts) {
        return new HeatMap(title, names, names, values, texts, -1, 1, true, 2);
    }

    /** Counts, from 0. */
    public static HeatMap ofCounts(String title, List<String> rows, List<String> columns, double[][] values) {
        double most = 1;
        for (double[] row : values) {
            for (double value : row) {
                most = Double.isNaN(value) ? most : Math.max(most, value);
            }
        }
        return new HeatMap(title, rows, columns, values, new String[0][], 0, most, false, 0);
    }

    @Override
    public String kind() {
        return "heat";
    }
}
