package org.fewshotnas.knime.nodes.search;

import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.DirectionChoice;
import org.fewshotnas.knime.common.FineTuneParameters;
import org.fewshotnas.knime.common.SearchSpaceChoices;
import org.fewshotnas.knime.common.SeedParameters;
import org.fewshotnas.knime.nodes.search.PredictorSearchParameters.Role;
import org.fewshotnas.knime.nodes.search.PredictorSearchParameters.Source;
import org.fewshotnas.knime.nodes.search.PredictorSearchParameters.Strategy;
import org.fewshotnas.search.SearchSettings;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of the node NAS Search Loop Start: those of Predictor Search, as far as a search needs them whose scores come from elsewhere. */
final class SearchLoopStartParameters implements NodeParameters {
    private static final SearchSettings DEFAULTS = SearchSettings.defaults();

    @Section(title = "Candidates")
    interface CandidatesSection {}

    @Section(title = "Scores")
    @After(CandidatesSection.class)
    interface ScoresSection {}

    @Section(title = "Search")
    @After(ScoresSection.class)
    interface SearchSection {}

    @Section(title = "Reproducibility and device")
    @After(SearchSection.class)
    interface RunSection {}

    @Widget(title = "Search among", description = "Which architectures the search may choose.")
    @ValueSwitchWidget
    @Layout(CandidatesSection.class)
    Source candidates = Source.SPACE;

    @Widget(
            title = "Search space",
            description = "The space whose cells are searched. Has no effect on a search among the rows of the table.")
    @ChoicesProvider(SearchSpaceChoices.class)
    @Layout(CandidatesSection.class)
    String searchSpace = "NAS-Bench-201";

    @Widget(
            title = "Score",
            description =
                    "What the scores are called: the name of their column in the table of known scores, if one is connected, and best of the column "
                            + "that reaches the loop end, too. Words such as latency in it tell that a score is a cost, by which large "
                            + "architectures are not the better ones.")
    @Layout(ScoresSection.class)
    String score = Columns.SCORE;

    @Widget(
            title = "Better scores",
            description = "Whether larger or smaller scores are better. The loop end checks it against its column.")
    @Layout(ScoresSection.class)
    DirectionChoice direction = DirectionChoice.MAXIMIZE;

    @Widget(title = "Queries", description = "How many architectures to evaluate in all, over all iterations.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(SearchSection.class)
    int queries = 20;

    @Widget(
            title = "Steps",
            description =
                    "Over how many iterations the queries are spread as evenly as they go: 20 queries in 10 steps are two architectures an iteration.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(SearchSection.class)
    int steps = 10;

    @Widget(
            title = "Samples per step",
            description =
                    "How many random candidates every iteration scores before it chooses; all candidates where there are not more.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(SearchSection.class)
    int samples = DEFAULTS.samplesPerStep();

    @Widget(
            title = "Refit interval",
            description =
                    "After how many iterations the predictor is fine-tuned on everything that has a score so far.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(SearchSection.class)
    int refitInterval = 1;

    @Widget(title = "Strategy", description = "How an iteration chooses among its candidates.")
    @Layout(SearchSection.class)
    Strategy strategy = Strategy.GREEDY;

    @Widget(
            title = "Standard deviations",
            description =
                    "For the strategy Upper confidence bound: how many standard deviations to add to a prediction. 0 is greedy.")
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(SearchSection.class)
    double confidence = DEFAULTS.confidence();

    @Widget(
            title = "Share of mutations",
            description =
                    "Which part of an iteration's candidates are mutations of the best architectures found so far instead of random ones, 0 to 1. "
                            + "Has no effect on the rows of a table.")
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(SearchSection.class)
    double mutationShare = DEFAULTS.mutationShare();

    @Layout(SearchSection.class)
    FineTuneParameters fineTuning = new FineTuneParameters();

    @Layout(RunSection.class)
    SeedParameters seed = new SeedParameters();

    @Layout(RunSection.class)
    DeviceParameters device = new DeviceParameters();

    @Override
    public void validate() throws InvalidSettingsException {
        if (score == null || score.isBlank()) {
            throw new InvalidSettingsException("\"Score\" is empty. Say what the scores are called, such as accuracy.");
        }
        asSearch(true).validate();
    }

    /**
     * The same search as the node Predictor Search would make it.
     *
     * @param known whether there are scores that were measured before
     */
    PredictorSearchParameters asSearch(boolean known) {
        PredictorSearchParameters search = new PredictorSearchParameters();
        search.candidates = candidates;
        search.searchSpace = searchSpace;
        search.target = known ? score : "";
        search.role = Role.MEASURED;
        search.direction = direction;
        search.queries = queries;
        search.steps = steps;
        search.samples = samples;
        search.refitInterval = refitInterval;
        search.strategy = strategy;
        search.confidence = confidence;
        search.mutationShare = mutationShare;
        search.fineTuning = fineTuning;
        search.seed = seed;
        search.device = device;
        return search;
    }
}
