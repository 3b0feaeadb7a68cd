package org.fewshotnas.knime.nodes.search;

import org.fewshotnas.knime.dataset.ExampleParameters;
import org.fewshotnas.knime.training.NetworkParameters;
import org.fewshotnas.knime.training.TrainingParameters;
import org.fewshotnas.knime.training.ValidationShare;
import org.fewshotnas.knime.training.WorkParameters;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;

/** How a search trains where data is connected. */
final class SearchTrainingParameters implements NodeParameters {
    ExampleParameters examples = new ExampleParameters();

    @Widget(title = ValidationShare.TITLE, description = ValidationShare.DESCRIPTION)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = ValidationShare.AtMost.class)
    double validationPercent = ValidationShare.USUAL;

    TrainingParameters training = new TrainingParameters();

    NetworkParameters network = new NetworkParameters();

    WorkParameters work = new WorkParameters();

    @Override
    public void validate() throws InvalidSettingsException {
        examples.validate();
        ValidationShare.check(validationPercent);
        training.validate();
        network.validate();
        work.validate();
    }
}
