package org.fewshotnas.knime.nodes.search;

import java.util.Optional;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.fewshotnas.search.SearchResult;
import org.fewshotnas.search.StepwiseSearch;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Metric;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.workflow.LoopEndNode;
import org.knime.core.webui.node.impl.WebUINodeModel;

/** Tells the search that the loop start holds the scores of an iteration; in the end gives what it has found. */
final class SearchLoopEndNodeModel extends WebUINodeModel<SearchLoopEndParameters> implements LoopEndNode {
    SearchLoopEndNodeModel() {
        super(SearchLoopEndNodeFactory.NODE, SearchLoopEndParameters.class);
    }

    @Override
    protected PortObjectSpec[] configure(PortObjectSpec[] specs, SearchLoopEndParameters parameters)
            throws InvalidSettingsException {
        PortObjectSpec[] outputs = new PortObjectSpec[3];
        Work.configure(() -> {
            Metric metric = metric((DataTableSpec) specs[0], parameters);
            outputs[0] = SearchOutput.ranking(Optional.of(metric));
            outputs[1] = SearchOutput.history(Optional.of(metric));
            // What the predictor learns is not known before.
        });
        return outputs;
    }

    private SearchLoopStartNodeModel start() {
        if (getLoopStartNode() instanceof SearchLoopStartNodeModel start) {
            return start;
        }
        throw new InvalidInputException(
                getLoopStartNode() == null
                        ? "This node ends a loop, but no node before it begins one."
                        : "The loop that this node ends does not begin with a NAS Search Loop Start.",
                "Connect the nodes behind a NAS Search Loop Start, and end loops inside of that loop before.");
    }

    private Metric metric(DataTableSpec table, SearchLoopEndParameters parameters) {
        SearchLoopStartNodeModel start = start();
        new ReturnedScores(table, parameters);
        Metric found = Columns.metric(table.getColumnSpec(Inputs.numberColumn(
                table, ReturnedScores.TABLE, parameters.score, SearchLoopEndParameters.SCORE_TITLE)));
        Metric expected = start.metric().orElse(found);
        if (found.direction().isKnown() && found.direction() != expected.direction()) {
            throw new InvalidInputException(
                    "The score \"" + found.name() + "\" is to " + found.direction()
                            + ", but the search has been told to " + expected.direction() + " it.",
                    "Set \"Which scores are better\" of the NAS Search Loop Start, or choose another column under \""
                            + SearchLoopEndParameters.SCORE_TITLE + "\".");
        }
        return found.withDirection(expected.direction());
    }

    @Override
    protected PortObject[] execute(PortObject[] inputs, ExecutionContext exec, SearchLoopEndParameters parameters)
            throws CanceledExecutionException, KNIMEException {
        PortObject[] outputs = new PortObject[3];
        Work.run(exec, progress -> {
            BufferedDataTable table = (BufferedDataTable) inputs[0];
            DataTableSpec spec = table.getDataTableSpec();
            Metric metric = metric(spec, parameters);
            StepwiseSearch search = start().search().orElseThrow();
            search.tell(
                    metric, new ReturnedScores(spec, parameters).read(table, search.proposals(), progress.part(0, .1)));
            Optional<String> end = parameters.rule().reason(search);
            if (end.isEmpty() && search.goOn(progress.part(.1, .9))) {
                continueLoop();
                return;
            }
            SearchResult result = search.finish(end, progress.part(.1, .9));
            if (!result.warnings().isEmpty()) {
                setWarningMessage(String.join("\n", result.warnings()));
            }
            outputs[0] = SearchOutput.ranking(result, Optional.of(metric), exec, progress.part(.9, .95));
            outputs[1] = SearchOutput.history(result, Optional.of(metric), exec, progress.part(.95, 1));
            outputs[2] = new PredictorPortObject(search.predictor());
        });
        return outputs;
    }
}
