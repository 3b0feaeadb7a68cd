package org.fewshotnas.view;

import java.util.List;
import java.util.Locale;

/**
 * Values of a {@link Chart} that belong together.
 *
 * @param name in the legend
 * @param style how they are drawn
 * @param color which of the palette; NEXT for the next one
 * @param labelled whether each point's name stands beside it
 */
public record Series(String name, Style style, Color color, boolean labelled, List<Point> points) {
    /** How values are drawn. Those with bounds have error bars besides. */
    public enum Style {
        POINTS,
        HOLLOW,
        LINE,
        STEPS,
        BARS,
        BINS
    }

    /** Colours of Okabe and Ito (2008), which people with any colour vision tell apart. */
    public enum Color {
        NEXT,
        BLUE,
        ORANGE,
        GREEN,
        VERMILION,
        PURPLE,
        SKY,
        DARK,
        QUIET
    }

    public Series {
        points = List.copyOf(points);
    }

    public static Series of(String name, Style style, List<Point> points) {
        return new Series(name, style, Color.NEXT, false, points);
    }

    public Series in(Color newColor) {
        return new Series(name, style, newColor, labelled, points);
    }

    /** The same, with the name of each point beside it. */
    public Series named() {
        return new Series(name, style, color, true, points);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
