package org.fewshotnas.knime.nodes.search;

import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.FineTuneParameters;
import org.fewshotnas.knime.common.SearchSpaceChoices;
import org.fewshotnas.knime.common.SeedParameters;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.search.Exploration;
import org.fewshotnas.search.SearchSettings;
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
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/**
 * Settings of every search: among what, and how. KNIME stores them beside those of the class that extends this one. Long, because most of it is
 * the words of the dialog, each beside its field.
 */
abstract class SearchParameters implements NodeParameters {
    static final SearchSettings DEFAULTS = SearchSettings.defaults();

    @Section(title = "Candidates")
    interface CandidatesSection {}

    @Section(title = "Search")
    @After(CandidatesSection.class)
    interface SearchSection {}

    @Section(title = "Reproducibility and device")
    @Advanced
    @After(SearchSection.class)
    interface RunSection {}

    /** Where candidates come from. */
    enum Source {
        @Label(value = "A search space", description = "Any cell of a search space.")
        SPACE,
        @Label(
                value = "The rows of the table",
                description = "Only the architectures of the table of scores, with or without a score.")
        TABLE
    }

    /** How a step chooses. */
    enum Strategy {
        @Label(
                value = "Spread first",
                description =
                        "Until it has learned from a score, architectures spread over the best tenth of the predictions; then the best "
                                + "predictions. For a predictor that ranks poorly at first.")
        SPREAD_START(Exploration.SPREAD_START),
        @Label(value = "Greedy", description = "Always the best predictions, as in the MP-NAS paper.")
        GREEDY(Exploration.GREEDY),
        @Label(
                value = "Expected improvement",
                description =
                        "The architecture that can be expected to exceed the best score so far by most, which counts how sure the predictor is.")
        EXPECTED_IMPROVEMENT(Exploration.EXPECTED_IMPROVEMENT),
        @Label(
                value = "Upper confidence bound",
                description =
                        "The largest sum of the prediction and some standard deviations: what the architecture could be if one is optimistic.")
        UPPER_CONFIDENCE(Exploration.UPPER_CONFIDENCE),
        @Label(
                value = "Thompson sampling",
                description =
                        "The best architecture of one of the many predictors that agree with the scores so far, drawn at random: each is chosen "
                                + "as often as it is likely to be the best.")
        THOMPSON(Exploration.THOMPSON),
        @Label(
                value = "Random",
                description =
                        "Any candidate, whatever the predictor says of it: to see how much better the other strategies do.")
        RANDOM(Exploration.RANDOM);

        private final Exploration exploration;

        Strategy(Exploration exploration) {
            this.exploration = exploration;
        }
    }

    private interface StrategyReference extends ParameterReference<Strategy> {}

    private static final class IsUpperConfidence implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(StrategyReference.class).isOneOf(Strategy.UPPER_CONFIDENCE);
        }
    }

    private interface SourceReference extends ParameterReference<Source> {}

    private static final class FromSpace implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(SourceReference.class).isOneOf(Source.SPACE);
        }
    }

    private static final class AtMostOne extends MaxValidation {
        @Override
        protected double getMax() {
            return 1;
        }
    }

    @Widget(title = "Search among", description = "Which architectures the search may choose.")
    @ValueSwitchWidget
    @ValueReference(SourceReference.class)
    @Layout(CandidatesSection.class)
    Source candidates = Source.SPACE;

    @Widget(
            title = "Search space",
            description =
                    "The space whose cells are searched. In a mixed-ops space every place of the cell can hold any of the 11 unified "
                            + "operations; its architectures must be trained.")
    @ChoicesProvider(SearchSpaceChoices.class)
    @Effect(predicate = FromSpace.class, type = EffectType.SHOW)
    @Layout(CandidatesSection.class)
    String searchSpace = "NAS-Bench-201";

    @Widget(
            title = "Architectures to try",
            description =
                    "How many architectures to evaluate in all, over all steps (queries); where nothing is there to evaluate them: how many "
                            + "to propose. Each costs a training in real life.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(SearchSection.class)
    int queries;

    @Widget(
            title = "Steps",
            description =
                    "Over how many steps the architectures are spread: 20 in 10 steps are two a step. In a loop each step is an iteration. "
                            + "The paper has 20.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(SearchSection.class)
    int steps;

    @Widget(
            title = "Candidates per step",
            description =
                    "How many random candidates every step scores before it chooses; all candidates where there are not more. The paper has "
                            + "10,000.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(SearchSection.class)
    int samples = DEFAULTS.samplesPerStep();

    @Widget(
            title = "Steps between fine-tunings",
            description =
                    "After how many steps the predictor is fine-tuned on everything that has a score so far. The paper has 4.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(SearchSection.class)
    int refitInterval;

    @Widget(title = "Strategy", description = "How a step chooses among its candidates.")
    @ValueReference(StrategyReference.class)
    @Layout(SearchSection.class)
    Strategy strategy = Strategy.GREEDY;

    @Widget(
            title = "Standard deviations",
            description =
                    "How many standard deviations to add to a prediction: 0 is greedy, and the more, the more the search looks for what it "
                            + "does not know.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsUpperConfidence.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(SearchSection.class)
    double confidence = DEFAULTS.confidence();

    @Widget(
            title = "Share of mutations",
            description =
                    "Which part of a step's candidates are mutations of the best architectures so far, 0 to 1. Helps in large spaces; has "
                            + "no effect on the rows of a table.")
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMostOne.class)
    @Layout(SearchSection.class)
    double mutationShare = DEFAULTS.mutationShare();

    @Layout(SearchSection.class)
    FineTuneParameters fineTuning = new FineTuneParameters();

    @Layout(RunSection.class)
    SeedParameters seed = new SeedParameters();

    @Layout(RunSection.class)
    DeviceParameters device = new DeviceParameters();

    SearchParameters(int queries, int steps, int refitInterval) {
        this.queries = queries;
        this.steps = steps;
        this.refitInterval = refitInterval;
    }

    /** Takes over what these settings share with those of another node. */
    void takeOver(SearchParameters other) {
        candidates = other.candidates;
        searchSpace = other.searchSpace;
        queries = other.queries;
        steps = other.steps;
        samples = other.samples;
        refitInterval = other.refitInterval;
        strategy = other.strategy;
        confidence = other.confidence;
        mutationShare = other.mutationShare;
        fineTuning = other.fineTuning;
        seed = other.seed;
        device = other.device;
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("Search among", candidates);
        Settings.present("Strategy", strategy);
        if (candidates == Source.SPACE) {
            SearchSpaceChoices.check(searchSpace);
        }
        Settings.range("Architectures to try", queries, 1, 1_000_000);
        Settings.range("Steps", steps, 1, 100_000);
        Settings.range("Candidates per step", samples, 1, 1_000_000);
        Settings.range("Steps between fine-tunings", refitInterval, 1, 100_000);
        Settings.range("Share of mutations", mutationShare, 0, 1);
        Settings.range("Standard deviations", confidence, 0, 100);
        fineTuning.validate();
        seed.validate();
        device.validate();
    }

    /** How to search. */
    SearchSettings toSettings() {
        long number = seed.value();
        return new SearchSettings(
                queries,
                steps,
                samples,
                refitInterval,
                strategy.exploration,
                mutationShare,
                confidence,
                fineTuning.value(number),
                number);
    }
}
