package org.fewshotnas.knime.nodes.sampler;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.knime.common.AtMost100;
import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.DirectionChoice;
import org.fewshotnas.knime.common.SeedParameters;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.predictor.finetuning.SupportSampler.Strategy;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
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
                        "The first at random, then always the architecture that differs most from all picked ones in its operations and the "
                                + "connections between them. Needs the columns Operations and Adjacency.")
        SPREAD(Strategy.SPREAD),
        @Label(
                value = "Most informative",
                description =
                        "One after the other the architecture whose score would make the connected predictor surer of all others than any else, given "
                                + "those picked before. The 15 percent that the predictor ranks last are mostly passed over: many of them hardly train at "
                                + "all, and their scores say nothing about the order of the others; only every sixteenth row is a random one of them, to show "
                                + "how far scores can fall. Where the target column is a cost, such as a latency, "
                                + "or without one most of what the predictor has learned, all count alike. At most 10,000 rows are picked so, "
                                + "of 20,000 random ones where there are more. Needs the port Predictor, and the columns Operations and "
                                + "Adjacency.")
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
            List<StringChoice> choices = new ArrayList<>();
            choices.add(new StringChoice("", "(none: any row)"));
            ColumnSelectionUtil.getCompatibleColumnsOfFirstPort(input, DoubleValue.class)
                    .forEach(column -> choices.add(StringChoice.fromId(column.getName())));
            return choices;
        }
    }

    @Widget(
            title = "Target column",
            description =
                    "The task whose scores the support set is for. Only rows with a value in this column are picked. Without a target column "
                            + "any row can be picked: choose so to find out which architectures to train next.")
    @ChoicesProvider(TargetChoices.class)
    String target = "";

    @Widget(title = "Size given as", description = "How the size of the support set is given.")
    @ValueSwitchWidget
    @ValueReference(SizeReference.class)
    Size size = Size.COUNT;

    @Widget(
            title = "Rows",
            description =
                    "How many rows to pick: the shots. Every one is an architecture that must be trained, or has been. Five is what the "
                            + "published results use most; 0 leaves the support set empty, to check what a predictor knows without any score.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsCount.class, type = EffectType.SHOW)
    int count = 5;

    @Widget(
            title = "Percent of the rows",
            description = "Which part of the rows that can be picked to pick, above 0 and at most 100.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = AtMost100.class)
    @Effect(predicate = IsPercent.class, type = EffectType.SHOW)
    double percent = 50;

    @Widget(title = "Pick", description = "How the rows are picked.")
    @ValueSwitchWidget
    @ValueReference(StrategyReference.class)
    StrategyChoice strategy = StrategyChoice.RANDOM;

    @Widget(
            title = "Better scores",
            description =
                    "Whether larger or smaller scores of the target column are better. It tells a cost, such as a latency, from a quality.")
    @Effect(predicate = IsInformative.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    DirectionChoice direction = DirectionChoice.COLUMN;

    @Widget(title = "Query set", description = "Which rows the second output has.")
    @ValueSwitchWidget
    Query query = Query.ALL_OTHERS;

    SeedParameters seed = new SeedParameters();

    @Effect(predicate = IsInformative.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    DeviceParameters device = new DeviceParameters();

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("Size given as", size);
        Settings.present("Pick", strategy);
        Settings.present("Better scores", direction);
        Settings.present("Query set", query);
        if (size == Size.COUNT) {
            Settings.range("Rows", count, 0, MAX_COUNT);
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
