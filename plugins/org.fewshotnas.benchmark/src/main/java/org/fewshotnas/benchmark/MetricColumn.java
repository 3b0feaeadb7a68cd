package org.fewshotnas.benchmark;

import org.fewshotnas.space.Metric;

/**
 * A column of numbers that a benchmark file offers.
 *
 * @param metric what its numbers are, as far as the file and the column's name tell; source and hash are filled in on reading
 * @param byDefault whether it is read when no columns are chosen: row numbers, seeds and the time that a proxy took to compute are not
 */
public record MetricColumn(Metric metric, boolean byDefault) {
    public String name() {
        return metric.name();
    }
}
