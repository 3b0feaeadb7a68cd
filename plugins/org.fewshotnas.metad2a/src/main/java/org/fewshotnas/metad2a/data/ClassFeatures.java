package org.fewshotnas.metad2a.data;

import org.fewshotnas.space.base.InvalidInputException;

/**
 * Features of some examples of a class.
 *
 * @param name of the class
 * @param features one row an example: (examples, width), all finite. The rows are not copied, and must not be changed.
 */
public record ClassFeatures(String name, float[][] features) {
    /**
     * @throws InvalidInputException if there is no example, rows are of several widths, or a number is not finite
     */
    public ClassFeatures {
        if (features.length == 0) {
            throw new InvalidInputException(
                    "The class \"" + name + "\" has no example.",
                    "Give at least one example of each class, or leave the class out.");
        }
        int width = features[0].length;
        if (width == 0) {
            throw new InvalidInputException(
                    "The examples of the class \"" + name + "\" have no features.", "Give at least one feature.");
        }
        for (int i = 0; i < features.length; i++) {
            if (features[i].length != width) {
                throw new InvalidInputException(
                        "Example " + (i + 1) + " of the class \"" + name + "\" has " + features[i].length
                                + " features; the first has " + width + ".",
                        "Compute the features of all examples in the same way.");
            }
            for (int j = 0; j < width; j++) {
                if (!Float.isFinite(features[i][j])) {
                    throw new InvalidInputException(
                            "Feature " + (j + 1) + " of example " + (i + 1) + " of the class \"" + name + "\" is "
                                    + features[i][j] + "; a finite number is expected.",
                            "Check the data for missing or very large values.");
                }
            }
        }
    }

    /** How many examples there are. */
    public int examples() {
        return features.length;
    }

    /** How many features an example has. */
    public int width() {
        return features[0].length;
    }
}
