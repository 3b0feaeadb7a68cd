package org.fewshotnas.knime.nodes.search;

import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.webui.node.impl.WebUINodeConfiguration;
import org.knime.core.webui.node.impl.WebUINodeFactory;

/** The node NAS Search Loop Start: gives the architectures that a search wants to know the scores of next. */
public final class SearchLoopStartNodeFactory extends WebUINodeFactory<SearchLoopStartNodeModel> {
    static final WebUINodeConfiguration NODE = WebUINodeConfiguration.builder()
            .name("NAS Search Loop Start")
            .icon("../../../../../icons/nas-search-loop-start.png")
            .shortDescription("Begins a search whose scores the nodes of a loop find: gives the next architectures.")
            .fullDescription(
                    """
                    <p>Begins a loop that searches for good architectures. In each iteration the predictor chooses the architectures whose scores
                    it wants to know next; the nodes between this one and the <i>NAS Search Loop End</i> find the scores, in whatever way you like:
                    the <i>Architecture Trainer</i>, the <i>Zero-Cost Scorer</i>, a Python node, a colleague's cluster, a measurement
                    in the laboratory. The loop end takes the scores, lets the predictor learn from them, and asks for the next iteration.</p>
                    <p>It is the search of the node <i>Predictor Search</i>, with the same settings: from the same scores and seed it chooses
                    the same architectures in the same order. Take that node where its own training, or a table of scores, is enough.</p>
                    <p><b>What the nodes in the loop must do.</b> Add a column of scores to the table, and keep the columns <i>Search space</i>
                    and <i>Architecture</i>. Every architecture must come back once, in any order. A missing score says that an architecture has
                    none, because its training failed, say: it costs a query, and the search goes on.</p>
                    <p><b>Scores that are known already</b> can be connected: the predictor learns from them at the start, and their architectures
                    are not proposed again. So a search goes on where an earlier one has ended: connect the earlier ranking.</p>
                    <p>In the loop the flow variable <i>currentIteration</i> counts from 0, and <i>maxIterations</i> is the number of
                    steps: the loop can end earlier.</p>
                    <p><b>Strategies.</b> <i>Spread first</i> learns from architectures that differ enough to show it where it is wrong. <i>Expected
                    improvement</i>,
                    <i>Upper confidence bound</i> and <i>Thompson sampling</i> count how sure the predictor is: a good prediction that is unsure can
                    be worth more
                    than a better one that is sure. They are greedy until the predictor has seen three scores of the target and can say how sure it is.</p>
                    <p><b>Example.</b> Ready-Made Predictor, NAS Search Loop Start, Architecture Trainer, NAS Search Loop End: with 20 queries in 10 steps
                    the trainer trains two architectures an iteration.</p>
                    """
                            + DeviceParameters.MANUAL
                            + Literature.sources(Literature.MP_NAS))
            .modelSettingsClass(SearchLoopStartParameters.class)
            .addInputPort("Predictor", PredictorPortObject.TYPE, "The predictor, fine-tuned or not.")
            .addInputPort(
                    "Known scores",
                    BufferedDataTable.TYPE_OPTIONAL,
                    "Optional: architectures (columns Search space and Architecture) and scores that were measured before. With \"The rows of the "
                            + "table\" the architectures to choose from, with or without a score.")
            .addOutputTable(
                    "Next architectures",
                    "The architectures to evaluate in this iteration, in the order of their choice, with what the predictor predicts.")
            .nodeType(NodeType.LoopStart)
            .keywords("NAS", "neural architecture search", "loop", "ask and tell", "external training")
            .sinceVersion(5, 8, 0)
            .build();

    /** For KNIME. */
    public SearchLoopStartNodeFactory() {
        super(NODE);
    }

    @Override
    public SearchLoopStartNodeModel createNodeModel() {
        return new SearchLoopStartNodeModel();
    }
}
