package org.fewshotnas.knime.training;

import java.util.Locale;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.network.training.Score;
import org.fewshotnas.space.metric.Metric;

/** The column of scores that trainings give. */
public final class TrainedScore {
    private TrainedScore() {}

    /**
     * What a score is.
     *
     * @param repeats trainings of each architecture
     */
    public static Metric metric(Score score, int epochs, int repeats) {
        String quantity = score.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String seeds = repeats == 1 ? "" : "mean of " + repeats;
        return new Metric(
                Columns.SCORE, "", "valid", quantity, "", score.direction(), Integer.toString(epochs), seeds, "", "");
    }
}
