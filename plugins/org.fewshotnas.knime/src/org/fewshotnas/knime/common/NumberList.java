package org.fewshotnas.knime.common;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation;

/** Whole numbers with commas between them, as a setting that is a text. */
public final class NumberList {
    private static final String PATTERN = "\\s*[0-9]{1,6}(\\s*,\\s*[0-9]{1,6})*\\s*";

    private NumberList() {}

    /** For the dialog. */
    public static final class Validation extends PatternValidation {
        @Override
        protected String getPattern() {
            return PATTERN;
        }

        @Override
        public String getErrorMessage() {
            return "Enter whole numbers with commas between them, such as 5, 10, 20.";
        }
    }

    /**
     * Checks a list.
     *
     * @param title of the setting, as the dialog shows it
     * @param example what could be set
     * @throws InvalidSettingsException if it is none, or a number is out of its range
     */
    public static void check(String title, String text, int min, int max, List<Integer> example)
            throws InvalidSettingsException {
        if (text == null || !text.matches(PATTERN)) {
            throw new InvalidSettingsException("\"" + title + "\" is \"" + text
                    + "\". Set whole numbers with commas between them, such as " + text(example) + ".");
        }
        for (int number : of(text)) {
            Settings.range(title, number, min, max);
        }
    }

    /** The numbers of a text. */
    public static List<Integer> of(String text) {
        return Arrays.stream(text.split(","))
                .map(number -> Integer.valueOf(number.trim()))
                .toList();
    }

    /** The text of numbers. */
    public static String text(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
