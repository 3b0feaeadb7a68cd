package org.fewshotnas.knime.nodes.learner;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.OpenChoice;
import org.fewshotnas.knime.common.SeedParameters;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.LearningMethods;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.gcn.GcnShape;
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
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of the node Meta-Learner. Long, because most of it is the words of the dialog, each beside its field. */
final class MetaLearnerParameters implements NodeParameters {
    private static final MetaLearningSettings DEFAULTS = MetaLearningSettings.defaults();

    @Section(title = "Tasks")
    interface TaskSection {}

    @Section(title = "Learning")
    @After(TaskSection.class)
    interface LearnerSection {}

    @Section(
            title = "Network",
            description = "The graph convolutional network that reads an architecture and predicts its score.")
    @After(LearnerSection.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    interface NetworkSection {}

    @Section(title = "Inner and outer loop")
    @After(NetworkSection.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    interface LoopSection {}

    @Section(title = "Reproducibility and device")
    @After(LoopSection.class)
    interface RunSection {}

    private interface LearnerReference extends ParameterReference<String> {}

    private interface PresetReference extends ParameterReference<Preset> {}

    private static final class IsCustom implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(PresetReference.class).isOneOf(Preset.CUSTOM);
        }
    }

    private static final class HasOrder implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getString(LearnerReference.class).matchesPattern(LearnerChoices.withOrder());
        }
    }

    /** The number columns, and nothing to hold out. */
    static final class HeldOutChoices implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(NodeParametersInput input) {
            return OpenChoice.columns(
                    OpenChoice.NONE,
                    "None: learn from all task columns",
                    ColumnSelectionUtil.getCompatibleColumnsOfFirstPort(input, DoubleValue.class));
        }
    }

    /** How the choice is stored. */
    static final class HeldOut extends OpenChoice {
        HeldOut() {
            super("heldOutTask", NONE);
        }
    }

    @Widget(
            title = "Task columns",
            description =
                    "The columns to learn from, each a task. Leave out what you would not know of a new task. A missing value means that "
                            + "the architecture was not measured.")
    @ColumnFilterWidget(choicesProvider = DoubleColumnsProvider.class)
    @Layout(TaskSection.class)
    ColumnFilter taskColumns = new ColumnFilter().withIncludeUnknownColumns();

    @Widget(
            title = "Held-out column",
            description =
                    "A column that is never learned from, even where the list above includes it: the target that the predictor will be "
                            + "fine-tuned for, to see how well the other tasks prepare for it.")
    @ChoicesProvider(HeldOutChoices.class)
    @Persistor(HeldOut.class)
    @Layout(TaskSection.class)
    String heldOutTask = OpenChoice.NONE;

    @Widget(
            title = "Learner",
            description =
                    "How the predictor learns from the tasks; the node's description says what each learner does. Multi-task is the "
                            + "quickest and ranks best.")
    @ChoicesProvider(LearnerChoices.class)
    @ValueReference(LearnerReference.class)
    @Layout(LearnerSection.class)
    String learner = DEFAULTS.learner().name();

    @Widget(
            title = "Order of the outer gradient",
            description = "How exactly the outer loop sees what the inner loop does.")
    @ValueSwitchWidget
    @Effect(predicate = HasOrder.class, type = EffectType.SHOW)
    @Advanced
    @Layout(LearnerSection.class)
    Order order = DEFAULTS.inner().secondOrder() ? Order.SECOND : Order.FIRST;

    @Widget(
            title = "Network and learning time",
            description =
                    "Which network is trained and for how long. The first two choices are complete sets; the third shows all the settings.")
    @ValueSwitchWidget
    @ValueReference(PresetReference.class)
    @Layout(LearnerSection.class)
    Preset preset = Preset.TWO_CORES;

    @Widget(
            title = "Layers",
            description = "How many graph convolutions stand one behind the other, 1 to 16. The paper has 4.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(NetworkSection.class)
    int layers = DEFAULTS.shape().layers();

    @Widget(
            title = "Width",
            description =
                    "How many features every layer computes of a node, 1 to 4,096. The paper has 600. The time for a step, and the size of "
                            + "the predictor, grow with its square.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(NetworkSection.class)
    int width = DEFAULTS.shape().width();

    @Widget(
            title = "Dropout",
            description =
                    "The share of features that training drops at random after every layer, from 0 to below 1. The paper has 0.2.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(NetworkSection.class)
    double dropout = DEFAULTS.shape().dropout();

    @Widget(
            title = "Inner steps",
            description =
                    "Gradient steps that the inner loop takes on a task's support set, 1 to 1,000. The paper has 6. Reptile takes each on "
                            + "other architectures of the task.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(LoopSection.class)
    int innerSteps = DEFAULTS.inner().steps();

    @Widget(
            title = "Inner rate",
            description =
                    "Learning rate of the inner loop's plain gradient descent, from which Meta-SGD starts to learn its own. The paper has "
                            + "0.035.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(LoopSection.class)
    double innerRate = DEFAULTS.inner().rate();

    @Widget(
            title = "Outer rate",
            description =
                    "Highest learning rate of the outer loop's AdamW, which falls to zero along a cosine. The paper has 0.00008.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(LoopSection.class)
    double outerRate = DEFAULTS.outer().rate();

    @Widget(
            title = "Weight decay",
            description = "How strongly the outer loop's AdamW pulls the weights towards zero, 0 to 1.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Advanced
    @Layout(LoopSection.class)
    double weightDecay = DEFAULTS.outer().weightDecay();

    @Widget(
            title = "Support size",
            description =
                    "Architectures of a task that the inner loop learns from, 2 to 4,096. It may be larger than the number of scores that "
                            + "fine-tuning will have.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(LoopSection.class)
    int supportSize = DEFAULTS.inner().supportSize();

    @Widget(
            title = "Query size",
            description =
                    "Other architectures of the same task, which judge what the inner loop has learned, 2 to 4,096.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(LoopSection.class)
    int querySize = DEFAULTS.inner().querySize();

    @Widget(
            title = "Steps",
            description =
                    "Steps of the outer loop, 1 to 10 million. The time that the node takes grows in proportion. The paper's 400 epochs are "
                            + "12,800 steps.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(LoopSection.class)
    int steps = DEFAULTS.outer().steps();

    @Widget(
            title = "Tasks per step",
            description = "Tasks drawn for each step of the outer loop; all tasks where there are not more.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(LoopSection.class)
    int tasksPerStep = DEFAULTS.outer().tasksPerStep();

    @Layout(RunSection.class)
    SeedParameters seed = new SeedParameters();

    @Layout(RunSection.class)
    DeviceParameters device = new DeviceParameters();

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("Task columns", taskColumns);
        LearnerChoices.check(learner);
        Settings.present("Order of the outer gradient", order);
        Settings.present("Network and learning time", preset);
        if (preset == Preset.CUSTOM) {
            Settings.range("Layers", layers, 1, GcnShape.MAX_LAYERS);
            Settings.range("Width", width, 1, GcnShape.MAX_WIDTH);
            Settings.range("Dropout", dropout, 0, 0.95);
            Settings.range("Inner steps", innerSteps, 1, 1000);
            Settings.positive("Inner rate", innerRate, 100);
            Settings.positive("Outer rate", outerRate, 1);
            Settings.range("Weight decay", weightDecay, 0, 1);
            Settings.range("Support size", supportSize, 2, 4096);
            Settings.range("Query size", querySize, 2, 4096);
            Settings.range("Steps", steps, 1, 10_000_000);
            Settings.range("Tasks per step", tasksPerStep, 1, 10_000);
        }
        seed.validate();
        device.validate();
    }

    /** Titles of the settings that were changed, but have no effect since the hyper-parameters are a complete set. */
    List<String> withoutEffect() {
        MetaLearnerParameters initial = new MetaLearnerParameters();
        List<String> changed = new ArrayList<>();
        if (preset != Preset.CUSTOM) {
            addIfChanged(changed, "Layers", layers, initial.layers);
            addIfChanged(changed, "Width", width, initial.width);
            addIfChanged(changed, "Dropout", dropout, initial.dropout);
            addIfChanged(changed, "Inner steps", innerSteps, initial.innerSteps);
            addIfChanged(changed, "Inner rate", innerRate, initial.innerRate);
            addIfChanged(changed, "Outer rate", outerRate, initial.outerRate);
            addIfChanged(changed, "Weight decay", weightDecay, initial.weightDecay);
            addIfChanged(changed, "Support size", supportSize, initial.supportSize);
            addIfChanged(changed, "Query size", querySize, initial.querySize);
            addIfChanged(changed, "Steps", steps, initial.steps);
            addIfChanged(changed, "Tasks per step", tasksPerStep, initial.tasksPerStep);
        }
        return changed;
    }

    private static void addIfChanged(List<String> changed, String title, double value, double initial) {
        if (value != initial) {
            changed.add(title);
        }
    }

    /** The hyper-parameters of these settings. */
    MetaLearningSettings toSettings() {
        LearningMethod method = LearningMethods.ofName(learner);
        MetaLearningSettings settings =
                switch (preset) {
                    case TWO_CORES -> method.defaults();
                    case PAPER -> MetaLearningSettings.paper(method);
                    case CUSTOM ->
                        new MetaLearningSettings(
                                method,
                                new GcnShape(layers, width, dropout),
                                new MetaLearningSettings.Inner(innerSteps, innerRate, true, supportSize, querySize),
                                new MetaLearningSettings.Outer(steps, outerRate, weightDecay, tasksPerStep),
                                0);
                };
        return settings.withInner(settings.inner().withSecondOrder(order == Order.SECOND))
                .withSeed(seed.value());
    }
}
