package org.fewshotnas.knime.nodes.search;

import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.nodes.search.PredictorSearchParameters.Role;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.fewshotnas.knime.port.PredictorPortObjectSpec;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.search.PredictorSearch;
import org.fewshotnas.search.SearchResult;
import org.fewshotnas.space.metric.Metric;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The node Predictor Search: finds good architectures with a predictor and as few evaluations as possible. */
public final class PredictorSearchNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("Predictor Search")
            .icon("../../../../../icons/predictor-search.png")
            .shortDescription("Searches a space for good architectures with a predictor and few evaluations.")
            .fullDescription(
                    """
                    <p>Searches a whole space, or the rows of a table, for good architectures. Every step scores many candidates with the
                    predictor, which costs next to nothing, and evaluates the most promising. Every few steps the predictor is fine-tuned on
                    all that has been evaluated. It starts with what the predictor has learned already, before the first score; until
                    it has learned from one, its predictions only rank, and the column <i>Predicted score</i> is missing where the scores
                    have a unit. So it is with a predictor that was fine-tuned on something else than the target column, such as a latency
                    where the column is an accuracy; a warning says so.</p>
                    <p><b>With a table of scores that stands in for training</b> the search runs to its end by itself: evaluating means to look
                    a score up. So you see on a published benchmark how many trainings it takes to find a good architecture.</p>
                    <p><b>On a task of your own</b> there is no such table. Without one the node proposes the architectures to train next.
                    Train them, put their scores into a table, connect it as one of scores that <i>were measured before</i>, and run the node
                    again: the predictor learns from them and proposes new ones.</p>
                    <p>Architectures that compute the same function are one architecture to the search: none is evaluated or proposed twice.
                    Several that were measured before count as one with the mean of their scores.</p>
                    <p><b>Example.</b> Search NAS-Bench-201 with the table of its CIFAR-100 accuracies and 30 queries. The history shows the best
                    accuracy so far after each query; the best of all 15,625 cells has 73.51 %.</p>
                    """)
            .sinceVersion(5, 8, 0)
            .dynamicPorts(ports -> ports.addInputPortGroup("Predictor", group -> group.name("Predictor")
                            .description("The predictor, fine-tuned or not.")
                            .fixed(PredictorPortObject.TYPE))
                    .addInputPortGroup("Scores", group -> group.name("Table of scores")
                            .description(
                                    "Optional: architectures (columns Search space and Architecture) and their scores, from Benchmark Reader or "
                                            + "Search-Space Unifier.")
                            .optional()
                            .supportedTypes(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Ranking", group -> group.name("Ranking")
                            .description(
                                    "What was evaluated, the best score first, then other architectures, the best prediction first. The column "
                                            + "Proposed marks those that the search has chosen.")
                            .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup("History", group -> group.name("History")
                            .description(
                                    "The evaluations, or the proposals, in their order, with the best score so far.")
                            .fixed(BufferedDataTable.TYPE)))
            .model(model -> model.parametersClass(PredictorSearchParameters.class)
                    .configure(PredictorSearchNodeFactory::configure)
                    .execute(PredictorSearchNodeFactory::execute))
            .nodeType(NodeType.Predictor)
            .keywords(
                    "NAS",
                    "neural architecture search",
                    "optimisation",
                    "zero-shot",
                    "few-shot",
                    "mixed-ops",
                    "sample-efficient");

    /** For KNIME. */
    public PredictorSearchNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        PredictorPortObjectSpec predictor = in.getInPortSpec(0);
        DataTableSpec table = in.getInPortSpecs().length > 1 ? in.getInTableSpec(1) : null;
        PredictorSearchParameters parameters = in.getParameters();
        Work.configure(() -> {
            Metric metric = metric(new SearchInput(parameters, table), predictor.predictor());
            out.setOutSpecs(SearchOutput.ranking(metric), SearchOutput.history(metric));
        });
    }

    /** Of the scores, known or predicted; null where predictions have no unit. */
    private static Metric metric(SearchInput input, PredictorSpec predictor) {
        Metric known = input.metric();
        return known != null ? known : predictor.targetMetric().orElse(null);
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        PredictorSearchParameters parameters = in.getParameters();
        PredictorPortObject predictor = in.getInPortObject(0);
        BufferedDataTable table = in.getInPortObjects().length > 1 ? in.getInTable(1) : null;
        Work.run(in.getExecutionContext(), progress -> {
            SearchInput input = new SearchInput(parameters, table == null ? null : table.getDataTableSpec());
            Metric metric = metric(input, predictor.predictor().spec());
            SearchInput.Content content = input.read(table, progress.part(0, 0.1));
            SearchResult result = PredictorSearch.run(
                    predictor.predictor(),
                    content.candidates(),
                    parameters.role == Role.LOOK_UP ? content.known() : null,
                    parameters.role == Role.MEASURED ? content.known() : null,
                    parameters.toSettings(),
                    parameters.device.value(),
                    progress.part(0.1, 0.95));
            if (!result.warnings().isEmpty()) {
                out.setWarningMessage(String.join("\n", result.warnings()));
            }
            out.setOutData(
                    SearchOutput.ranking(result, metric, in.getExecutionContext(), progress.part(0.95, 0.99)),
                    SearchOutput.history(result, metric, in.getExecutionContext(), progress.part(0.99, 1)));
        });
    }
}
