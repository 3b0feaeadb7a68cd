package org.fewshotnas.knime.nodes.search;

import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.DirectionChoice;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.knime.nodes.search.PredictorSearchParameters.Role;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Before;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;

/** Settings of the node NAS Search Loop Start: those of Predictor Search, as far as a search needs them whose scores come from elsewhere. */
final class SearchLoopStartParameters extends SearchParameters {
    @Section(title = "Scores")
    @After(SearchParameters.CandidatesSection.class)
    @Before(SearchParameters.SearchSection.class)
    interface ScoresSection {}

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

    SearchLoopStartParameters() {
        super(20, 10, 1);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (score == null || score.isBlank()) {
            throw new InvalidSettingsException("\"Score\" is empty. Say what the scores are called, such as accuracy.");
        }
        Settings.present("Better scores", direction);
        super.validate();
    }

    /**
     * The same search as the node Predictor Search would make it.
     *
     * @param known whether there are scores that were measured before
     */
    PredictorSearchParameters asSearch(boolean known) {
        PredictorSearchParameters search = new PredictorSearchParameters();
        search.takeOver(this);
        search.target = known ? score : "";
        search.role = Role.MEASURED;
        search.direction = direction;
        return search;
    }
}
