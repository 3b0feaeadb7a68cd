package org.fewshotnas.knime.common;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.predictor.FineTuneSettings;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation;

/** How a predictor is fine-tuned. */
public final class FineTuneParameters implements NodeParameters {
    private static final String TITLE = "Numbers of steps";
    private static final String PATTERN = "\\s*[0-9]{1,6}(\\s*,\\s*[0-9]{1,6})*\\s*";
    private static final int MAX_STEPS = 100_000;

    /** Whole numbers with commas between them. */
    static final class NumberList extends PatternValidation {
        @Override
        protected String getPattern() {
            return PATTERN;
        }

        @Override
        public String getErrorMessage() {
            return "Enter whole numbers with commas between them, such as 5, 10, 20, 50, 100.";
        }
    }

    @Widget(
            title = TITLE,
            description =
                    "The numbers of gradient steps to choose from, with commas between them. The number with the best rank correlation in a "
                            + "cross-validation on the few scores is taken; a single number is taken as it is. The paper has 5, 10, 20, 50, 100.")
    @Advanced
    @TextInputWidget(patternValidation = NumberList.class)
    String steps = String.join(
            ", ",
            FineTuneSettings.defaults().steps().stream().map(String::valueOf).toList());

    @Widget(
            title = "Rate",
            description =
                    "Learning rate of the steps. It should be lower than the inner rate of the meta-learning, because more steps are taken.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double rate = FineTuneSettings.defaults().rate();

    @Override
    public void validate() throws InvalidSettingsException {
        if (steps == null || !steps.matches(PATTERN)) {
            throw new InvalidSettingsException("\"" + TITLE + "\" is \"" + steps
                    + "\". Set whole numbers with commas between them, such as 5, 10, 20, 50, 100.");
        }
        for (int number : numbers()) {
            Settings.range(TITLE, number, 0, MAX_STEPS);
        }
        Settings.positive("Rate", rate, 100);
    }

    /** The settings for this seed. */
    public FineTuneSettings value(long seed) {
        return new FineTuneSettings(rate, numbers(), seed);
    }

    private List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        for (String number : steps.split(",")) {
            numbers.add(Integer.valueOf(number.trim()));
        }
        return numbers;
    }
}
