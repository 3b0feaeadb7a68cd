package org.fewshotnas.knime.nodes.search;

import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.knime.dataset.ExampleParameters;
import org.fewshotnas.knime.training.NetworkParameters;
import org.fewshotnas.knime.training.TrainingParameters;
import org.fewshotnas.knime.training.WorkParameters;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;

/** How a search trains where data is connected. */
final class SearchTrainingParameters implements NodeParameters {
    ExampleParameters examples = new ExampleParameters();

    @Widget(
            title = "Percent for validation",
            description =
                    "Which part of the data is kept to judge networks by, of every class alike: above 0, at most 90.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double validationPercent = 20;

    TrainingParameters training = new TrainingParameters();

    NetworkParameters network = new NetworkParameters();

    WorkParameters work = new WorkParameters();

    @Override
    public void validate() throws InvalidSettingsException {
        examples.validate();
        Settings.positive("Percent for validation", validationPercent, 90);
        training.validate();
        network.validate();
        work.validate();
    }
}
