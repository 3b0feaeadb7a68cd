package org.fewshotnas.knime.nodes.search;

import java.util.List;
import java.util.Optional;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Graphs;
import org.fewshotnas.knime.common.PredictedScores;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.search.SearchResult;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** The two output tables of a search. */
final class SearchOutput {
    private SearchOutput() {}

    /**
     * The spec of the ranking.
     *
     * @param metric what the scores are; empty where nothing is known about them
     */
    static DataTableSpec ranking(Optional<Metric> metric) {
        return new DataTableSpec(
                Columns.integer(Columns.RANK),
                Columns.text(Columns.SEARCH_SPACE),
                Columns.text(Columns.ARCHITECTURE),
                Columns.operations(),
                Columns.adjacency(),
                Columns.metric(PredictedScores.metric(Columns.PREDICTED_SCORE, metric)),
                score("Score", metric),
                new DataColumnSpecCreator(Columns.PROPOSED, BooleanCell.TYPE).createSpec());
    }

    /** The spec of the history. */
    static DataTableSpec history(Optional<Metric> metric) {
        return new DataTableSpec(
                Columns.integer(Columns.QUERY),
                Columns.integer(Columns.STEP),
                Columns.text(Columns.SEARCH_SPACE),
                Columns.text(Columns.ARCHITECTURE),
                Columns.metric(PredictedScores.metric(Columns.PREDICTED_SCORE, metric)),
                score("Score", metric),
                score(Columns.BEST_SCORE, metric),
                Columns.text("Predictor state"));
    }

    private static DataColumnSpec score(String name, Optional<Metric> metric) {
        return Columns.metric(
                metric.map(known -> known.withName(name)).orElseGet(() -> Metric.of(name, Direction.MAXIMIZE)));
    }

    static BufferedDataTable ranking(
            SearchResult result, Optional<Metric> metric, ExecutionContext exec, Progress progress) {
        BufferedDataContainer rows = exec.createDataContainer(ranking(metric));
        Rows.Keys keys = new Rows.Keys();
        for (SearchResult.Ranked ranked : result.ranking()) {
            reportEvery256(progress, ranked.rank() - 1, result.ranking().size(), "Writing the ranking");
            Architecture architecture = ranked.architecture();
            String space = architecture.space().name();
            rows.addRowToTable(new DefaultRow(
                    keys.next(space, architecture.text()),
                    new IntCell(ranked.rank()),
                    new StringCell(space),
                    new StringCell(architecture.text()),
                    Graphs.operationsCell(architecture.graph()),
                    Graphs.adjacencyCell(architecture.graph()),
                    Rows.number(ranked.predicted()),
                    Rows.number(ranked.score()),
                    BooleanCell.get(ranked.proposed())));
        }
        rows.close();
        return rows.getTable();
    }

    static BufferedDataTable history(
            SearchResult result, Optional<Metric> metric, ExecutionContext exec, Progress progress) {
        BufferedDataContainer rows = exec.createDataContainer(history(metric));
        for (SearchResult.Query query : result.history()) {
            reportEvery256(progress, query.number() - 1, result.history().size(), "Writing the history");
            rows.addRowToTable(
                    new DefaultRow("Query " + query.number(), cells(query).toArray(DataCell[]::new)));
        }
        rows.close();
        return rows.getTable();
    }

    /** The cells of the history for a query. */
    static List<DataCell> cells(SearchResult.Query query) {
        return List.of(
                new IntCell(query.number()),
                new IntCell(query.step()),
                new StringCell(query.architecture().space().name()),
                new StringCell(query.architecture().text()),
                Rows.number(query.predicted()),
                Rows.number(query.score()),
                Rows.number(query.bestSoFar()),
                new StringCell(query.predictorState()));
    }

    private static void reportEvery256(Progress progress, int row, int rows, String message) {
        if (row % 256 == 0) {
            progress.checkCanceled();
            progress.report((double) row / rows, message);
        }
    }
}
