package org.fewshotnas.knime.nodes.finetune;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.DirectionChoice;
import org.fewshotnas.knime.common.FineTuneParameters;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.OpenChoice;
import org.fewshotnas.knime.common.SeedParameters;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.knime.common.StandardErrorColumn;
import org.fewshotnas.knime.port.PredictorPortObjectSpec;
import org.fewshotnas.space.metric.Metric;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of the node Predictor Fine-Tune. */
final class PredictorFineTuneParameters implements NodeParameters {
    private static final int MOST_SUGGESTIONS = 10_000;

    /** The number columns of the table, which is the second input. */
    static final class TableColumns extends DoubleColumnsProvider {
        @Override
        public int getInputTableIndex() {
            return 1;
        }
    }

    static final class ErrorChoices extends StandardErrorColumn.Choices {
        ErrorChoices() {
            super(1);
        }
    }

    private static final class HasCandidates implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getConstant(input -> input.getInPortSpecs().length > 2);
        }
    }

    @Widget(
            title = "Target column",
            description =
                    "The column with the few measured scores, in whose unit the predictor will predict. It must be chosen: until then the "
                            + "node waits, unless only one column can be meant.")
    @ChoicesProvider(TableColumns.class)
    String target = "";

    @Widget(
            title = StandardErrorColumn.TITLE,
            description =
                    "A column that says how far each score may be off by chance, such as Score standard error of the Architecture Trainer. "
                            + "Scores that are less certain then count less.")
    @ChoicesProvider(ErrorChoices.class)
    @Persistor(StandardErrorColumn.Stored.class)
    @Migrate(loadDefaultIfAbsent = true)
    String standardError = OpenChoice.NONE;

    @Widget(title = "Which scores are better", description = "Whether higher or lower scores of the target are better.")
    DirectionChoice direction = DirectionChoice.COLUMN;

    @Widget(
            title = "Suggestions",
            description =
                    "How many of the connected candidates to suggest for measuring next; all of them if there are fewer.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = HasCandidates.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    int suggestions = 5;

    FineTuneParameters fineTuning = new FineTuneParameters();

    @Advanced
    SeedParameters seed = new SeedParameters();

    DeviceParameters device = new DeviceParameters();

    PredictorFineTuneParameters() {}

    PredictorFineTuneParameters(NodeParametersInput input) {
        Set<String> learned = learned(input.getInPortSpec(0));
        target = Inputs.onlyNumber(input, 1, column -> !learned.contains(column.getName()));
    }

    /** The tasks that the predictor knows are hardly the target. */
    private static Set<String> learned(Optional<PortObjectSpec> predictor) {
        return predictor
                .filter(PredictorPortObjectSpec.class::isInstance)
                .map(spec -> ((PredictorPortObjectSpec) spec)
                        .predictor().tasks().stream().map(Metric::name).collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("Which scores are better", direction);
        Settings.range("Suggestions", suggestions, 1, MOST_SUGGESTIONS);
        fineTuning.validate();
        seed.validate();
        device.validate();
    }
}
