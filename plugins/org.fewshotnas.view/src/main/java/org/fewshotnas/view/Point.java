package org.fewshotnas.view;

/**
 * A value of a {@link Series}.
 *
 * @param x where it is; of an axis of categories the number of its label from 0
 * @param y NaN for none
 * @param low lower bound of y (of x, where the vertical axis has categories; of the bar, in a histogram), NaN for none
 * @param high upper bound
 * @param shade what a chart with a {@link Chart.Shade} colours it by, NaN for none
 * @param cell the number of the page's {@link CellDrawing} that it stands for, or -1
 * @param text what is said of it, its name in the first line; empty where its numbers say all
 * @param strong whether it is the one to look at first
 */
public record Point(double x, double y, double low, double high, double shade, int cell, String text, boolean strong) {
    public static Point of(double x, double y) {
        return new Point(x, y, Double.NaN, Double.NaN, Double.NaN, -1, "", false);
    }

    /** A bar of a histogram: as high as it counts values from low to high. */
    public static Point bin(double low, double high, double count) {
        return new Point((low + high) / 2, count, low, high, Double.NaN, -1, "", false);
    }

    public Point within(double newLow, double newHigh) {
        return new Point(x, y, newLow, newHigh, shade, cell, text, strong);
    }

    public Point shaded(double newShade) {
        return new Point(x, y, low, high, newShade, cell, text, strong);
    }

    public Point ofCell(int newCell) {
        return new Point(x, y, low, high, shade, newCell, text, strong);
    }

    /** @param lines the first is its name */
    public Point saying(String... lines) {
        return new Point(x, y, low, high, shade, cell, String.join("\n", lines), strong);
    }

    public Point strong(boolean isStrong) {
        return new Point(x, y, low, high, shade, cell, text, isStrong);
    }
}
