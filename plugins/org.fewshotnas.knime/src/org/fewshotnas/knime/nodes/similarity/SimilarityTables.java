package org.fewshotnas.knime.nodes.similarity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.predictor.rank.RankMetrics.Estimate;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** The tables that the node writes. */
final class SimilarityTables {
    static final DataTableSpec NEW_TASK = new DataTableSpec(
            Columns.text("Known task"),
            Columns.number("Correlation"),
            Columns.number("Lower bound"),
            Columns.number("Upper bound"),
            Columns.integer("Shared architectures"));

    private SimilarityTables() {}

    /** The spec of the correlations: the task's name, then one column a task. */
    static DataTableSpec correlations(String[] tasks) {
        return matrix(tasks, Arrays.stream(tasks).map(Columns::number).toArray(DataColumnSpec[]::new));
    }

    /** The spec of the counts, of the same shape. */
    static DataTableSpec counts(String[] tasks) {
        return matrix(tasks, Arrays.stream(tasks).map(Columns::integer).toArray(DataColumnSpec[]::new));
    }

    private static DataTableSpec matrix(String[] tasks, DataColumnSpec[] columns) {
        List<DataColumnSpec> all = new ArrayList<>(List.of(columns));
        all.add(0, Columns.text(DataTableSpec.getUniqueColumnName(new DataTableSpec(columns), "Task")));
        return new DataTableSpec(all.toArray(DataColumnSpec[]::new));
    }

    static BufferedDataTable correlations(ExecutionContext exec, String[] tasks, Estimate[][] matrix) {
        return write(exec, correlations(tasks), tasks, matrix, estimate -> Rows.number(estimate.value()));
    }

    static BufferedDataTable counts(ExecutionContext exec, String[] tasks, Estimate[][] matrix) {
        return write(exec, counts(tasks), tasks, matrix, estimate -> new IntCell(estimate.n()));
    }

    /** What a cell says of an estimate. */
    private interface Said {
        DataCell of(Estimate estimate);
    }

    private static BufferedDataTable write(
            ExecutionContext exec, DataTableSpec spec, String[] tasks, Estimate[][] matrix, Said said) {
        BufferedDataContainer rows = exec.createDataContainer(spec);
        for (int i = 0; i < tasks.length; i++) {
            List<DataCell> cells = new ArrayList<>(List.of(new StringCell(tasks[i])));
            for (Estimate estimate : matrix[i]) {
                cells.add(said.of(estimate));
            }
            rows.addRowToTable(new DefaultRow(tasks[i], cells.toArray(DataCell[]::new)));
        }
        rows.close();
        return rows.getTable();
    }

    /** The known tasks, the most alike first; those without a correlation last. */
    static BufferedDataTable newTask(ExecutionContext exec, String[] tasks, Estimate[] estimates) {
        BufferedDataContainer rows = exec.createDataContainer(NEW_TASK);
        IntStream.range(0, estimates.length)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> Double.isNaN(estimates[i].value()) ? Double.POSITIVE_INFINITY : -estimates[i].value()))
                .forEach(i -> rows.addRowToTable(new DefaultRow(
                        tasks[i],
                        new StringCell(tasks[i]),
                        Rows.number(estimates[i].value()),
                        Rows.number(estimates[i].lower()),
                        Rows.number(estimates[i].upper()),
                        new IntCell(estimates[i].n()))));
        rows.close();
        return rows.getTable();
    }
}
