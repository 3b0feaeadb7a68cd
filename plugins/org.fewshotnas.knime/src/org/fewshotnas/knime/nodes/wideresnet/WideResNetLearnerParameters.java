package org.fewshotnas.knime.nodes.wideresnet;

import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.SeedParameters;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.knime.dataset.ExampleParameters;
import org.fewshotnas.knime.training.TrainingParameters;
import org.fewshotnas.knime.training.ValidationShare;
import org.fewshotnas.knime.training.WorkParameters;
import org.fewshotnas.network.cells.WideResNet;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of the node Wide ResNet Learner. */
final class WideResNetLearnerParameters implements NodeParameters {
    @Section(title = "Data")
    interface DataSection {}

    @Section(title = "Network")
    @After(DataSection.class)
    interface NetworkSection {}

    @Section(title = "Training")
    @After(NetworkSection.class)
    interface TrainingSection {}

    @Section(title = "Reproducibility, work and device")
    @Advanced
    @After(TrainingSection.class)
    interface RunSection {}

    @Layout(DataSection.class)
    ExampleParameters examples = new ExampleParameters();

    @Widget(title = ValidationShare.TITLE, description = ValidationShare.DESCRIPTION)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = ValidationShare.AtMost.class)
    @Layout(DataSection.class)
    double validationPercent = ValidationShare.USUAL;

    @Widget(
            title = "Depth",
            description =
                    "How many convolutions follow each other: 10, 16, 22, 28 or 6 more. 16 in the tables of the papers on NAS-Bench-360 and MP-NAS.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(NetworkSection.class)
    int depth = 16;

    @Widget(
            title = "Width factor",
            description =
                    "By how much the network is wider than the narrowest published one. 4 in those tables; the time grows about with its square.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(NetworkSection.class)
    int width = 4;

    @Widget(
            title = "Channels of width factor 1",
            description =
                    "16 as published; fewer make a network that is as small as those that a search finds with the default settings, to compare "
                            + "networks of the same cost.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(NetworkSection.class)
    int channels = 16;

    @Layout(TrainingSection.class)
    TrainingParameters training = new TrainingParameters();

    @Layout(RunSection.class)
    SeedParameters seed = new SeedParameters();

    @Layout(RunSection.class)
    WorkParameters work = new WorkParameters();

    @Layout(RunSection.class)
    DeviceParameters device = new DeviceParameters();

    /** Those of a node that is not connected. */
    WideResNetLearnerParameters() {}

    /** What the table suggests. */
    WideResNetLearnerParameters(NodeParametersInput input) {
        examples = new ExampleParameters(input);
    }

    /** The network. */
    WideResNet network() {
        return new WideResNet(depth, width, channels);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        examples.validate();
        ValidationShare.check(validationPercent);
        Settings.range("Depth", depth, 10, 1000);
        if ((depth - 4) % 6 != 0) {
            throw new InvalidSettingsException("\"Depth\" is " + depth + ". It must be 10, 16, 22, 28 or 6 more.");
        }
        Settings.range("Width factor", width, 1, 100);
        Settings.range("Channels of width factor 1", channels, 1, 1000);
        training.validate();
        seed.validate();
        work.validate();
        device.validate();
    }
}
