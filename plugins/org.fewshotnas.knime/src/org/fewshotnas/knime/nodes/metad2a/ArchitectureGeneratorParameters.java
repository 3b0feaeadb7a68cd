package org.fewshotnas.knime.nodes.metad2a;

import org.fewshotnas.knime.common.SeedParameters;
import org.fewshotnas.knime.common.Settings;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of the node Architecture Generator. */
final class ArchitectureGeneratorParameters implements NodeParameters {
    private static final int MOST = 100_000;

    @Section(title = "Architectures")
    interface ArchitectureSection {}

    @Section(title = "Reproducibility")
    @After(ArchitectureSection.class)
    interface RunSection {}

    @Widget(
            title = "Architectures to generate",
            description =
                    "How many different architectures are made for the data set: 1 to 100,000; fewer come out where the model has no more to "
                            + "say. 500 is usual.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(ArchitectureSection.class)
    int count = 500;

    @Widget(
            title = "Architectures to keep",
            description =
                    "How many of them, the best by prediction, come out: 1 to 100,000. Set 5 to train five of them.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(ArchitectureSection.class)
    int keep = 30;

    @Layout(RunSection.class)
    SeedParameters seed = new SeedParameters();

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.range("Architectures to generate", count, 1, MOST);
        Settings.range("Architectures to keep", keep, 1, MOST);
        seed.validate();
    }
}
