package org.fewshotnas.knime.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.predictor.Predictions;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;

/** The columns of predicted scores that are appended to a table of architectures. */
public final class PredictedScores {
    private PredictedScores() {}

    /** The specs of the columns, under names that the table does not have. */
    public static List<DataColumnSpec> columns(
            DataTableSpec table, PredictorSpec predictor, boolean deviation, boolean bounds) {
        List<String> names = new ArrayList<>(List.of(Columns.PREDICTED_SCORE));
        if (deviation) {
            names.add(Columns.STANDARD_DEVIATION);
        }
        if (bounds) {
            names.add(Columns.LOWER_BOUND);
            names.add(Columns.UPPER_BOUND);
        }
        return names.stream()
                .map(name -> DataTableSpec.getUniqueColumnName(table, name))
                .map(name -> name.startsWith(Columns.STANDARD_DEVIATION)
                        ? Columns.number(name)
                        : Columns.metric(metric(name, predictor.targetMetric())))
                .toList();
    }

    /**
     * What the numbers of a column of predictions are: those of the target, but from no file and of no seed.
     *
     * @param target empty where predictions only rank
     */
    public static Metric metric(String name, Optional<Metric> target) {
        return target.map(known -> known.withName(name).withSeeds("").withSource("", ""))
                .orElseGet(() -> Metric.of(name, Direction.MAXIMIZE));
    }

    /**
     * The cells of the columns for a row.
     *
     * @param i the row's architecture
     * @param probability of the interval
     */
    public static List<DataCell> cells(
            Predictions predictions, int i, boolean deviation, boolean bounds, double probability) {
        Predictions prediction = predictions.only(i);
        List<double[]> columns = new ArrayList<>();
        columns.add(prediction.scores());
        if (deviation) {
            columns.add(prediction.standardDeviations());
        }
        if (bounds) {
            columns.add(prediction.lower(probability));
            columns.add(prediction.upper(probability));
        }
        return columns.stream().map(column -> Rows.number(column[0])).toList();
    }
}
