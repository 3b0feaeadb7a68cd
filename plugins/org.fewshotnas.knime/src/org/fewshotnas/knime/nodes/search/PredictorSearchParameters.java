package org.fewshotnas.knime.nodes.search;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.knime.common.DirectionChoice;
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
                        "The table answers every question of the search: evaluating an architecture means to look its score up. Candidates that "
                                + "the table does not hold are passed over. So a search is tried out on a published benchmark.")
        LOOK_UP,
        @Label(
                value = "Were measured before",
                description =
                        "The predictor learns from all scores of the table at the start; their architectures are not proposed again. So a search "
                                + "for a task of your own goes on after each round of training.")
        MEASURED,
        @Label(
                value = "None: measure its architectures first",
                description =
                        "The first rows of the table, such as what the Architecture Generator has made for your data, are the first that the "
                                + "search measures or proposes; no column of scores is used.")
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
            List<StringChoice> choices = new ArrayList<>();
            choices.add(new StringChoice("", "(none: propose architectures)"));
            SearchPorts.of(input.getInPortSpecs()).scores().ifPresent(port -> ColumnSelectionUtil.getCompatibleColumns(
                            input, port, DoubleValue.class)
                    .forEach(column -> choices.add(StringChoice.fromId(column.getName()))));
            return choices;
        }
    }

    @Widget(
            title = "Target column",
            description =
                    "The column of the table that holds the scores. Without one, the table's scores are not used, and the node proposes "
                            + "architectures.")
    @ChoicesProvider(Targets.class)
    @Layout(ScoresSection.class)
    String target = "";

    @Widget(title = "The scores", description = "What the table and its scores are for.")
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

    @Widget(title = "Better scores", description = "Whether larger or smaller scores of the target are better.")
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
        Settings.present("The scores", role);
        Settings.present("Better scores", direction);
        Settings.range("First rows", firstRows, 1, 1_000);
        training.validate();
        super.validate();
    }

    boolean hasTarget() {
        return role != Role.FIRST && target != null && !target.isEmpty();
    }
}
