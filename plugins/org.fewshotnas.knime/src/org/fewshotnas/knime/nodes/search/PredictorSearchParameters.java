package org.fewshotnas.knime.nodes.search;

import java.util.List;
import java.util.OptionalInt;
import org.fewshotnas.knime.common.DirectionChoice;
import org.fewshotnas.knime.common.OpenChoice;
import org.fewshotnas.knime.common.Settings;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Before;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of the node Predictor Search. */
final class PredictorSearchParameters extends SearchParameters {
    @Section(
            title = "Scores",
            description =
                    "What the table of scores is for. Without that table the node proposes architectures to train.")
    @After(SearchParameters.CandidatesSection.class)
    @Before(SearchParameters.SearchSection.class)
    @Effect(predicate = HasTable.class, type = EffectType.SHOW)
    interface ScoresSection {}

    @Section(
            title = "Training",
            description = "How architectures are trained on the data. Without data the node trains nothing.")
    @After(ScoresSection.class)
    @Before(SearchParameters.SearchSection.class)
    @Effect(predicate = HasData.class, type = EffectType.SHOW)
    interface TrainingSection {}

    /** What the scores of the table are. */
    enum Role {
        @Label(
                value = "Stand in for training",
                description =
                        "To evaluate an architecture is to look its score up; candidates that the table does not hold are passed over. So a "
                                + "search is tried out on a published benchmark.")
        LOOK_UP,
        @Label(
                value = "Were measured before",
                description =
                        "The predictor learns from all scores of the table at the start; their architectures are not proposed again. So a "
                                + "search of your own goes on.")
        MEASURED,
        @Label(
                value = "None: measure its architectures first",
                description =
                        "The first rows of the table, such as of the Architecture Generator, are the first that the search measures or "
                                + "proposes; no column of scores is used.")
        FIRST
    }

    private interface RoleReference extends ParameterReference<Role> {}

    private static final class IsFirst implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(RoleReference.class).isOneOf(Role.FIRST);
        }
    }

    private static final class HasTable implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getConstant(
                    input -> SearchPorts.of(input.getInPortSpecs()).scores().isPresent());
        }
    }

    private static final class HasData implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getConstant(
                    input -> SearchPorts.of(input.getInPortSpecs()).data().isPresent());
        }
    }

    /** The number columns of the table, and none. */
    static final class Targets implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(NodeParametersInput input) {
            OptionalInt port = SearchPorts.of(input.getInPortSpecs()).scores();
            return OpenChoice.columns(
                    OpenChoice.NONE,
                    "None: use no scores of the table",
                    port.isEmpty()
                            ? List.of()
                            : ColumnSelectionUtil.getCompatibleColumns(input, port.getAsInt(), DoubleValue.class));
        }
    }

    /** How the choice is stored. */
    static final class Target extends OpenChoice {
        Target() {
            super("target", NONE);
        }
    }

    @Widget(
            title = "Target column",
            description =
                    "The column of the table that holds the scores. Without one the node waits, unless the search is among the rows of the "
                            + "table, or these are measured first.")
    @ChoicesProvider(Targets.class)
    @Persistor(Target.class)
    @Layout(ScoresSection.class)
    String target = OpenChoice.NONE;

    @Widget(title = "What the scores mean", description = "What the table and its scores are for.")
    @ValueReference(RoleReference.class)
    @Layout(ScoresSection.class)
    Role role = Role.LOOK_UP;

    @Widget(
            title = "First rows",
            description =
                    "How many rows of the table, from the first, are measured before the predictor chooses: 1 to 1,000.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsFirst.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(ScoresSection.class)
    int firstRows = 5;

    @Widget(title = "Which scores are better", description = "Whether higher or lower scores of the target are better.")
    @Layout(ScoresSection.class)
    DirectionChoice direction = DirectionChoice.COLUMN;

    @Migrate(loadDefaultIfAbsent = true)
    @Layout(TrainingSection.class)
    SearchTrainingParameters training = new SearchTrainingParameters();

    PredictorSearchParameters() {
        super(DEFAULTS.queries(), DEFAULTS.steps(), DEFAULTS.refitInterval());
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("What the scores mean", role);
        Settings.present("Which scores are better", direction);
        Settings.range("First rows", firstRows, 1, 1_000);
        training.validate();
        super.validate();
    }

    boolean hasTarget() {
        return role != Role.FIRST && !OpenChoice.isOpen(target);
    }
}
