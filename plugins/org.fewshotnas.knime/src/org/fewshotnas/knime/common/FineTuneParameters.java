package org.fewshotnas.knime.common;

import org.fewshotnas.predictor.finetuning.FineTuneSettings;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** How a predictor is fine-tuned. */
public final class FineTuneParameters implements NodeParameters {
    private static final String TITLE = "Numbers of steps";
    private static final int MAX_STEPS = 100_000;

    @Widget(
            title = TITLE,
            description =
                    "The numbers of gradient steps to choose from, with commas between them: the one that ranks best in a cross-validation "
                            + "on the few scores is taken. The paper has 5, 10, 20, 50, 100.")
    @Advanced
    @TextInputWidget(patternValidation = NumberList.Validation.class)
    String steps = NumberList.text(FineTuneSettings.defaults().steps());

    @Widget(
            title = "Rate",
            description =
                    "Learning rate of the steps. It should be lower than the inner rate of the meta-learning, because more steps are taken.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double rate = FineTuneSettings.defaults().rate();

    @Override
    public void validate() throws InvalidSettingsException {
        NumberList.check(TITLE, steps, 0, MAX_STEPS, FineTuneSettings.defaults().steps());
        Settings.positive("Rate", rate, 100);
    }

    /** Whether steps or rate are others than a new node has. */
    public boolean isChanged() {
        FineTuneParameters initial = new FineTuneParameters();
        return !steps.equals(initial.steps) || rate != initial.rate;
    }

    /** The settings for this seed. */
    public FineTuneSettings value(long seed) {
        return new FineTuneSettings(rate, NumberList.of(steps), seed);
    }
}
