package org.fewshotnas.knime.nodes.unifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fewshotnas.benchmark.unify.UnifiedColumns;
import org.fewshotnas.benchmark.unify.Unifier;
import org.fewshotnas.knime.common.Architectures;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Graphs;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.features.FeatureColumns;
import org.fewshotnas.knime.nodes.unifier.SearchSpaceUnifierParameters.SameNameChoice;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.View;
import org.fewshotnas.view.result.ScoreColumn;
import org.fewshotnas.view.result.TableView;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** The tables that go into the Search-Space Unifier, and the one that comes out. */
final class UnifierTables {
    private final DataTableSpec[] specs;
    private final List<int[]> scoreColumns = new ArrayList<>();
    private final UnifiedColumns columns;

    /**
     * Checks the inputs.
     *
     * @throws InvalidInputException if one has no architectures, or none has scores
     */
    UnifierTables(DataTableSpec[] specs, SearchSpaceUnifierParameters parameters) {
        this.specs = specs;
        List<List<Metric>> metrics = new ArrayList<>();
        for (int table = 0; table < specs.length; table++) {
            new Architectures(specs[table], name(table));
            List<Metric> own = new ArrayList<>();
            List<Integer> indices = new ArrayList<>();
            for (int i = 0; i < specs[table].getNumColumns(); i++) {
                DataColumnSpec column = specs[table].getColumnSpec(i);
                if (column.getType().isCompatible(DoubleValue.class)) {
                    own.add(parameters.withDirection(Columns.metric(column)));
                    indices.add(i);
                }
            }
            metrics.add(own);
            scoreColumns.add(indices.stream().mapToInt(Integer::intValue).toArray());
        }
        columns = UnifiedColumns.of(metrics, parameters.sameName != SameNameChoice.KEEP_APART);
    }

    private String name(int table) {
        return specs.length == 1 ? "the input table" : "input table " + (table + 1);
    }

    /** The unified columns that do not say whether larger or smaller is better. */
    List<String> unknownDirections() {
        return columns.metrics().stream()
                .filter(metric -> !metric.direction().isKnown())
                .map(Metric::name)
                .toList();
    }

    /** Whether an input may have a row for each data set of an architecture. */
    boolean hasDataSets() {
        return Arrays.stream(specs).anyMatch(spec -> spec.containsName(FeatureColumns.DATA_SET));
    }

    /** Whether an input may have a row for each seed of an architecture. */
    boolean hasSeeds() {
        return Arrays.stream(specs).anyMatch(spec -> spec.containsName(Columns.SEED));
    }

    /** The spec of the unified table. */
    DataTableSpec output() {
        List<DataColumnSpec> output = new ArrayList<>(List.of(
                Columns.text(Columns.SEARCH_SPACE),
                Columns.text(Columns.ARCHITECTURE),
                Columns.operations(),
                Columns.adjacency()));
        for (Metric metric : columns.metrics()) {
            output.add(Columns.metric(metric));
        }
        return Columns.spec(output);
    }

    /**
     * Reads and unifies the tables.
     *
     * @throws InvalidInputException if a row is not an architecture with scores: the message names it
     */
    Unifier.Result read(BufferedDataTable[] tables, SearchSpaceUnifierParameters parameters, Progress progress) {
        Unifier unifier = new Unifier(
                columns,
                parameters.duplicates.duplicates(),
                parameters.isomorphs.isomorphs(),
                parameters.sameName == SameNameChoice.JOIN_ALIKE);
        Progress reading = progress.part(0, 0.7);
        for (int table = 0; table < tables.length; table++) {
            double start = (double) table / tables.length;
            add(unifier, table, tables[table], reading.part(start, start + 1.0 / tables.length));
        }
        return unifier.finish(progress.part(0.7, 1));
    }

    private void add(Unifier unifier, int table, BufferedDataTable rows, Progress progress) {
        Architectures reader = new Architectures(specs[table], name(table));
        reader.detect(rows, progress.part(0, 0.3));
        int[] indices = scoreColumns.get(table);
        Rows.forEach(
                rows,
                progress.part(0.3, 1),
                "Reading " + name(table),
                (row, i) -> reader.at(row, () -> {
                    double[] scores = new double[indices.length];
                    for (int j = 0; j < scores.length; j++) {
                        scores[j] = Inputs.number(
                                row,
                                indices[j],
                                specs[table].getColumnSpec(indices[j]).getName());
                    }
                    unifier.add(table, reader.space(row).name(), reader.text(row), scores);
                }));
    }

    /** What came from where. */
    View view(Unifier.Result result) {
        List<Unifier.Row> rows = result.rows();
        List<ScoreColumn> tasks = new ArrayList<>();
        for (int i = 0; i < columns.metrics().size(); i++) {
            int column = i;
            tasks.add(new ScoreColumn(
                    columns.metrics().get(i),
                    rows.stream().mapToDouble(row -> row.scores()[column]).toArray()));
        }
        return TableView.ofUnified(
                rows.stream().map(row -> row.space().name()).toList(),
                tasks,
                result.joined(),
                result.differing(),
                result.isomorphs());
    }

    /** Writes the unified table. */
    BufferedDataTable write(Unifier.Result result, ExecutionContext exec, Progress progress) {
        BufferedDataContainer rows = exec.createDataContainer(output());
        Rows.Keys keys = new Rows.Keys();
        int number = 0;
        for (Unifier.Row row : result.rows()) {
            if (number++ % 256 == 0) {
                progress.checkCanceled();
                progress.report((double) number / result.rows().size(), "Writing the table");
            }
            double[] scores = row.scores();
            DataCell[] cells = new DataCell[4 + scores.length];
            cells[0] = new StringCell(row.space().name());
            cells[1] = new StringCell(row.architecture());
            cells[2] = Graphs.operationsCell(row.graph());
            cells[3] = Graphs.adjacencyCell(row.graph());
            for (int i = 0; i < scores.length; i++) {
                cells[4 + i] = Rows.number(scores[i]);
            }
            rows.addRowToTable(new DefaultRow(keys.next(row.space().name(), row.architecture()), cells));
        }
        rows.close();
        return rows.getTable();
    }
}
