package org.fewshotnas.knime.common;

import java.math.BigDecimal;
import java.math.MathContext;
import org.knime.core.node.InvalidSettingsException;

/** Checks of single settings. The dialog checks them too, but flow variables and the command line pass the dialog by. */
public final class Settings {
    private Settings() {}

    /**
     * Checks a whole number.
     *
     * @param title of the setting, as the dialog shows it
     * @throws InvalidSettingsException if it is out of its range
     */
    public static void range(String title, long value, long min, long max) throws InvalidSettingsException {
        if (value < min || value > max) {
            throw new InvalidSettingsException(
                    "\"" + title + "\" is " + value + ". Set a whole number from " + min + " to " + max + ".");
        }
    }

    /**
     * Checks a number.
     *
     * @param title of the setting, as the dialog shows it
     * @param min smallest value that fits
     * @param max largest value that fits
     * @throws InvalidSettingsException if it is out of its range or not a number
     */
    public static void range(String title, double value, double min, double max) throws InvalidSettingsException {
        if (!(value >= min && value <= max)) {
            throw new InvalidSettingsException(
                    "\"" + title + "\" is " + value + ". Set a number from " + plain(min) + " to " + plain(max) + ".");
        }
    }

    /** A bound as a person would write it: to three digits, and without a decimal point where there is nothing behind it. */
    private static String plain(double bound) {
        double rounded = Math.abs(bound) < 1
                ? new BigDecimal(bound).round(new MathContext(3)).doubleValue()
                : bound;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    /**
     * Checks a number that must be above zero.
     *
     * @param title of the setting, as the dialog shows it
     * @param max largest value that fits
     * @throws InvalidSettingsException if it is out of its range or not a number
     */
    public static void positive(String title, double value, double max) throws InvalidSettingsException {
        if (!(value > 0 && value <= max)) {
            throw new InvalidSettingsException(
                    "\"" + title + "\" is " + value + ". Set a number above 0, at most " + max + ".");
        }
    }

    /**
     * Checks that a setting holds something.
     *
     * @param title of the setting, as the dialog shows it
     * @throws InvalidSettingsException if there is nothing
     */
    public static void present(String title, Object value) throws InvalidSettingsException {
        if (value == null) {
            throw new InvalidSettingsException("\"" + title + "\" is not set. Open the node's dialog and choose it.");
        }
    }
}
