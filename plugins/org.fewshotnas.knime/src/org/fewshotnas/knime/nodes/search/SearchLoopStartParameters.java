package org.fewshotnas.knime.nodes.search;

import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.DirectionChoice;
import org.fewshotnas.knime.common.OpenChoice;
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
            title = "Name of the scores",
            description =
                    "What the scores are called: the name of their column in the table of known scores, and best of the one that reaches "
                            + "the loop end. A word such as latency in it tells a cost.")
    @Layout(ScoresSection.class)
    String score = Columns.SCORE;

    @Widget(
            title = "Which scores are better",
            description = "Whether higher or lower scores are better. The loop end checks it against its column.")
    @Layout(ScoresSection.class)
    DirectionChoice direction = DirectionChoice.MAXIMIZE;

    SearchLoopStartParameters() {
        super(20, 10, 1);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (score == null || score.isBlank()) {
            throw new InvalidSettingsException(
                    "\"Name of the scores\" is empty. Say what the scores are called, such as accuracy.");
        }
        Settings.present("Which scores are better", direction);
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
        search.target = known ? score : OpenChoice.NONE;
        search.role = Role.MEASURED;
        search.direction = direction;
        return search;
    }
}
