package org.fewshotnas.knime.nodes.metad2a;

import java.util.List;
import java.util.Optional;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.OpenChoice;
import org.fewshotnas.knime.common.SeedParameters;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.metad2a.MetaD2aSettings;
import org.fewshotnas.metad2a.MetaD2aSettings.GoodCells;
import org.fewshotnas.space.metric.Direction;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of the node MetaD2A Learner. */
final class MetaD2aLearnerParameters implements NodeParameters {
    static final String SCORE = "Score to learn";
    private static final int MOST_EPOCHS = 10_000;
    private static final int MOST_EXAMPLES = 1_000;

    @Section(title = "Scores")
    interface ScoreSection {}

    @Section(title = "Learning")
    @After(ScoreSection.class)
    interface LearningSection {}

    @Section(title = "Reproducibility")
    @After(LearningSection.class)
    interface RunSection {}

    /** Number columns of the table of scores. */
    static final class ScoreChoices implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(NodeParametersInput input) {
            return OpenChoice.columns(
                    OpenChoice.DETECT,
                    "Detect: \"Score\", or the only numbers or accuracies",
                    ColumnSelectionUtil.getCompatibleColumns(input, 1, DoubleValue.class));
        }
    }

    /** How the choice is stored. */
    static final class Score extends OpenChoice {
        Score() {
            super("score", DETECT);
        }
    }

    /** Whether larger scores are better. */
    enum Better {
        @Label(
                value = "As the column says",
                description = "By the column's name and properties; higher where they do not say it.")
        AUTOMATIC,
        @Label(value = "Higher is better", description = "As of an accuracy.")
        LARGER,
        @Label(value = "Lower is better", description = "As of an error.")
        SMALLER
    }

    /** Which architectures the generator learns to make. */
    enum Good {
        @Label(
                value = "The best measured",
                description = "Of each data set the architecture with the best score in the table.")
        MEASURED,
        @Label(
                value = "The best predicted",
                description =
                        "Of random architectures those that the predictor, which has learned first, takes for the best. Better where few of the "
                                + "architectures in the table are good.")
        PREDICTED
    }

    @Widget(
            title = SCORE,
            description =
                    "The column of the table of scores that says how well an architecture did on a data set. Detected: the column \"Score\", "
                            + "or else the only column of numbers, or of accuracies.")
    @ChoicesProvider(ScoreChoices.class)
    @Persistor(Score.class)
    @Layout(ScoreSection.class)
    String score = OpenChoice.DETECT;

    @Widget(title = "Which scores are better", description = "Whether a higher or a lower score is better.")
    @Advanced
    @Layout(ScoreSection.class)
    Better better = Better.AUTOMATIC;

    @Widget(
            title = "The generator learns from",
            description =
                    "Which architectures count as good ones for a data set, from which the generator learns what to make.")
    @ValueSwitchWidget
    @Layout(LearningSection.class)
    Good good = Good.PREDICTED;

    @Widget(
            title = "Epochs of the predictor",
            description =
                    "How often the predictor sees every score: 1 to 10,000. Where data sets are held out, the best epoch is kept.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(LearningSection.class)
    int predictorEpochs = MetaD2aSettings.Training.defaults().predictorEpochs();

    @Widget(
            title = "Epochs of the generator",
            description =
                    "How often the generator sees every good architecture: 1 to 10,000. Where data sets are held out, the best epoch is kept.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(LearningSection.class)
    int generatorEpochs = MetaD2aSettings.Training.defaults().generatorEpochs();

    @Widget(
            title = "Examples of each class",
            description =
                    "How many examples of each class are looked at at a time, drawn anew whenever a data set is looked at: 1 to 1,000; all "
                            + "of a class that has fewer.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Advanced
    @Layout(LearningSection.class)
    int perClass = MetaD2aSettings.defaults().examplesPerClass();

    @Widget(
            title = "Size as published",
            description =
                    "The paper's network, with 512 numbers in a state of the predictor. It takes several times as long as the smaller "
                            + "network that is the default.")
    @Advanced
    @Layout(LearningSection.class)
    boolean published = false;

    @Layout(RunSection.class)
    SeedParameters seed = new SeedParameters();

    /** The column "Score", or the only column of numbers, or the only one of accuracies. */
    static Optional<String> likelyScore(DataTableSpec scores) {
        List<DataColumnSpec> numbers = scores.stream()
                .filter(column -> column.getType().isCompatible(DoubleValue.class))
                .toList();
        if (numbers.stream().anyMatch(column -> column.getName().equals(Columns.SCORE))) {
            return Optional.of(Columns.SCORE);
        }
        return only(numbers)
                .or(() -> only(numbers.stream()
                        .filter(column -> Columns.metric(column).quantity().equals("accuracy"))
                        .toList()));
    }

    private static Optional<String> only(List<DataColumnSpec> columns) {
        return columns.stream().findFirst().filter(first -> columns.size() == 1).map(DataColumnSpec::getName);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("Which scores are better", better);
        Settings.present("The generator learns from", good);
        Settings.range("Epochs of the predictor", predictorEpochs, 1, MOST_EPOCHS);
        Settings.range("Epochs of the generator", generatorEpochs, 1, MOST_EPOCHS);
        Settings.range("Examples of each class", perClass, 1, MOST_EXAMPLES);
        seed.validate();
    }

    /** @param column what the score's column says */
    MetaD2aSettings toSettings(Direction column) {
        MetaD2aSettings.Training usual = MetaD2aSettings.Training.defaults();
        Direction direction =
                switch (better) {
                    case AUTOMATIC -> column;
                    case LARGER -> Direction.MAXIMIZE;
                    case SMALLER -> Direction.MINIMIZE;
                };
        return MetaD2aSettings.defaults()
                .withNetwork(published ? MetaD2aSettings.Network.paper() : MetaD2aSettings.Network.defaults())
                .withTraining(
                        new MetaD2aSettings.Training(predictorEpochs, generatorEpochs, usual.rate(), usual.heldOut()))
                .withGoodCells(good == Good.MEASURED ? GoodCells.measured() : GoodCells.predicted())
                .withDirection(direction)
                .withExamplesPerClass(perClass)
                .withSeed(seed.value());
    }
}
