package org.fewshotnas.network.source;

/**
 * How labelled examples are read, where there is a choice.
 *
 * @param longestSide pixels along a side; larger pictures in folders are shrunk when they are read
 * @param coarse whether the classes of CIFAR-100 are its 20 coarse ones, not its 100 fine ones
 * @param fillGaps whether missing values in the series of the UCR and UEA archives are interpolated, and shorter series extended to the longest
 * @param step of the points of fields in MATLAB files every one of so many along a side is read
 */
public record Reading(int longestSide, boolean coarse, boolean fillGaps, int step) {
    /** Fine classes, and series and fields as they are. */
    public static Reading upTo(int longestSide) {
        return new Reading(longestSide, false, false, 1);
    }
}
