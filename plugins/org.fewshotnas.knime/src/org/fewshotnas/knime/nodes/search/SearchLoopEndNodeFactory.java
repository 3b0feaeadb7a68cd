package org.fewshotnas.knime.nodes.search;

import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.webui.node.impl.WebUINodeConfiguration;
import org.knime.core.webui.node.impl.WebUINodeFactory;

/** The node NAS Search Loop End: takes the scores of an iteration, and ranks at the end. */
public final class SearchLoopEndNodeFactory extends WebUINodeFactory<SearchLoopEndNodeModel> {
    static final WebUINodeConfiguration NODE = WebUINodeConfiguration.builder()
            .name("NAS Search Loop End")
            .icon("../../../../../icons/nas-search-loop-end.png")
            .shortDescription("Ends a search whose scores the nodes of a loop find: takes the scores, and ranks.")
            .fullDescription(
                    """
                    <p>Ends the loop of a <i>NAS Search Loop Start</i>. In each iteration it takes the scores that the nodes of the loop have
                    found, lets the predictor learn from them, and asks for another iteration, until one of these ends is reached:</p>
                    <ul>
                    <li>all queries that the loop start was set to are made, or no candidate is left;</li>
                    <li>a score is reached that you set;</li>
                    <li>a number of iterations in a row have not improved the best score;</li>
                    <li>a time limit is over.</li>
                    </ul>
                    <p>A warning says how many queries were made if they were fewer than all. At the end the predictor learns once more from all
                    scores, and ranks.</p>
                    <p><b>What has to come back.</b> Every architecture of the iteration, once, in any order, in the columns <i>Search space</i>
                    and <i>Architecture</i>, with a number in the score column. A missing value says that an architecture has no score; a
                    column <i>Reason</i>, as the Architecture Trainer appends it, can say why. An architecture that is lost, changed or
                    there twice, and a score that is no finite number, end the loop with an error that names it.</p>
                    <p>Where a standard error is missing it is taken to be the mean of the others.</p>
                    <p><b>Example.</b> The Architecture Trainer in the loop appends the column <i>Score</i>: choose it here. The ranking lists the
                    trained architectures, the best first, and behind them others, the best prediction first.</p>
                    """
                            + Literature.sources(Literature.MP_NAS))
            .modelSettingsClass(SearchLoopEndParameters.class)
            .addInputTable("Scores", "The architectures of the iteration and their scores.")
            .addOutputTable(
                    "Ranking",
                    "What was evaluated, the best score first, then other architectures, the best prediction first. The column Proposed marks "
                            + "those that the search has chosen.")
            .addOutputTable(
                    "History", "The evaluations in their order, with the iteration (Step) and the best score so far.")
            .addOutputPort("Predictor", PredictorPortObject.TYPE, "The predictor, fine-tuned on all scores.")
            .nodeType(NodeType.LoopEnd)
            .keywords("NAS", "neural architecture search", "loop", "ask and tell", "external training")
            .sinceVersion(5, 8, 0)
            .build();

    /** For KNIME. */
    public SearchLoopEndNodeFactory() {
        super(NODE);
    }

    @Override
    public SearchLoopEndNodeModel createNodeModel() {
        return new SearchLoopEndNodeModel();
    }
}
