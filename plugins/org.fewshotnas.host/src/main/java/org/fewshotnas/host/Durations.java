package org.fewshotnas.host;

import java.util.Locale;

/** Durations as a user reads them. */
final class Durations {
    private Durations() {}

    /** As in "0.4 s", "12 s" or "3 min 20 s". */
    static String text(long nanos) {
        double seconds = nanos / 1e9;
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }
}
