package org.fewshotnas.view.result;

import java.util.Arrays;
import org.fewshotnas.space.metric.Metric;

/**
 * A column of scores.
 *
 * @param metric what they are
 * @param scores a row each; NaN for none
 */
public record ScoreColumn(Metric metric, double[] scores) {
    /** How many rows have a score. */
    public long count() {
        return Arrays.stream(scores).filter(Double::isFinite).count();
    }
}
