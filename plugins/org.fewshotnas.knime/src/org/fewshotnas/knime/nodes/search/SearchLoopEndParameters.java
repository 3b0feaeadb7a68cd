package org.fewshotnas.knime.nodes.search;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.OpenChoice;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.knime.common.StandardErrorColumn;
import org.fewshotnas.search.StopRule;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;

/** Settings of the node NAS Search Loop End. */
final class SearchLoopEndParameters implements NodeParameters {
    static final String SCORE_TITLE = "Score column";

    private static final double MONTH = 30 * 24 * 60;

    static final class ErrorChoices extends StandardErrorColumn.Choices {
        ErrorChoices() {
            super(0);
        }
    }

    private static final class EndsAtScore implements BooleanReference {}

    @Widget(
            title = SCORE_TITLE,
            description =
                    "The column with the scores that the nodes in the loop have found. It must be chosen: until then the node waits. A "
                            + "missing value says that an architecture has no score.")
    @ChoicesProvider(DoubleColumnsProvider.class)
    String score = "";

    @Widget(
            title = StandardErrorColumn.TITLE,
            description =
                    "A column that says how far each score may be off by chance, such as Score standard error of the Architecture Trainer. "
                            + "The predictor then learns less from uncertain scores.")
    @ChoicesProvider(ErrorChoices.class)
    @Persistor(StandardErrorColumn.Stored.class)
    @Migrate(loadDefaultIfAbsent = true)
    String standardError = OpenChoice.NONE;

    @Widget(
            title = "End at a score",
            description = "Whether the loop ends as soon as a score is reached, before all queries are made.")
    @ValueReference(EndsAtScore.class)
    boolean endsAtScore;

    @Widget(
            title = "Score to reach",
            description = "The score, in the unit of the score column, at which the loop ends.")
    @Effect(predicate = EndsAtScore.class, type = EffectType.SHOW)
    double scoreToReach;

    @Widget(
            title = "Iterations without improvement",
            description =
                    "After how many iterations in a row that have not improved the best score the loop ends; 0 for never.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int patience;

    @Widget(
            title = "Time limit [minutes]",
            description =
                    "After how many minutes from the first iteration on no other one begins; 0 for no limit. An iteration that has begun is "
                            + "finished.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double minutes;

    SearchLoopEndParameters() {}

    SearchLoopEndParameters(NodeParametersInput input) {
        score = Inputs.onlyNumber(input, 0, column -> true);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (!Double.isFinite(scoreToReach)) {
            throw new InvalidSettingsException(
                    "\"Score to reach\" is " + scoreToReach + "; a finite number is expected.");
        }
        Settings.range("Iterations without improvement", patience, 0, 100_000);
        Settings.range("Time limit [minutes]", minutes, 0, MONTH);
    }

    StopRule rule() {
        return new StopRule(
                endsAtScore ? OptionalDouble.of(scoreToReach) : OptionalDouble.empty(),
                patience > 0 ? OptionalInt.of(patience) : OptionalInt.empty(),
                minutes > 0 ? Optional.of(Duration.ofMillis(Math.round(minutes * 60_000))) : Optional.empty());
    }
}
