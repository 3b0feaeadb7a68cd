package org.fewshotnas.knime.nodes.viewer;

import java.util.Arrays;
import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.DirectionChoice;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.knime.port.PredictorPortObjectSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of the node Architecture Viewer. */
final class ArchitectureViewerParameters implements NodeParameters {
    /** More cells are hard to look at, and make a page slow. */
    private static final int MOST = 60;

    /** Which architectures come first. */
    enum OrderChoice {
        @Label(value = "Table", description = "The first rows, in the order of the table.")
        TABLE,
        @Label(
                value = "Prediction",
                description = "The best-predicted ones first. Needs a predictor at the second input.")
        PREDICTION,
        @Label(value = "Column", description = "The best of a column of numbers first.")
        COLUMN
    }

    private interface OrderReference extends ParameterReference<OrderChoice> {}

    private static final class IsColumn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(OrderReference.class).isOneOf(OrderChoice.COLUMN);
        }
    }

    private static final class AtMost extends MaxValidation {
        @Override
        protected double getMax() {
            return MOST;
        }
    }

    @Widget(title = "Order by", description = "Which architectures are shown, and which come first.")
    @ValueSwitchWidget
    @ValueReference(OrderReference.class)
    OrderChoice order = OrderChoice.TABLE;

    @Widget(
            title = "Score column",
            description =
                    "The column of numbers whose best rows come first; rows without a number come last. It must be chosen: until then the "
                            + "node waits.")
    @ChoicesProvider(DoubleColumnsProvider.class)
    @Effect(predicate = IsColumn.class, type = EffectType.SHOW)
    String column = "";

    @Widget(
            title = "Which scores are better",
            description = "Whether higher or lower numbers of the column are better.")
    @Effect(predicate = IsColumn.class, type = EffectType.SHOW)
    DirectionChoice direction = DirectionChoice.COLUMN;

    @Widget(
            title = "Architectures shown",
            description =
                    "How many architectures the view shows, and with a predictor explains, 1 to 60. A sentence in the view says how many "
                            + "rows there are.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMost.class)
    int count = 24;

    DeviceParameters device = new DeviceParameters();

    /** Those of a node that is not connected. */
    ArchitectureViewerParameters() {}

    /** What is connected suggests the order. */
    ArchitectureViewerParameters(NodeParametersInput input) {
        column = Inputs.onlyNumber(input, 0, known -> true);
        if (Arrays.stream(input.getInPortSpecs()).anyMatch(PredictorPortObjectSpec.class::isInstance)) {
            order = OrderChoice.PREDICTION;
        } else if (!column.isEmpty()) {
            order = OrderChoice.COLUMN;
        }
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("Order by", order);
        Settings.present("Which scores are better", direction);
        Settings.range("Architectures shown", count, 1, MOST);
        device.validate();
    }
}
