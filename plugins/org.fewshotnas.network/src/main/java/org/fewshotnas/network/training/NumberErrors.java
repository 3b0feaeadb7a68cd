package org.fewshotnas.network.training;

import org.fewshotnas.network.data.Targets;

/** How far predicted numbers are from the true ones: takes examples, and gives the usual measures of them. */
public final class NumberErrors {
    private static final double LEAST_NORM = 1e-12;

    private int examples;
    private long numbers;
    private double absolute;
    private double squared;
    private double relative;
    /** Of the true numbers, by Welford's way, so that a large mean costs no digits. */
    private double mean;

    private double squaresAboutMean;

    /** Of outputs: one example after another, as many numbers as a target has. */
    static NumberErrors of(float[] outputs, Targets.Numbers targets) {
        NumberErrors errors = new NumberErrors();
        int size = Math.toIntExact(targets.shape().size());
        for (int start = 0; start < outputs.length; start += size) {
            errors.add(outputs, targets.values(), start, size);
        }
        return errors;
    }

    /**
     * An example.
     *
     * @param said predicted numbers
     * @param actual the true ones, at the same places
     * @param first the place of the example's first number
     * @param size how many it has
     */
    public void add(float[] said, float[] actual, int first, int size) {
        double error = 0;
        double norm = 0;
        for (int i = first; i < first + size; i++) {
            double difference = (double) said[i] - actual[i];
            absolute += Math.abs(difference);
            error += difference * difference;
            norm += (double) actual[i] * actual[i];
            numbers++;
            double fromMean = actual[i] - mean;
            mean += fromMean / numbers;
            squaresAboutMean += fromMean * (actual[i] - mean);
        }
        squared += error;
        relative += Math.sqrt(error) / Math.max(Math.sqrt(norm), LEAST_NORM);
        examples++;
    }

    /** How many examples there were. */
    public int examples() {
        return examples;
    }

    /** The mean of absolute errors, in the unit of the numbers; NaN without an example. */
    public double meanAbsoluteError() {
        return absolute / numbers;
    }

    /** The root of the mean of squared errors, in the unit of the numbers; NaN without an example. */
    public double rootMeanSquaredError() {
        return Math.sqrt(squared / numbers);
    }

    /** The coefficient of determination, R²: the share of the numbers' variance that the predictions explain; NaN if they have none. */
    public double determination() {
        return squaresAboutMean > 0 ? 1 - squared / squaresAboutMean : Double.NaN;
    }

    /** The mean over examples of the norm of the error over the norm of the target; NaN without an example. */
    public double relativeL2() {
        return relative / examples;
    }
}
