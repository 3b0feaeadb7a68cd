package org.fewshotnas.benchmark.columns;

import java.util.List;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.space.metric.MetricNames;

/**
 * A column of numbers that a benchmark file offers.
 *
 * @param metric what its numbers are, as far as the file and the column's name tell; source and hash are filled in on reading
 * @param byDefault whether it is read when no columns are chosen: test results where there are others, row numbers, seeds and the time
 *     that a proxy took to compute are not
 * @param byEpoch whether the file has other epochs than the last, so that {@link EpochChoice} counts
 * @param bookkeeping why the numbers are no scores, in a few words, or empty: then they are only read where the column is chosen by name
 * @param seeds the trainings that the file tells apart, as far as its beginning shows, so that {@link SeedChoice} counts
 */
public record MetricColumn(Metric metric, boolean byDefault, boolean byEpoch, String bookkeeping, List<String> seeds) {
    public MetricColumn {
        seeds = List.copyOf(seeds);
    }

    /** A column of scores. */
    public MetricColumn(Metric metric, boolean byDefault, boolean byEpoch, List<String> seeds) {
        this(metric, byDefault, byEpoch, "", seeds);
    }

    /** A column of scores of one training and epoch. */
    public MetricColumn(Metric metric, boolean byDefault) {
        this(metric, byDefault, false, "", List.of());
    }

    /** A column of numbers that are no scores. */
    public static MetricColumn bookkeeping(Metric metric, String why) {
        return new MetricColumn(metric, false, false, why, List.of());
    }

    public MetricColumn withDirection(Direction direction) {
        return new MetricColumn(metric.withDirection(direction), byDefault, byEpoch, bookkeeping, seeds);
    }

    /** Whether its numbers are scores. */
    public boolean isScore() {
        return bookkeeping.isEmpty();
    }

    public String name() {
        return metric.name();
    }

    /** Whether its epoch is one before the end of the training, as its name tells, and thus no training budget. */
    public boolean isMidway() {
        return MetricNames.isMidway(name());
    }
}
