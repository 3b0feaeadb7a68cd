package org.fewshotnas.benchmark;

import java.util.Locale;
import java.util.Set;

/** Reads the numbers of text formats. */
final class Scores {
    private static final Set<String> MISSING = Set.of("", "nan", "na", "n/a", "null", "none", "?");

    private Scores() {}

    /** Whether a cell says that there is no score: empty, NaN, NA, N/A, null, None or ?, in any case of letters. */
    static boolean isMissing(String text) {
        return text.length() <= 4 && MISSING.contains(text.toLowerCase(Locale.ROOT));
    }

    /**
     * The number of a cell; NaN for a missing one.
     *
     * @throws NumberFormatException if it is neither a number in the usual notation (point, no grouping) nor missing
     */
    static double parse(String text) {
        if (isMissing(text)) {
            return Double.NaN;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        switch (lower) {
            case "inf", "+inf", "infinity", "+infinity":
                return Double.POSITIVE_INFINITY;
            case "-inf", "-infinity":
                return Double.NEGATIVE_INFINITY;
            default:
                break;
        }
        // Java's own notations that no benchmark means: 1d, 1f, 0x1p3.
        char last = lower.charAt(lower.length() - 1);
        if (last == 'd' || last == 'f' || lower.indexOf('x') >= 0) {
            throw new NumberFormatException(text);
        }
        return Double.parseDouble(lower);
    }

    /** Whether a cell is a number; a missing one is not. */
    static boolean isNumber(String text) {
        try {
            return !isMissing(text) && !Double.isNaN(parse(text));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
