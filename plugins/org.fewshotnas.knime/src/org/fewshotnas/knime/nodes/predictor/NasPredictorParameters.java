package org.fewshotnas.knime.nodes.predictor;

import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.Settings;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;

/** Settings of the node NAS Predictor. */
final class NasPredictorParameters implements NodeParameters {
    private static final double MOST_PERCENT = 99.9;

    private static final class AppendsUncertainty implements BooleanReference {}

    private static final class Below100 extends MaxValidation {
        @Override
        protected double getMax() {
            return MOST_PERCENT;
        }
    }

    @Widget(
            title = "Append the rank",
            description =
                    "Also appends the place of each row by its predicted score: 1 is the best. Rows with the same score have their places in "
                            + "the order of the table.")
    boolean appendRank = true;

    @Widget(
            title = "Append how sure it is",
            description =
                    "Also appends the standard deviation of each predicted score, and the bounds of an interval around it. They are missing "
                            + "if the predictor was not fine-tuned on three or more different scores.")
    @ValueReference(AppendsUncertainty.class)
    @Migrate(loadDefaultIfAbsent = true)
    boolean appendUncertainty = false;

    @Widget(
            title = "Percent within the interval",
            description =
                    "Of all architectures, which percentage should have a score within its interval: above 0, at most 99.9.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Below100.class)
    @Effect(predicate = AppendsUncertainty.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double intervalPercent = 90;

    DeviceParameters device = new DeviceParameters();

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.positive("Percent within the interval", intervalPercent, MOST_PERCENT);
        device.validate();
    }
}
