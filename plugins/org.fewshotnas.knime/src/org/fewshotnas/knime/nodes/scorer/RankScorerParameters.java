package org.fewshotnas.knime.nodes.scorer;

import java.util.Optional;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.DirectionChoice;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.SeedParameters;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.space.metric.Metric;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of the node Rank Scorer. */
final class RankScorerParameters implements NodeParameters {
    private static final int MAX_TOP = 10_000_000;

    @Widget(
            title = "Predicted scores",
            description = "The column of predicted scores, as the NAS Predictor appends it.")
    @ChoicesProvider(DoubleColumnsProvider.class)
    String predicted = Columns.PREDICTED_SCORE;

    @Widget(
            title = "Measured scores",
            description =
                    "The column of the scores that were measured. It must be chosen: until then the node waits. Rows without one, or "
                            + "without a predicted score, are left out.")
    @ChoicesProvider(DoubleColumnsProvider.class)
    String actual = "";

    @Widget(
            title = "Best predictions to judge (k)",
            description =
                    "How many of the best-predicted architectures the last two measures look at: as many as you would train.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int topK = 10;

    @Widget(
            title = "Which predicted scores are better",
            description = "Whether higher or lower predicted scores are better.")
    @Advanced
    DirectionChoice predictedDirection = DirectionChoice.COLUMN;

    @Widget(
            title = "Which measured scores are better",
            description = "Whether higher or lower measured scores are better.")
    @Advanced
    DirectionChoice actualDirection = DirectionChoice.COLUMN;

    @Advanced
    SeedParameters seed = new SeedParameters();

    RankScorerParameters() {}

    RankScorerParameters(NodeParametersInput input) {
        Optional<Metric> known = input.getInTableSpec(0)
                .map(table -> table.getColumnSpec(predicted))
                .map(Columns::metric);
        actual =
                Inputs.onlyNumber(input, 0, column -> known.map(metric -> metric.isPredictionOf(Columns.metric(column)))
                        .orElse(true));
        if (actual.isEmpty()) {
            actual = Inputs.onlyNumber(input, 0, column -> true);
        }
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.range("Best predictions to judge (k)", topK, 1, MAX_TOP);
        Settings.present("Which predicted scores are better", predictedDirection);
        Settings.present("Which measured scores are better", actualDirection);
        seed.validate();
    }
}
