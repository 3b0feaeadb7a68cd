package org.fewshotnas.knime.nodes.evaluation;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Graphs;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.NumberList;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.TaskColumns;
import org.fewshotnas.predictor.evaluation.HeldOutTasks;
import org.fewshotnas.predictor.evaluation.Protocol;
import org.fewshotnas.predictor.evaluation.ScoredCells;
import org.fewshotnas.predictor.evaluation.SyntheticTasks;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;

/** The input of the node: which of its columns are tasks, and its rows as scored cells. */
final class TaskTable {
    private static final String TABLE = "the input table";

    private final DataTableSpec spec;
    private final TransferEvaluationParameters parameters;
    private final String[] columns;
    private final Set<String> targets;

    /**
     * Checks the choice of columns.
     *
     * @throws InvalidInputException if there is no target, or no other task
     */
    TaskTable(DataTableSpec spec, TransferEvaluationParameters parameters) {
        this.spec = spec;
        this.parameters = parameters;
        new Graphs(spec, TABLE);
        columns = TaskColumns.chosen(spec, TABLE, parameters.taskColumns, "Task columns");
        targets = new LinkedHashSet<>(Arrays.asList(columns));
        targets.retainAll(Arrays.asList(TaskColumns.chosen(spec, TABLE, parameters.targetColumns, "Target columns")));
        if (targets.isEmpty()) {
            throw new InvalidInputException(
                    "There is no task to test on: no column is chosen under both \"Task columns\" and \"Target columns\".",
                    "Choose at least one number column of scores under both.");
        }
        if (parameters.protocol == ProtocolChoice.LEAVE_ONE_OUT && columns.length < 2) {
            throw new InvalidInputException(
                    "Only the column \"" + columns[0]
                            + "\" is chosen under \"Task columns\": with that one held out, nothing is left to "
                            + "learn from.",
                    "Choose at least two number columns of scores.");
        }
        if ((parameters.protocol == ProtocolChoice.ACROSS_SPACES || parameters.keepsIsomorphsTogether())
                && TaskColumns.searchSpace(spec) < 0) {
            throw new InvalidInputException(
                    "The column \"" + Columns.SEARCH_SPACE + "\" is not in " + TABLE
                            + ": it must say which search space each architecture is of.",
                    "Connect a table that comes from the Search-Space Unifier.");
        }
    }

    /**
     * The protocol of the settings on the rows of this table.
     *
     * @param warnings where to say what the user should know of the columns
     */
    Protocol read(BufferedDataTable table, List<String> warnings, Progress progress) {
        Graphs graphs = new Graphs(spec, TABLE);
        int space = TaskColumns.searchSpace(spec);
        int[] indices = Arrays.stream(columns).mapToInt(spec::findColumnIndex).toArray();
        ScoredCells.Builder cells = new ScoredCells.Builder(TaskColumns.metrics(spec, columns, warnings));
        Rows.forEach(table, progress, "Reading the tasks", (row, number) -> {
            double[] scores = new double[columns.length];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = Inputs.number(row, indices[i], columns[i]);
            }
            cells.add(graphs.read(row), TaskColumns.searchSpace(row, space), scores);
        });
        ScoredCells scored =
                parameters.keepsIsomorphsTogether() ? cells.build().withIsomorphsTogether(progress) : cells.build();
        return switch (parameters.protocol) {
            case LEAVE_ONE_OUT -> HeldOutTasks.leaveOneOut(scored, targets, parameters.trainSize());
            case ACROSS_SPACES ->
                HeldOutTasks.acrossSpaces(
                        scored, new LinkedHashSet<>(List.of(parameters.sourceSpaces)), targets, parameters.trainSize());
            case SYNTHETIC ->
                new SyntheticTasks(
                        scored,
                        targets,
                        parameters.trainSize(),
                        NumberList.of(parameters.correlations),
                        NumberList.of(parameters.knownTasks),
                        NumberList.of(parameters.unrelatedTasks));
        };
    }
}
