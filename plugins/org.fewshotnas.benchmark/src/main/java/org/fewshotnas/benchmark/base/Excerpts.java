package org.fewshotnas.benchmark.base;

import java.util.List;

/** What a message quotes of a file: short enough to be read, whatever the file holds. */
public final class Excerpts {
    private static final int LONGEST = 120;
    private static final int LONGEST_LISTED = 40;

    private Excerpts() {}

    /** The text, or its beginning where it is long. */
    public static String shorten(String text) {
        return shorten(text, LONGEST);
    }

    /** The text, or its beginning where it is longer than so many characters. */
    public static String shorten(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 3) + "...";
    }

    /** The first of these names, shortened, and how many more there are. */
    public static String listed(List<String> names, int most) {
        String listed = String.join(
                ", ",
                names.stream()
                        .limit(most)
                        .map(name -> shorten(name, LONGEST_LISTED))
                        .toList());
        return listed + (names.size() > most ? " and " + (names.size() - most) + " more" : "");
    }
}
