package org.fewshotnas.knime.training;

import org.fewshotnas.knime.common.Settings;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;

/**
 * The setting that says how much of the training data judges networks. Nodes with a port for validation data show it also where that is
 * connected: whether its table has rows is not known before it is there.
 */
public final class ValidationShare {
    /** The title of the setting. */
    public static final String TITLE = "Percent for validation";
    /** The setting of a node with an optional port for validation data. */
    public static final String DESCRIPTION =
            "Which part of the training data is kept to judge networks by, of every class alike: above 0, at most 90. Without effect where "
                    + "validation data with rows is connected.";
    /** In percent, unless the user says otherwise. */
    public static final double USUAL = 20;

    private static final double MOST = 90;

    private ValidationShare() {}

    /** What the dialog takes at most. */
    public static final class AtMost extends MaxValidation {
        @Override
        protected double getMax() {
            return MOST;
        }
    }

    /** @throws InvalidSettingsException if it leaves nothing to learn from, or nothing to judge by */
    public static void check(double percent) throws InvalidSettingsException {
        Settings.positive(TITLE, percent, MOST);
    }
}
