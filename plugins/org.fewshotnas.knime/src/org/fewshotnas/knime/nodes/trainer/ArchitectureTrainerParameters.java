package org.fewshotnas.knime.nodes.trainer;

import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.SeedParameters;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.knime.dataset.ExampleParameters;
import org.fewshotnas.knime.training.NetworkParameters;
import org.fewshotnas.knime.training.TrainingParameters;
import org.fewshotnas.knime.training.ValidationShare;
import org.fewshotnas.knime.training.WorkParameters;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of the node Architecture Trainer. */
final class ArchitectureTrainerParameters implements NodeParameters {
    static final int MAX_REPEATS = 100;

    @Section(title = "Data")
    interface DataSection {}

    @Section(title = "Training")
    @After(DataSection.class)
    interface TrainingSection {}

    @Section(title = "Network")
    @Advanced
    @After(TrainingSection.class)
    interface NetworkSection {}

    @Section(title = "Reproducibility, work and device")
    @Advanced
    @After(NetworkSection.class)
    interface RunSection {}

    @Layout(DataSection.class)
    ExampleParameters examples = new ExampleParameters();

    @Widget(title = ValidationShare.TITLE, description = ValidationShare.DESCRIPTION)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = ValidationShare.AtMost.class)
    @Layout(DataSection.class)
    double validationPercent = ValidationShare.USUAL;

    @Layout(TrainingSection.class)
    TrainingParameters training = new TrainingParameters();

    @Layout(NetworkSection.class)
    NetworkParameters network = new NetworkParameters();

    @Widget(
            title = "Trainings of each architecture",
            description =
                    "How often each architecture is trained, each time with another seed, 1 to 100. The score is then the mean, and two "
                            + "columns say how sure it is.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(TrainingSection.class)
    int repeats = 1;

    @Widget(
            title = "Stop the worst early",
            description =
                    "Train all architectures for a third of the epochs first, and only the best third for longer (from 9 epochs and 4 "
                            + "architectures on). The others have no score.")
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(TrainingSection.class)
    boolean halving;

    @Layout(RunSection.class)
    SeedParameters seed = new SeedParameters();

    @Layout(RunSection.class)
    WorkParameters work = new WorkParameters();

    @Migrate(loadDefaultIfAbsent = true)
    @Layout(RunSection.class)
    DeviceParameters device = new DeviceParameters();

    /** Those of a node that is not connected. */
    ArchitectureTrainerParameters() {}

    /** What the tables suggest. */
    ArchitectureTrainerParameters(NodeParametersInput input) {
        examples = new ExampleParameters(input);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        examples.validate();
        ValidationShare.check(validationPercent);
        training.validate();
        network.validate();
        Settings.range("Trainings of each architecture", repeats, 1, MAX_REPEATS);
        seed.validate();
        work.validate();
        device.validate();
    }
}
