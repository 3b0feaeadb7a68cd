package org.fewshotnas.knime.nodes.search;

import java.util.List;
import java.util.Optional;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Graphs;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.PredictedScores;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.nodes.search.SearchParameters.Source;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.fewshotnas.search.StepwiseSearch;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Metric;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.workflow.LoopStartNode;
import org.knime.core.webui.node.impl.WebUINodeModel;

/**
 * Begins the search in the first iteration, and gives what the search proposes in each. The loop end tells the search the scores, and lets
 * it choose anew before it asks for another iteration.
 */
final class SearchLoopStartNodeModel extends WebUINodeModel<SearchLoopStartParameters> implements LoopStartNode {
    /** The search of the loop, from the first execution to the reset. */
    private Optional<StepwiseSearch> search = Optional.empty();

    private Optional<Metric> metric = Optional.empty();
    private int iteration;

    SearchLoopStartNodeModel() {
        super(SearchLoopStartNodeFactory.NODE, SearchLoopStartParameters.class);
    }

    Optional<StepwiseSearch> search() {
        return search;
    }

    /** What is known of the scores before the loop end has seen any; there once the node is configured. */
    Optional<Metric> metric() {
        return metric;
    }

    @Override
    protected PortObjectSpec[] configure(PortObjectSpec[] specs, SearchLoopStartParameters parameters)
            throws InvalidSettingsException {
        Work.configure(() -> metric = Optional.of(metric(parameters, table(specs[1]))));
        pushIteration(0, Math.min(parameters.steps, parameters.queries));
        return new PortObjectSpec[] {spec(metric.orElseThrow())};
    }

    private static Optional<DataTableSpec> table(PortObjectSpec spec) {
        return Optional.ofNullable((DataTableSpec) spec);
    }

    private static SearchInput input(SearchLoopStartParameters parameters, Optional<DataTableSpec> table) {
        boolean known =
                table.filter(spec -> spec.containsName(parameters.score)).isPresent();
        if (table.isPresent() && !known && parameters.candidates == Source.SPACE) {
            throw new InvalidInputException(
                    "The table of known scores has no column \"" + parameters.score
                            + "\", which is named under \"Name of the scores\".",
                    "Write the name of its column of scores under \"Name of the scores\", or disconnect the table.");
        }
        return new SearchInput(parameters.asSearch(known), table, false);
    }

    private static Metric metric(SearchLoopStartParameters parameters, Optional<DataTableSpec> table) {
        return input(parameters, table)
                .metric()
                .orElseGet(() -> Inputs.metric(
                        Columns.number(parameters.score), parameters.direction, "Which scores are better"));
    }

    private static DataTableSpec spec(Metric metric) {
        return new DataTableSpec(
                Columns.text(Columns.SEARCH_SPACE),
                Columns.text(Columns.ARCHITECTURE),
                Columns.operations(),
                Columns.adjacency(),
                Columns.metric(PredictedScores.metric(Columns.PREDICTED_SCORE, Optional.of(metric))));
    }

    @Override
    protected PortObject[] execute(PortObject[] inputs, ExecutionContext exec, SearchLoopStartParameters parameters)
            throws CanceledExecutionException, KNIMEException {
        PortObject[] outputs = new PortObject[1];
        Work.run(exec, progress -> {
            if (search.isEmpty()) {
                search = Optional.of(begin(inputs, parameters, progress));
                iteration = 0;
            }
            outputs[0] = proposals(search.get(), exec);
            pushIteration(iteration++, search.get().steps());
        });
        return outputs;
    }

    private void pushIteration(int current, int max) {
        pushFlowVariableInt("currentIteration", current);
        pushFlowVariableInt("maxIterations", max);
    }

    private static StepwiseSearch begin(PortObject[] inputs, SearchLoopStartParameters parameters, Progress progress) {
        Optional<BufferedDataTable> table = Optional.ofNullable((BufferedDataTable) inputs[1]);
        Optional<DataTableSpec> spec = table.map(BufferedDataTable::getDataTableSpec);
        SearchInput.Content content = input(parameters, spec).read(table, progress.part(0, 0.1));
        StepwiseSearch search = StepwiseSearch.begin(
                ((PredictorPortObject) inputs[0]).predictor(),
                content.candidates(),
                metric(parameters, spec),
                content.known(),
                parameters.asSearch(true).toSettings(),
                parameters.device.value(),
                progress.part(0.1, 0.5));
        if (!search.goOn(progress.part(0.5, 0.9))) {
            throw new InvalidInputException(
                    "There is nothing to evaluate: the scores of all candidates are known.",
                    "Search a whole space, or a table with more rows.");
        }
        return search;
    }

    private BufferedDataTable proposals(StepwiseSearch current, ExecutionContext exec) {
        BufferedDataContainer rows = exec.createDataContainer(spec(metric.orElseThrow()));
        Rows.Keys keys = new Rows.Keys();
        List<Architecture> proposals = current.proposals();
        double[] predictions = current.predictions();
        for (int i = 0; i < predictions.length; i++) {
            Architecture architecture = proposals.get(i);
            String space = architecture.space().name();
            rows.addRowToTable(new DefaultRow(
                    keys.next(space, architecture.text()),
                    new StringCell(space),
                    new StringCell(architecture.text()),
                    Graphs.operationsCell(architecture.graph()),
                    Graphs.adjacencyCell(architecture.graph()),
                    Rows.number(predictions[i])));
        }
        rows.close();
        return rows.getTable();
    }

    @Override
    protected void reset() {
        search = Optional.empty();
        iteration = 0;
    }
}
