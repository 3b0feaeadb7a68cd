package org.fewshotnas.view.result;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.map.Pca;

/** Numbers and names as sentences have them. */
public final class Say {
    private static final MathContext DIGITS = new MathContext(4);

    private Say() {}

    /** Four significant digits, in full from a thousand on, with a minus sign that is as wide as a plus. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        double size = Math.abs(value);
        if (size >= 1e12 || size > 0 && size < 1e-6) {
            return String.format(Locale.ROOT, "%.2e", value).replace('-', '−');
        }
        String text = size >= 1_000
                ? String.format(Locale.ROOT, "%,.0f", value)
                : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
        return text.startsWith("-") ? "−" + text.substring(1) : text;
    }

    /** A correlation: two decimals. */
    static String correlation(double value) {
        return Double.isFinite(value)
                ? String.format(Locale.ROOT, "%.2f", value).replace('-', '−')
                : "–";
    }

    /** A share in percent, with one decimal. */
    public static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "–";
    }

    /** "1 score", "2 scores". */
    public static String count(long count, String one) {
        return count(count, one, one + "s");
    }

    /** The same, of a word whose plural is another one. */
    public static String count(long count, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
    }

    /** A number with the unit of the metric, where it has one. */
    public static String withUnit(double value, Metric metric) {
        String unit = metric.unit();
        return number(value) + (unit.isEmpty() ? "" : " " + unit);
    }

    /** Which direction is better, as a clause. */
    public static String better(Metric metric) {
        return metric.direction().isKnown()
                ? betterIs(metric) + " is better"
                : "which direction is better is not known";
    }

    /** The name of an axis, with the unit of the metric where it has one. */
    public static String axis(String what, Metric metric) {
        return metric.unit().isEmpty() || what.contains("[") ? what : what + " [" + metric.unit() + "]";
    }

    /** Which direction is better, as a word in a table. */
    static String betterIs(Metric metric) {
        return switch (metric.direction()) {
            case MAXIMIZE -> "larger";
            case MINIMIZE -> "smaller";
            case UNKNOWN -> "not known";
        };
    }

    /** The ends of the interval that holds nine in ten, behind a number; nothing where they are not known. */
    static String interval(double low, double high) {
        return Double.isFinite(low) ? " (90 % interval " + number(low) + " to " + number(high) + ")" : "";
    }

    /** The name of an axis of a map. */
    static String direction(Pca map, int axis) {
        return axis == 0
                ? "First direction (" + percent(map.explained()[0]) + " of the variance)"
                : "Second direction (" + percent(map.explained()[1]) + ")";
    }
}
