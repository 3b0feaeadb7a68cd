package org.fewshotnas.view;

import java.util.List;

/**
 * An axis of a {@link Chart}.
 *
 * @param name with the unit where there is one
 * @param labels of an axis of categories, whose values are 0, 1, …; empty for one of numbers
 * @param zero whether it shows zero, as bars need it
 * @param reversed whether the first value is at the end: at the top, of a vertical axis
 * @param log whether it is logarithmic, which needs positive values
 */
public record Axis(String name, List<String> labels, boolean zero, boolean reversed, boolean log) {
    public Axis {
        labels = List.copyOf(labels);
    }

    /** Of numbers, where the data are. */
    public static Axis of(String name) {
        return new Axis(name, List.of(), false, false, false);
    }

    /** Of numbers, with zero: of what is counted, or shown as bars. */
    public static Axis fromZero(String name) {
        return new Axis(name, List.of(), true, false, false);
    }

    /** Of names. */
    public static Axis of(String name, List<String> labels) {
        return new Axis(name, labels, false, false, false);
    }

    /** Of names from top to bottom. */
    public static Axis downward(String name, List<String> labels) {
        return new Axis(name, labels, false, true, false);
    }

    /** The same, logarithmic. */
    public Axis logarithmic() {
        return new Axis(name, labels, false, reversed, true);
    }
}
