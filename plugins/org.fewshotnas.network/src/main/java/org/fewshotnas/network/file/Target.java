package org.fewshotnas.network.file;

/**
 * What a network says something about, in the words of the data.
 *
 * @param name such as a column's; empty where it has none
 * @param unit of numbers; empty where there is none
 */
public record Target(String name, String unit) {
    /** One that has no name. */
    public static final Target UNNAMED = new Target("", "");
}
