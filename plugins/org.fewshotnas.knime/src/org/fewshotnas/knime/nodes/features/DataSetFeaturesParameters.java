package org.fewshotnas.knime.nodes.features;

import org.fewshotnas.knime.common.SeedParameters;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.knime.dataset.ExampleParameters;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** Settings of the node Data Set Features. */
final class DataSetFeaturesParameters implements NodeParameters {
    static final String NAME = "Name of the data set";
    private static final int MOST_PER_CLASS = 10_000;

    @Section(title = "Examples")
    interface ExampleSection {}

    @Section(title = "Reproducibility")
    @Advanced
    @After(ExampleSection.class)
    interface RunSection {}

    /** What is done about examples that cannot be read. */
    enum Unreadable {
        @Label(value = "Leave out", description = "The row is left out, and a warning names it.")
        LEAVE_OUT,
        @Label(value = "Fail", description = "The node stops, and the error names the row.")
        FAIL
    }

    @Widget(
            title = NAME,
            description =
                    "What the data set is called, in the column \"Data set\". Where tables of several data sets are put together for the MetaD2A "
                            + "Learner, each needs its own name, the one that it has in the table of scores.")
    @TextInputWidget
    @Layout(ExampleSection.class)
    String name = "my data";

    @Layout(ExampleSection.class)
    ExampleParameters examples = new ExampleParameters();

    @Widget(
            title = "Examples of each class",
            description =
                    "How many examples of each class are looked at, drawn at random: 1 to 10,000. 50 is usual; all are taken of a class that has fewer.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @ValueReference(ExampleParameters.OwnSize.class)
    @Layout(ExampleSection.class)
    int perClass = 50;

    @Widget(
            title = "Unreadable examples",
            description = "What is done where a picture is missing or damaged, or a list of numbers has gaps.")
    @ValueSwitchWidget
    @Layout(ExampleSection.class)
    Unreadable unreadable = Unreadable.LEAVE_OUT;

    @Layout(RunSection.class)
    SeedParameters seed = new SeedParameters();

    /** Those of a node that is not connected. */
    DataSetFeaturesParameters() {}

    /** What the table suggests. */
    DataSetFeaturesParameters(NodeParametersInput input) {
        examples = new ExampleParameters(input);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present(NAME, name);
        if (name.isBlank()) {
            throw new InvalidSettingsException("\"" + NAME + "\" is empty. Enter a name, such as \"my data\".");
        }
        examples.validate();
        Settings.range("Examples of each class", perClass, 1, MOST_PER_CLASS);
        Settings.present("Unreadable examples", unreadable);
        seed.validate();
    }
}
