package org.fewshotnas.metad2a.data;

import org.fewshotnas.space.base.InvalidInputException;

/**
 * What the inputs of a data set are like, and how many there are to learn from.
 *
 * @param channels of an input, such as 3 of a coloured picture
 * @param height of an input; 1 of a series
 * @param width of an input; the steps of a series
 * @param examples that a network of the data set learns from, of which the features may show only some
 */
public record DataSetShape(int channels, int height, int width, long examples) {
    /**
     * @throws InvalidInputException if a number is not positive
     */
    public DataSetShape {
        if (channels < 1 || height < 1 || width < 1 || examples < 1) {
            throw new InvalidInputException(
                    "A data set of " + channels + " channels, height " + height + ", width " + width + " and "
                            + examples + " examples was given; each is at least 1.",
                    "Give the shape of the inputs, with height 1 for series, and the number of examples.");
        }
    }
}
