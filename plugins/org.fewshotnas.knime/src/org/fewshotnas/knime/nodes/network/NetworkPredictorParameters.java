package org.fewshotnas.knime.nodes.network;

import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.Settings;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;

/** Settings of the node Network Predictor. */
final class NetworkPredictorParameters implements NodeParameters {
    /** What happens to a row of which the network cannot say anything. */
    enum Unusable {
        @Label(value = "Fail", description = "The node fails at the first such row, and names it.")
        FAIL,
        @Label(
                value = "Missing prediction",
                description =
                        "The row stays, and its predictions are missing. The node's message says how many such rows there are, and names the first "
                                + "few.")
        MISSING
    }

    @Widget(
            title = "Append probabilities",
            description =
                    "Where the network says classes: whether a column is appended for each class, with the probability that the network "
                            + "gives it. They add up to 1.")
    boolean appendProbabilities = true;

    @Widget(
            title = "Rows that cannot be used",
            description =
                    "What to do with a row whose picture is missing or damaged, or whose numbers are missing, infinite, or not as many as "
                            + "the network needs.")
    @ValueSwitchWidget
    Unusable unusable = Unusable.MISSING;

    DeviceParameters device = new DeviceParameters();

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("Rows that cannot be used", unusable);
        device.validate();
    }
}
