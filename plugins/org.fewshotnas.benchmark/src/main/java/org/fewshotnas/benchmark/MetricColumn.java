package org.fewshotnas.benchmark;

import java.util.List;
import org.fewshotnas.space.Metric;
import org.fewshotnas.space.MetricNames;

/**
 * A column of numbers that a benchmark file offers.
 *
 * @param metric what its numbers are, as far as the file and the column's name tell; source and hash are filled in on reading
 * @param byDefault whether it is read when no columns are chosen: test results where there are others, row numbers, seeds and the time
 *     that a proxy took to compute are not
 * @param byEpoch whether the file has other epochs than the last, so that {@link EpochChoice} counts
 * @param seeds the trainings that the file tells apart, as far as its beginning shows, so that {@link SeedChoice} counts
 */
public record MetricColumn(Metric metric, boolean byDefault, boolean byEpoch, List<String> seeds) {
    public MetricColumn {
        seeds = List.copyOf(seeds);
    }

    /** A column of one training and epoch. */
    public MetricColumn(Metric metric, boolean byDefault) {
        this(metric, byDefault, false, List.of());
    }

    public String name() {
        return metric.name();
    }

    /** Whether its epoch is one before the end of the training, as its name tells, and thus no training budget. */
    public boolean isMidway() {
        return MetricNames.isMidway(name());
    }
}
