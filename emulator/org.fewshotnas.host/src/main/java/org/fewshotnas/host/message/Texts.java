package org.fewshotnas.host.message;

import java.util.Locale;

/** Numbers as a user reads them. */
public final class Texts {
    private Texts() {}

    /** A duration, as in "0.4 s", "12 s" or "3 min 20 s". */
    public static String duration(long nanos) {
        double seconds = nanos / 1e9;
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }

    /** A number of things, as in "1 node" or "1,024 nodes". */
    public static String count(long number, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }
}
