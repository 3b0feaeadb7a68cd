package org.fewshotnas.knime.training;

import java.util.Locale;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.network.training.Score;
import org.fewshotnas.space.metric.Metric;

/** The column of scores that trainings give. */
public final class TrainedScore {
    private TrainedScore() {}

    /** What a score is that was reached after more or fewer epochs, as a column beside it says. */
    public static Metric metric(Score score) {
        return metric(score, "", "");
    }

    /**
     * What a score is.
     *
     * @param repeats trainings of each architecture
     */
    public static Metric metric(Score score, int epochs, int repeats) {
        return metric(score, Integer.toString(epochs), repeats == 1 ? "" : "mean of " + repeats);
    }

    private static Metric metric(Score score, String epochs, String seeds) {
        String quantity = score.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new Metric(Columns.SCORE, "", "valid", quantity, "", score.direction(), epochs, seeds, "", "");
    }
}
