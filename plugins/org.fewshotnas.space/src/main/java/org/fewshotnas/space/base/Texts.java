package org.fewshotnas.space.base;

/** Texts in messages. */
public final class Texts {
    private static final int LONGEST = 120;

    private Texts() {}

    /** The text, or its beginning where it would flood the message. */
    public static String shorten(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
