package org.fewshotnas.network.series;

import java.util.Optional;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * A series and what is said of it.
 *
 * @param line of the file, from 1
 * @param label its class or target, as text; empty if the line is so damaged that there is none
 * @param channels each a row of numbers, NaN where one is missing
 * @param flaw why the line cannot be used
 */
public record SeriesRow(int line, String label, double[][] channels, Optional<InvalidInputException> flaw) {
    /** What can be used. */
    static SeriesRow of(int line, String label, double[][] channels) {
        return new SeriesRow(line, label, channels, Optional.empty());
    }

    /** What cannot. */
    static SeriesRow flawed(int line, String label, InvalidInputException flaw) {
        return new SeriesRow(line, label, new double[0][], Optional.of(flaw));
    }

    /** How many steps each channel has, in words: a number where they are alike. */
    public String lengths() {
        StringBuilder words = new StringBuilder();
        boolean alike = true;
        for (double[] channel : channels) {
            alike &= channel.length == channels[0].length;
            words.append(words.isEmpty() ? "" : ", ").append(channel.length);
        }
        return alike ? String.valueOf(channels[0].length) : words.toString();
    }

    /** The steps of the longest channel. */
    public int longest() {
        int longest = 0;
        for (double[] channel : channels) {
            longest = Math.max(longest, channel.length);
        }
        return longest;
    }

    /** Whether every channel has so many steps. */
    public boolean hasLength(int steps) {
        for (double[] channel : channels) {
            if (channel.length != steps) {
                return false;
            }
        }
        return true;
    }

    /** Whether a number is missing. */
    public boolean hasGaps() {
        for (double[] channel : channels) {
            for (double value : channel) {
                if (Double.isNaN(value)) {
                    return true;
                }
            }
        }
        return false;
    }
}
