package org.fewshotnas.knime.nodes.predictor;

import org.fewshotnas.knime.common.DeviceParameters;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;

/** Settings of the node NAS Predictor. */
final class NasPredictorParameters implements NodeParameters {
    @Widget(
            title = "Append the rank",
            description =
                    "Also appends the place of each row by its predicted score: 1 is the best. Rows with the same score have their places in "
                            + "the order of the table.")
    boolean appendRank = true;

    DeviceParameters device = new DeviceParameters();

    @Override
    public void validate() throws InvalidSettingsException {
        device.validate();
    }
}
