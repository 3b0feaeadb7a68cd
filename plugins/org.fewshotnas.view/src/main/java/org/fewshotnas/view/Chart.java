package org.fewshotnas.view;

import java.util.List;
import java.util.Optional;

/**
 * Values over an axis.
 *
 * @param bands vertical stripes of the background, each with a label
 * @param lines straight lines across, each with a label
 * @param shade what points are coloured by; else by their series
 * @param half whether it may stand beside another panel, where the page is wide
 */
public record Chart(
        String title,
        Axis x,
        Axis y,
        List<Series> series,
        List<Band> bands,
        List<Line> lines,
        Optional<Shade> shade,
        boolean half)
        implements Panel {
    /** A stripe from one x to another. */
    public record Band(double from, double to, String label) {}

    /** A line at a value: across, or upright. */
    public record Line(double at, boolean vertical, String label) {}

    /** What colours mean: from low, dark, to high, bright. */
    public record Shade(String name, double low, double high) {}

    public Chart {
        series = List.copyOf(series);
        bands = List.copyOf(bands);
        lines = List.copyOf(lines);
    }

    public static Chart of(String title, Axis x, Axis y, List<Series> series) {
        return new Chart(title, x, y, series, List.of(), List.of(), Optional.empty(), false);
    }

    public Chart withBands(List<Band> newBands) {
        return new Chart(title, x, y, series, newBands, lines, shade, half);
    }

    public Chart withLines(List<Line> newLines) {
        return new Chart(title, x, y, series, bands, newLines, shade, half);
    }

    public Chart withShade(Shade newShade) {
        return new Chart(title, x, y, series, bands, lines, Optional.of(newShade), half);
    }

    /** The same, beside another one. */
    public Chart beside() {
        return new Chart(title, x, y, series, bands, lines, shade, true);
    }

    @Override
    public String kind() {
        return "chart";
    }
}
