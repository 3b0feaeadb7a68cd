package org.fewshotnas.knime.nodes.sampler;

import java.util.List;
import org.fewshotnas.knime.common.AtMost100;
import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.DirectionChoice;
import org.fewshotnas.knime.common.OpenChoice;
import org.fewshotnas.knime.common.SeedParameters;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.predictor.finetuning.SupportSampler.Strategy;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
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
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;

/** Settings of the node Few-Shot Sampler. */
final class FewShotSamplerParameters implements NodeParameters {
    private static final int MAX_COUNT = 10_000_000;

    /** How the size of the support set is given. */
    enum Size {
        @Label(value = "Rows", description = "A number of rows.")
        COUNT,
        @Label(value = "Percent", description = "A percentage of the rows that can be picked, at least one row.")
        PERCENT
    }

    /** How rows are picked. */
    enum StrategyChoice {
        @Label(value = "At random", description = "Every choice of rows is equally likely. What published results use.")
        RANDOM(Strategy.RANDOM),
        @Label(
                value = "Spread over the space",
                description =
                        "The first at random, then always the architecture that differs most from all picked ones. Needs the columns Operations "
                                + "and Adjacency.")
        SPREAD(Strategy.SPREAD),
        @Label(
                value = "Most informative",
                description =
                        "One after the other the architecture whose score would teach the connected predictor most about all others. Needs the "
                                + "port Predictor, and the columns Operations and Adjacency.")
        INFORMATIVE(null);

        /** Null for the one that needs a predictor. */
        private final Strategy strategy;

        StrategyChoice(Strategy strategy) {
            this.strategy = strategy;
        }

        Strategy strategy() {
            return strategy;
        }
    }

    /** Which rows the query set has. */
    enum Query {
        @Label(value = "All other rows", description = "Every row that was not picked, measured or not.")
        ALL_OTHERS,
        @Label(
                value = "Other measured rows",
                description =
                        "The rows that were not picked and have a value in the target column: those on which a prediction can be checked.")
        MEASURED
    }

    private interface SizeReference extends ParameterReference<Size> {}

    private static final class IsCount implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(SizeReference.class).isOneOf(Size.COUNT);
        }
    }

    private static final class IsPercent implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(SizeReference.class).isOneOf(Size.PERCENT);
        }
    }

    private interface StrategyReference extends ParameterReference<StrategyChoice> {}

    private static final class IsInformative implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(StrategyReference.class).isOneOf(StrategyChoice.INFORMATIVE);
        }
    }

    /** The number columns, and none. */
    static final class TargetChoices implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(NodeParametersInput input) {
            return OpenChoice.columns(
                    OpenChoice.NONE,
                    "None: any row may be picked",
                    ColumnSelectionUtil.getCompatibleColumnsOfFirstPort(input, DoubleValue.class));
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
                    "The task whose scores the support set is for: only rows with a value in this column are picked. Choose none to find "
                            + "out which architectures to train next.")
    @ChoicesProvider(TargetChoices.class)
    @Persistor(Target.class)
    String target = OpenChoice.NONE;

    @Widget(title = "Number of rows given as", description = "How the size of the support set is given.")
    @ValueSwitchWidget
    @ValueReference(SizeReference.class)
    Size size = Size.COUNT;

    @Widget(
            title = "Rows to pick",
            description =
                    "How many architectures to pick, each of which must be trained or has been: the shots. 5 is usual; 0 leaves the support "
                            + "set empty.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsCount.class, type = EffectType.SHOW)
    int count = 5;

    @Widget(
            title = "Percent of the rows",
            description = "Which part of the rows that can be picked is picked: above 0, at most 100.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = AtMost100.class)
    @Effect(predicate = IsPercent.class, type = EffectType.SHOW)
    double percent = 50;

    @Widget(title = "How to pick", description = "How the rows are picked.")
    @RadioButtonsWidget
    @ValueReference(StrategyReference.class)
    StrategyChoice strategy = StrategyChoice.RANDOM;

    @Widget(
            title = "Which scores are better",
            description =
                    "Whether higher or lower scores of the target column are better. It tells a cost, such as a latency, from a quality.")
    @Effect(predicate = IsInformative.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    DirectionChoice direction = DirectionChoice.COLUMN;

    @Widget(title = "Rows of the query set", description = "Which rows the second output has.")
    @ValueSwitchWidget
    Query query = Query.ALL_OTHERS;

    SeedParameters seed = new SeedParameters();

    @Effect(predicate = IsInformative.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    DeviceParameters device = new DeviceParameters();

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("Number of rows given as", size);
        Settings.present("How to pick", strategy);
        Settings.present("Which scores are better", direction);
        Settings.present("Rows of the query set", query);
        if (size == Size.COUNT) {
            Settings.range("Rows to pick", count, 0, MAX_COUNT);
        } else {
            Settings.positive("Percent of the rows", percent, 100);
        }
        seed.validate();
        device.validate();
    }

    /** How many of so many rows to pick. */
    int rowsOf(int candidates) {
        return size == Size.COUNT ? count : (int) Math.max(1, Math.round(candidates * percent / 100));
    }
}
