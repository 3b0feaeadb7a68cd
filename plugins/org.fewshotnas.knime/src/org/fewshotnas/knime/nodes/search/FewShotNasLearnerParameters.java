package org.fewshotnas.knime.nodes.search;

import java.time.Duration;
import java.util.OptionalInt;
import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.SearchSpaceChoices;
import org.fewshotnas.knime.common.SeedParameters;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.knime.dataset.ExampleParameters;
import org.fewshotnas.knime.training.AugmentationChoice;
import org.fewshotnas.knime.training.NetworkParameters;
import org.fewshotnas.knime.training.ScoreChoice;
import org.fewshotnas.knime.training.ValidationShare;
import org.fewshotnas.knime.training.WorkParameters;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.training.Score;
import org.fewshotnas.search.fewshot.FewShotNasSettings;
import org.fewshotnas.space.SearchSpaces;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of the node Few-Shot NAS Learner. */
final class FewShotNasLearnerParameters implements NodeParameters {
    private static final double SECOND = 1 / 60.;
    private static final double MONTH = 30 * 24 * 60;

    @Section(title = "Data")
    interface DataSection {}

    @Section(title = "Search")
    @After(DataSection.class)
    interface SearchSection {}

    @Section(title = "Network and training")
    @After(SearchSection.class)
    interface NetworkSection {}

    @Section(title = "Reproducibility and work")
    @After(NetworkSection.class)
    interface RunSection {}

    @Layout(DataSection.class)
    ExampleParameters examples = new ExampleParameters();

    @Widget(
            title = ValidationShare.TITLE,
            description =
                    "Which part of the data is kept to judge networks by, of every class alike: above 0, at most 90.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = ValidationShare.AtMost.class)
    @Layout(DataSection.class)
    double validationPercent = ValidationShare.USUAL;

    @Widget(
            title = "Time limit [minutes]",
            description =
                    "How long the search may take, in minutes; half a minute is 0.5. When the limit is reached, the best network so far "
                            + "comes out.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(SearchSection.class)
    double minutes = FewShotNasSettings.USUAL_TIME_LIMIT.toSeconds() / 60.;

    @Widget(
            title = ScoreChoice.TITLE,
            description =
                    "What a network is judged by, on the part of the data that is kept for it. Where classes have very different numbers of "
                            + "examples, take the balanced accuracy.")
    @Layout(SearchSection.class)
    ScoreChoice score = ScoreChoice.AUTOMATIC;

    @Widget(
            title = "Trainings",
            description =
                    "How many architectures to train at most, 1 to 1,000. With fewer, each is trained longer. The best network is trained once "
                            + "more after them.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(SearchSection.class)
    int trainings = FewShotNasSettings.USUAL_TRAININGS;

    @Widget(
            title = "Search space",
            description =
                    "The space whose cells are searched. In a mixed-ops space every place of the cell can hold any of the 11 unified "
                            + "operations, about which predictors know less.")
    @Advanced
    @ChoicesProvider(SearchSpaceChoices.class)
    @Layout(SearchSection.class)
    String searchSpace = "NAS-Bench-201";

    @Widget(
            title = "Epochs",
            description =
                    "How often a network sees every example while architectures are compared; the best is trained for twice as many in the "
                            + "end. 0: from 5 to 30, as the time limit allows.")
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(NetworkSection.class)
    int epochs;

    @Widget(
            title = "Batch size",
            description =
                    "How many examples a training step looks at. 0: from 16 to 64, fewer where there are few examples.")
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(NetworkSection.class)
    int batch;

    @Widget(
            title = "Augmentation",
            description =
                    "How examples are changed while networks learn from them: a help where there are few pictures and many epochs. Has no effect "
                            + "where targets are fields.")
    @Advanced
    @ValueSwitchWidget
    @Layout(NetworkSection.class)
    AugmentationChoice augmentation = AugmentationChoice.OFF;

    @Layout(NetworkSection.class)
    NetworkParameters network = new NetworkParameters();

    @Layout(RunSection.class)
    SeedParameters seed = new SeedParameters();

    @Layout(RunSection.class)
    WorkParameters work = new WorkParameters();

    @Layout(RunSection.class)
    DeviceParameters device = new DeviceParameters();

    /** Those of a node that is not connected. */
    FewShotNasLearnerParameters() {}

    /** What the table suggests. */
    FewShotNasLearnerParameters(NodeParametersInput input) {
        examples = new ExampleParameters(input);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        examples.validate();
        ValidationShare.check(validationPercent);
        Settings.range("Time limit [minutes]", minutes, SECOND, MONTH);
        Settings.present(ScoreChoice.TITLE, score);
        Settings.range("Trainings", trainings, 1, 1_000);
        SearchSpaceChoices.check(searchSpace);
        Settings.range("Epochs", epochs, 0, 10_000);
        Settings.range("Batch size", batch == 0 ? 2 : batch, 2, 100_000);
        Settings.present("Augmentation", augmentation);
        network.validate();
        seed.validate();
        work.validate();
        device.validate();
    }

    /** What is wanted of examples of a shape. */
    FewShotNasSettings value(TensorShape shape, Score judgedBy, long number) {
        return new FewShotNasSettings(
                Duration.ofMillis(Math.round(minutes * 60_000)),
                trainings,
                SearchSpaces.ofName(searchSpace),
                judgedBy,
                augmentation.of(shape),
                epochs == 0 ? OptionalInt.empty() : OptionalInt.of(epochs),
                batch == 0 ? OptionalInt.empty() : OptionalInt.of(batch),
                number);
    }
}
