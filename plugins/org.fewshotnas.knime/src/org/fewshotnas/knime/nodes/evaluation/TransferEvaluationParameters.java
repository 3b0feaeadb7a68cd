package org.fewshotnas.knime.nodes.evaluation;

import java.util.Arrays;
import java.util.List;
import org.fewshotnas.knime.common.AtMost100;
import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.FineTuneParameters;
import org.fewshotnas.knime.common.NumberList;
import org.fewshotnas.knime.common.SearchSpaceChoices;
import org.fewshotnas.knime.common.SeedParameters;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.evaluation.TrainSize;
import org.fewshotnas.predictor.evaluation.TransferEvaluation;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.cell.SearchSpace;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** Settings of the node Transfer Evaluation. Long, because most of it is the words of the dialog, each beside its field. */
final class TransferEvaluationParameters implements NodeParameters {
    private static final List<Integer> SHOTS = List.of(0, 5, 25, 50);
    private static final int MOST_SHOTS = 10_000;
    private static final int MOST_RUNS = 1_000;
    private static final int MOST_LEARNINGS = 100;
    private static final int MOST_TASKS = 1_000;
    private static final int MOST_STEPS = 10_000_000;

    @Section(title = "What is tested")
    interface ProtocolSection {}

    @Section(title = "What is compared")
    @After(ProtocolSection.class)
    interface LearnerSection {}

    @Section(title = "How often")
    @After(LearnerSection.class)
    interface RunSection {}

    @Section(title = "Reproducibility and device")
    @Advanced
    @After(RunSection.class)
    interface SeedSection {}

    interface ProtocolReference extends ParameterReference<ProtocolChoice> {}

    private static final class LearnsAnew implements BooleanReference {}

    private interface TrainSizeReference extends ParameterReference<TrainSizeChoice> {}

    private static final class IsPercent implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(TrainSizeReference.class).isOneOf(TrainSizeChoice.PERCENT);
        }
    }

    private static final class IsCells implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(TrainSizeReference.class).isOneOf(TrainSizeChoice.CELLS);
        }
    }

    @Widget(title = "Protocol", description = "Which tasks are known, and which play the new one.")
    @RadioButtonsWidget
    @ValueReference(ProtocolReference.class)
    @Layout(ProtocolSection.class)
    ProtocolChoice protocol = ProtocolChoice.LEAVE_ONE_OUT;

    @Widget(
            title = "Task columns",
            description =
                    "The columns with scores of tasks; only they are learned from. Leave out what you would not know of a new task, such as "
                            + "an early accuracy of the very task that is held out.")
    @ColumnFilterWidget(choicesProvider = DoubleColumnsProvider.class)
    @Layout(ProtocolSection.class)
    ColumnFilter taskColumns = new ColumnFilter().withIncludeUnknownColumns();

    @Widget(
            title = "Target columns",
            description =
                    "Those of the task columns that play the new task, one after the other, or that synthetic tasks are made of. The time "
                            + "grows with their number.")
    @ColumnFilterWidget(choicesProvider = DoubleColumnsProvider.class)
    @Layout(ProtocolSection.class)
    ColumnFilter targetColumns = new ColumnFilter().withIncludeUnknownColumns();

    @Widget(
            title = "Source search spaces",
            description = "The search spaces to learn from, named as in the column Search space.")
    @TwinlistWidget
    @ChoicesProvider(SearchSpaceChoices.class)
    @Effect(predicate = ForProtocol.IsAcrossSpaces.class, type = EffectType.SHOW)
    @Layout(ProtocolSection.class)
    String[] sourceSpaces = {"NAS-Bench-201"};

    @Widget(
            title = "Correlations [%]",
            description =
                    "How alike the synthetic tasks are: the correlation of the scores of any two of them in percent, 1 to 100, one or more with "
                            + "commas between them.")
    @TextInputWidget(patternValidation = NumberList.Validation.class)
    @Effect(predicate = ForProtocol.IsSynthetic.class, type = EffectType.SHOW)
    @Layout(ProtocolSection.class)
    String correlations = "80";

    @Widget(
            title = "Known tasks",
            description =
                    "How many synthetic tasks are learned from, 1 to 1,000: one or more numbers with commas between them.")
    @TextInputWidget(patternValidation = NumberList.Validation.class)
    @Effect(predicate = ForProtocol.IsSynthetic.class, type = EffectType.SHOW)
    @Layout(ProtocolSection.class)
    String knownTasks = "5";

    @Widget(
            title = "Unrelated tasks",
            description =
                    "How many tasks of nothing but noise are learned from beside them, 0 to 1,000: one or more numbers with commas between "
                            + "them. Every combination of the three settings is a target of its own.")
    @TextInputWidget(patternValidation = NumberList.Validation.class)
    @Effect(predicate = ForProtocol.IsSynthetic.class, type = EffectType.SHOW)
    @Layout(ProtocolSection.class)
    String unrelatedTasks = "0";

    @Widget(
            title = "Learn from",
            description =
                    "How the number of architectures to learn from is given. They are drawn at random from every search space that is "
                            + "learned from; the others are for fine-tuning and testing.")
    @Advanced
    @ValueSwitchWidget
    @ValueReference(TrainSizeReference.class)
    @Layout(ProtocolSection.class)
    TrainSizeChoice trainSize = TrainSizeChoice.PERCENT;

    @Widget(
            title = "Percent of the architectures",
            description = "Which part to learn from, above 0 and at most 100. The paper has 50.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = AtMost100.class)
    @Effect(predicate = IsPercent.class, type = EffectType.SHOW)
    @Layout(ProtocolSection.class)
    double trainPercent = 50;

    @Widget(
            title = "Number of architectures",
            description =
                    "How many to learn from. The paper has 2,048 for TransNAS-Bench-101, 7,812 for NAS-Bench-201 and 256 for its "
                            + "synthetic tasks.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsCells.class, type = EffectType.SHOW)
    @Layout(ProtocolSection.class)
    int trainCells = 2048;

    @Widget(
            title = "Isomorphic architectures on one side",
            description =
                    "Whether architectures that compute the same are all learned from, or all left for testing: to see how well "
                            + "architectures are predicted that nobody has measured on any task.")
    @Advanced
    @Effect(predicate = ForProtocol.IsWithinSpaces.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(ProtocolSection.class)
    boolean isomorphsTogether;

    @Widget(
            title = "Learners",
            description =
                    "What to compare, named as in the Meta-Learner, and two that show what simpler means achieve: Naive transfer, and Graph "
                            + "features + random forest.")
    @TwinlistWidget
    @ChoicesProvider(Approaches.Choices.class)
    @Layout(LearnerSection.class)
    String[] learners = {MetaLearningSettings.defaults().learner().name()};

    @Widget(title = "Network and learning time", description = "Which network is trained, and for how long.")
    @ValueSwitchWidget
    @Layout(LearnerSection.class)
    PresetChoice preset = PresetChoice.TWO_CORES;

    @Widget(
            title = "Learning steps",
            description =
                    "Steps of learning, up to 10 million; 0: as many as belong to the network. The time for learning grows in proportion.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Advanced
    @Layout(LearnerSection.class)
    int steps;

    @Layout(LearnerSection.class)
    FineTuneParameters fineTuning = new FineTuneParameters();

    @Widget(
            title = "Scores to learn from (shots)",
            description =
                    "How many architectures of the new task to fine-tune on: one or more whole numbers with commas between them, each up to "
                            + "10,000. 0 tests the predictor as it was learned.")
    @TextInputWidget(patternValidation = NumberList.Validation.class)
    @Layout(RunSection.class)
    String shots = NumberList.text(SHOTS);

    @Widget(
            title = "Runs",
            description =
                    "How often architectures to fine-tune on are drawn, 1 to 1,000. The second output has the mean of the runs and how sure "
                            + "it is. The paper has 10.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(RunSection.class)
    int runs = 10;

    @Widget(
            title = "Learnings",
            description =
                    "How often each learner learns for every target, 1 to 100. The standard errors then hold the chance of learning, too; "
                            + "the time grows in proportion.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = LearnsAnew.class, type = EffectType.HIDE)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(RunSection.class)
    int learnings = 1;

    @Widget(
            title = "Learn anew in every run",
            description =
                    "Whether every run also draws other architectures to learn from and starts from other weights: all that chance does, in "
                            + "as many times longer as there are runs.")
    @Advanced
    @ValueReference(LearnsAnew.class)
    @Layout(RunSection.class)
    boolean learnAnew;

    @Advanced
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(RunSection.class)
    ScenarioParameters lines = new ScenarioParameters();

    @Layout(SeedSection.class)
    SeedParameters seed = new SeedParameters();

    @Layout(SeedSection.class)
    DeviceParameters device = new DeviceParameters();

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("Protocol", protocol);
        Settings.present("Task columns", taskColumns);
        Settings.present("Target columns", targetColumns);
        Settings.present("Learn from", trainSize);
        Settings.present("Network and learning time", preset);
        if (protocol == ProtocolChoice.ACROSS_SPACES) {
            names(
                    "Source search spaces",
                    sourceSpaces,
                    SearchSpaces.all().stream().map(SearchSpace::name).toList());
        }
        if (protocol == ProtocolChoice.SYNTHETIC) {
            NumberList.check("Correlations [%]", correlations, 1, 100, List.of(50, 80));
            NumberList.check("Known tasks", knownTasks, 1, MOST_TASKS, List.of(1, 5, 10));
            NumberList.check("Unrelated tasks", unrelatedTasks, 0, MOST_TASKS, List.of(0, 10));
        }
        if (trainSize == TrainSizeChoice.PERCENT) {
            Settings.positive("Percent of the architectures", trainPercent, 100);
        } else {
            Settings.range("Number of architectures", trainCells, 1, Integer.MAX_VALUE);
        }
        names("Learners", learners, Approaches.names());
        Settings.range("Learning steps", steps, 0, MOST_STEPS);
        NumberList.check("Scores to learn from (shots)", shots, 0, MOST_SHOTS, SHOTS);
        Settings.range("Runs", runs, 1, MOST_RUNS);
        Settings.range("Learnings", learnings, 1, MOST_LEARNINGS);
        fineTuning.validate();
        seed.validate();
        device.validate();
    }

    private static void names(String title, String[] names, List<String> known) throws InvalidSettingsException {
        if (names == null || names.length == 0) {
            throw new InvalidSettingsException("Nothing is chosen under \"" + title + "\". Choose at least one.");
        }
        for (String name : names) {
            if (!known.contains(name)) {
                throw new InvalidSettingsException(
                        "\"" + title + "\" has \"" + name + "\". Choose of " + String.join(", ", known) + ".");
            }
        }
    }

    /** Whether the draw of architectures to learn from keeps isomorphic ones together: across search spaces none is split. */
    boolean keepsIsomorphsTogether() {
        return isomorphsTogether && protocol != ProtocolChoice.ACROSS_SPACES;
    }

    TrainSize trainSize() {
        return trainSize == TrainSizeChoice.PERCENT ? TrainSize.ofPercent(trainPercent) : TrainSize.ofCells(trainCells);
    }

    TransferEvaluation.Settings toSettings() {
        long seedValue = seed.value();
        return new TransferEvaluation.Settings(
                Arrays.stream(learners)
                        .distinct()
                        .map(name -> Approaches.of(name, preset, steps, fineTuning.value(0), device.value()))
                        .toList(),
                NumberList.of(shots),
                new TransferEvaluation.Repetitions(runs, learnings, learnAnew),
                lines.value(protocol),
                seedValue);
    }
}
