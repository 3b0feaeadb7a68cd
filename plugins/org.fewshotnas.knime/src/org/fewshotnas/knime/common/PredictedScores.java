package org.fewshotnas.knime.common;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.predictor.Predictions;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.space.Direction;
import org.fewshotnas.space.Metric;
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
                        : Columns.metric(metric(name, predictor)))
                .toList();
    }

    private static Metric metric(String name, PredictorSpec predictor) {
        return predictor
                .targetMetric()
                .map(target -> new Metric(
                        name,
                        target.dataSet(),
                        target.split(),
                        target.quantity(),
                        target.unit(),
                        target.direction(),
                        target.epochs(),
                        "",
                        "",
                        ""))
                .orElse(Metric.of(name, Direction.MAXIMIZE));
    }

    /**
     * The cells of the columns, a list for each row.
     *
     * @param probability of the intervals
     */
    public static List<List<DataCell>> cells(
            Predictions predictions, boolean deviation, boolean bounds, double probability) {
        List<double[]> columns = new ArrayList<>();
        columns.add(predictions.scores());
        if (deviation) {
            columns.add(predictions.standardDeviations());
        }
        if (bounds) {
            columns.add(predictions.lower(probability));
            columns.add(predictions.upper(probability));
        }
        List<List<DataCell>> rows = new ArrayList<>();
        for (int i = 0; i < predictions.size(); i++) {
            int row = i;
            rows.add(columns.stream().map(column -> Rows.number(column[row])).toList());
        }
        return rows;
    }
}
