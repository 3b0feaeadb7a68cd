package org.fewshotnas.predictor;

/**
 * From a network's output to a score: score = offset + factor · output. The factor is negative where smaller scores are better, because
 * a network's larger output is always the better one.
 *
 * @param offset in the score's unit
 * @param factor in the score's unit
 */
public record ScoreScale(double offset, double factor) {
    /** Leaves the output as it is: standardised, larger is better. */
    public static final ScoreScale NONE = new ScoreScale(0, 1);

    public double toScore(double output) {
        return offset + factor * output;
    }
}
