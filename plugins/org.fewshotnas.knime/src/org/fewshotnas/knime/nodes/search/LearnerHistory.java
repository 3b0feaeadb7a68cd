package org.fewshotnas.knime.nodes.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.search.SearchResult.Query;
import org.fewshotnas.search.evaluate.TrainingEvaluator.Trained;
import org.fewshotnas.search.fewshot.FewShotNasResult;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** The history of the Few-Shot NAS Learner: that of a search, with what became of each training, and the last one of the best network. */
final class LearnerHistory {
    private LearnerHistory() {}

    static DataTableSpec spec(Metric score) {
        return new DataTableSpecCreator(SearchOutput.history(Optional.of(score)))
                .addColumns(
                        Columns.integer(Columns.EPOCHS), Columns.number(Columns.SECONDS), Columns.text(Columns.REASON))
                .createSpec();
    }

    static BufferedDataTable table(FewShotNasResult result, Metric score, ExecutionContext exec, Progress progress) {
        BufferedDataContainer rows = exec.createDataContainer(spec(score));
        List<Query> queries = result.search().history();
        for (int i = 0; i < result.trainings().size(); i++) {
            progress.checkCanceled();
            progress.report((double) i / result.trainings().size(), "Writing the history");
            Trained trained = result.trainings().get(i);
            List<DataCell> cells = new ArrayList<>(
                    i < queries.size() ? SearchOutput.cells(queries.get(i)) : last(trained, queries, result));
            cells.add(trained.epochs() == 0 ? DataType.getMissingCell() : new IntCell(trained.epochs()));
            cells.add(Rows.number(trained.seconds()));
            String reason = trained.evaluation().reason();
            cells.add(reason.isEmpty() ? DataType.getMissingCell() : new StringCell(reason));
            rows.addRowToTable(new DefaultRow("Query " + (i + 1), cells.toArray(DataCell[]::new)));
        }
        rows.close();
        return rows.getTable();
    }

    private static List<DataCell> last(Trained trained, List<Query> queries, FewShotNasResult result) {
        return List.of(
                new IntCell(queries.size() + 1),
                new IntCell(queries.get(queries.size() - 1).step() + 1),
                new StringCell(trained.architecture().space().name()),
                new StringCell(trained.architecture().text()),
                DataType.getMissingCell(),
                Rows.number(trained.evaluation().score().orElse(Double.NaN)),
                Rows.number(result.best().score()),
                new StringCell("best network, trained longer"));
    }
}
